/** The commands whose output makes an environment whole. */
import { html } from 'lit';
import '../copy-button.ts';

const COMMANDS = `lshmc -V
lssyscfg -r sys
lssyscfg -r lpar -m SERVER
lssyscfg -r prof -m SERVER
lshwres -r mem -m SERVER --level sys
lshwres -r mem -m SERVER --level lpar
lshwres -r proc -m SERVER --level sys
lshwres -r proc -m SERVER --level lpar
lshwres -r virtualio -m SERVER --rsubtype eth --level lpar
lshwres -r virtualio -m SERVER --rsubtype scsi --level lpar
lshwres -r virtualio -m SERVER --rsubtype fc --level lpar
lshwres -r virtualio -m SERVER --rsubtype serial --level lpar
lshwres -r virtualio -m SERVER --rsubtype vnic --level lpar
lshwres -r virtualio -m SERVER --rsubtype slot --level lpar
lshwres -r virtualio -m SERVER --rsubtype vswitch
lshwres -r io -m SERVER --rsubtype slot
lshwres -r procpool -m SERVER
lslparmigr -r sys -m SERVER
lslparmigr -r lpar -m SERVER
lslic -m SERVER
lsmemopt -m SERVER
viosvrcmd -m SERVER -p VIOS -c "ioslevel"
viosvrcmd -m SERVER -p VIOS -c "lsnports"
viosvrcmd -m SERVER -p VIOS -c "lsmap -all"
viosvrcmd -m SERVER -p VIOS -c "lsmap -npiv -all -fmt :"
viosvrcmd -m SERVER -p VIOS -c "lsdev -dev hdiskN -attr reserve_policy"
viosvrcmd -m SERVER -p VIOS -c "lsdev -dev vioslpm0 -attr"`;
/** Of workload partitions, on the system that they are on. */
const AIX_COMMANDS = ['G', 'R', 'M', 'N', 'D', 'S'].map((section) => `lswpar -c -${section}`).join('\n');

export const wantedCommands = () => html`<details class="commands">
  <summary>Which commands</summary>
  <p class="quiet">Bring what you have; each says more. A whole terminal session will do, wrapped lines and prompts included.
    Keep the command lines: with <code>-m</code> they say which server the output is about.</p>
  <div class="list"><pre tabindex="0" aria-label="Commands">${COMMANDS}</pre>
  <copy-button label="Copy the commands" .text=${() => COMMANDS}></copy-button></div>
  <p class="quiet">Of AIX workload partitions instead, on the system that they are on:</p>
  <div class="list"><pre tabindex="0" aria-label="Commands of AIX">${AIX_COMMANDS}</pre>
  <copy-button label="Copy the commands of AIX" .text=${() => AIX_COMMANDS}></copy-button></div>
</details>`;
