/** What a VIOS prints of itself. */
import type { Paste } from '../import/paste.ts';
import type { ManagedSystem } from '../objects/managed-system.ts';
import type { Backing } from '../objects/storage.ts';
import type { Vios } from '../objects/vios.ts';

/** A folder per VIOS below that of its server; with the command as the console passes it on, where that is wanted. */
export function viosOutput(vios: Vios, system: ManagedSystem, commands: boolean): Paste[] {
  const paste = (file: string, command: string, text: string): Paste => ({
    name: `${system.name}/${vios.name}/${file}.txt`,
    text: `${commands ? `viosvrcmd -m ${system.name} -p ${vios.name} -c "${command}"\n` : ''}${text}`,
  });
  return [
    paste('ioslevel', 'ioslevel', `${vios.level}\n`),
    paste('lsnports', 'lsnports', ports(vios)),
    paste('lsmap', 'lsmap -all', mappings(vios, system)),
  ];
}

const ports = ({ fcPorts }: Vios): string =>
  `name             physloc                        fabric tports aports swwpns  awwpns\n${fcPorts
    .map(
      ({ name, fabric, slots, freeSlots }, i) =>
        `${name.padEnd(16)} U78C0.001.DBJN321-P2-C${i + 1}-T1       ${fabric ? 1 : 0} ${slots} ${freeSlots} 2048 1967\n`,
    )
    .join('')}`;

const RULE = `${'-'.repeat(15)} ${'-'.repeat(44)} ${'-'.repeat(18)}\n`;

function mappings({ id, scsiServers }: Vios, { typeModel, serial }: ManagedSystem): string {
  const location = `U${typeModel.replace('-', '.')}.${serial}-V${id}`;
  return scsiServers
    .map(({ slot, client, devices = [] }, i) => {
      const partition = client.lparId === 'any' ? 0 : client.lparId;
      const head = `${`vhost${i}`.padEnd(15)} ${`${location}-C${slot}`.padEnd(44)} 0x${partition.toString(16).padStart(8, '0')}\n\n`;
      const body = devices
        .map(
          ({ name, backing }) =>
            `VTD                   ${name}\nStatus                Available\nBacking device        ${deviceOf(backing)}\nMirrored              false\n\n`,
        )
        .join('');
      return `SVSA            Physloc                                      Client Partition ID\n${RULE}${head}${body || 'VTD                   NO VIRTUAL TARGET DEVICE FOUND\n\n'}`;
    })
    .join('');
}

function deviceOf(backing: Backing): string {
  switch (backing.is) {
    case 'disk':
      return backing.disk;
    case 'pool-unit':
      return backing.unit;
    case 'logical-volume':
      return backing.volume;
    case 'file':
      return backing.path;
    case 'optical':
      return backing.media ?? '';
    case 'tape':
      return backing.device;
  }
}
