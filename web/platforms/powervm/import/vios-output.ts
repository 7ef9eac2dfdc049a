/** Output of commands that ran on a VIOS: `lsmap`, `lsnports`, `ioslevel`. Tables without names of columns. */
import type { Command } from './command.ts';
import type { TableKind } from './kinds.ts';
import type { LineCount } from './paste.ts';

type Take = (kind: TableKind, values: Record<string, string>, line: number) => void;

export interface ViosReader {
  /** What the line became; null: nothing. */
  take(line: string, number: number, asked: Command | null): keyof LineCount | null;
  reset(): void;
}

const VHOST = /^(vhost\d+)\s+(\S+-V(\d+)-C(\d+))\s+0x([0-9a-fA-F]+)\s*$/;
const DETAIL = /^(VTD|Status|LUN|Backing device|Physloc|Mirrored|Client Partition)\b\s*(.*)$/;
const PORT = /^(fcs\d+)\s+(\S+)\s+([01])\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*$/;
const LEVEL = /^\d+\.\d+\.\d+\.\d+(?:-FP[-\d.]+)?$/;
/** `reserve_policy  no_reserve  Reserve Policy  True` */
const ATTRIBUTE = /^(\w+)\s+(\S+)\s+.*\b(?:True|False)\+?$/;
const RULER = /^[-\s]{5,}$/;
const VFCHOST = /^vfchost\d+:/;
const HEADING =
  /^(?:SVSA\s+Physloc|name\s+physloc\s+fabric|Name\s+Physloc\s+ClntID|attribute\s+value\s+description)/;
const NOTHING = /^(?:VTD\s+)?NO VIRTUAL TARGET DEVICE FOUND/;

/** What nothing that a console prints goes on with. */
export const beginsViosTable = (line: string): boolean =>
  [HEADING, VHOST, PORT, VFCHOST].some((pattern) => pattern.test(line.trim()));

export function viosReader(take: Take): ViosReader {
  /** The server adapter whose devices are being listed. */
  let server: Record<string, string> | null = null;
  let device: Record<string, string> | null = null;
  return {
    reset() {
      server = null;
      device = null;
    },
    take(raw, number, asked) {
      const line = raw.trim();
      if (HEADING.test(line) || (RULER.test(line) && (server !== null || asked !== null || line.length > 9)))
        return 'headers';
      const host = VHOST.exec(line);
      if (host) {
        const [, svsa = '', physloc = '', , slot = '', client = '0'] = host;
        server = { svsa, physloc, slot, client: String(Number.parseInt(client, 16)), vtd: '' };
        device = null;
        take('lsmap', server, number);
        return 'rows';
      }
      if (server && NOTHING.test(line)) return 'rows';
      const detail = DETAIL.exec(line);
      if (server && detail) {
        const [, name = '', value = ''] = detail;
        if (name === 'VTD') {
          device = { ...server, vtd: value };
          take('lsmap', device, number);
        } else if (device) device[name.toLowerCase().replace(' ', '_')] = value;
        return 'rows';
      }
      if (VFCHOST.test(line)) {
        const [svsa = '', physloc = '', client = '', name = '', , status = '', port = ''] = line.split(':');
        const slot = /-C(\d+)$/.exec(physloc)?.[1] ?? '';
        const clientSlot = /-C(\d+)$/.exec(line)?.[1] ?? '';
        take(
          'lsmap-npiv',
          { svsa, physloc, slot, client, client_name: name, status, port, client_slot: clientSlot },
          number,
        );
        return 'rows';
      }
      const port = PORT.exec(line);
      if (port) {
        const [, name = '', physloc = '', fabric = '', slots = '', free = ''] = port;
        take('lsnports', { name, physloc, fabric, tports: slots, aports: free }, number);
        return 'rows';
      }
      if (asked?.kind === 'lsdev') {
        if (line === 'value') return 'headers';
        const { device, attribute } = asked;
        const [, name = attribute, value = line] = ATTRIBUTE.exec(line) ?? [];
        if (name === '' || device === '' || /\s/.test(value)) return null;
        take('lsdev', { device, attribute: name, value }, number);
        return 'rows';
      }
      if (LEVEL.test(line)) {
        take('ioslevel', { level: line }, number);
        return 'rows';
      }
      return null;
    },
  };
}
