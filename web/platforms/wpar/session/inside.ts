/** Commands that somebody runs inside a partition, and what they print: they see only what is the partition's own. */

import type { VirtualNs } from '../../../model/units.ts';
import type { Tone } from '../../../model/world-view.ts';
import { fileSystemsOf } from '../objects/file-systems.ts';
import { systemOf, type WparWorld } from '../objects/world.ts';
import { copyOn, type Wpar } from '../objects/wpar.ts';
import { dateText } from './clock.ts';
import { topas } from './topas.ts';

export interface Inside {
  world: WparWorld;
  wpar: Wpar;
  /** On which its programs run. */
  system: string;
  at: VirtualNs;
  term: string;
}

export interface Printed {
  text: string;
  tone: Tone;
}

const plain = (...texts: string[]): Printed[] => texts.map((text) => ({ text, tone: 'quiet' }));

export const INSIDE_HELP =
  'date, hostname, uname -W, mount, topas, export TERM=aixterm, shutdown, exit, and a loop: while true; do date; sleep 15; done';

export function inside({ world, wpar, system, at, term }: Inside, line: string): Printed[] {
  const [command = '', ...args] = line.trim().split(/\s+/);
  switch (command) {
    case '':
    case 'export':
    case 'exit':
    case 'shutdown':
      return [];
    case 'date':
      return plain(dateText(at, systemOf(world, system)?.clockOffsetMs ?? 0));
    case 'hostname':
      return plain(wpar.hostname);
    case 'uname':
      return args[0] === '-W' ? plain(String(copyOn(wpar, system)?.kernelId ?? 0)) : plain('AIX');
    case 'echo':
      return plain(args.join(' ').replace('$TERM', term));
    case 'mount':
      return plain(
        'node       mounted        mounted over    vfs     options',
        ...fileSystemsOf(wpar).map(
          ({ mount, device, vfs, node, options }) =>
            `${node.padEnd(10)} ${device.padEnd(14)} ${mount.padEnd(15)} ${vfs.padEnd(7)} ${options}`,
        ),
      );
    case 'topas':
      return topas(world, wpar, system, term);
    case 'help':
      return plain(INSIDE_HELP);
    default:
      return [{ text: `ksh: ${command}: not found.`, tone: 'bad' }];
  }
}
