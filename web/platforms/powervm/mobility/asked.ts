/** A move as calls, forms and scripts ask for it: a partition, a server, and options by name. */
import type { Call, CallValue, ThingName } from '../../../model/call.ts';
import { parseQuantity } from '../../../model/quantities.ts';
import { DEFAULT_OPTIONS, type MoveRequest, type Options } from '../rules/request.ts';
import type { VlanMapping } from '../rules/vlan-mapping.ts';
import type { Mapping, MoveOrder } from './order.ts';
import { lparNamed, type Scene } from './scene.ts';

export type Asked = Readonly<Record<string, CallValue | undefined>>;

const TYPES = ['active', 'inactive', 'suspended'] as const;

/** Null where the partition is not there, or nothing that a move could go to was named. */
export function orderOf(scene: Scene, lparName: string, target: string, asked: Asked = {}): MoveOrder | null {
  const lpar = lparNamed(scene, lparName);
  if (!lpar || target === '') return null;
  const options = optionsOf(asked);
  const type = TYPES.find((each) => each === asked.type);
  const mappings = mappingsOf(asked.servedBy, new Set(lpar.scsi.map(({ slot }) => slot)));
  const vlans = vlanMappingsOf(asked.vlans);
  const limit = rateOf(asked.maxBandwidth);
  return {
    lpar: lpar.name,
    source: lpar.system,
    target,
    ...(type && { type }),
    ...(options && { options }),
    ...(mappings.length > 0 && { mappings }),
    ...(vlans.length > 0 && { vlans }),
    ...(limit && { limitBytesPerSecond: limit }),
    ...blockingOf(asked.blocking),
  };
}

/** Only what differs from the console's own; null values count as not given. */
function optionsOf(asked: Asked): Partial<Options> | null {
  const known = Object.keys(DEFAULT_OPTIONS).filter(
    (name) => asked[name] !== undefined && asked[name] !== null,
  );
  if (known.length === 0) return null;
  return Object.fromEntries(known.map((name) => [name, asked[name]])) as Partial<Options>;
}

/** By the partition's slot: `vios1`, `vios1/16` with a slot there, `vios1/16/fcs0` with a port. */
function mappingsOf(asked: CallValue | undefined, scsi: ReadonlySet<number>): Mapping[] {
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked)) return [];
  return Object.entries(asked as Record<string, CallValue>).flatMap(([slot, served]): Mapping[] => {
    if (typeof served !== 'string' || served === '') return [];
    const [vios = '', viosSlot, port] = served.split('/');
    return [
      {
        is: scsi.has(Number(slot)) ? 'scsi' : 'fc',
        slot: Number(slot),
        vios,
        viosSlot: viosSlot ? Number(viosSlot) : null,
        port: port || null,
      },
    ];
  });
}

/** By the partition's slot: the port VLAN, as `12`, and further ones behind it, as `12/20 21`. */
function vlanMappingsOf(asked: CallValue | undefined): VlanMapping[] {
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked)) return [];
  return Object.entries(asked as Record<string, CallValue>).flatMap(([slot, given]): VlanMapping[] => {
    const text = typeof given === 'number' ? String(given) : given;
    if (typeof text !== 'string' || text.trim() === '') return [];
    const [pvid = '', further = ''] = text.split('/');
    return [
      { slot: Number(slot), pvid: Number(pvid), vlans: further.split(/\s+/).filter(Boolean).map(Number) },
    ];
  });
}

function rateOf(asked: CallValue | undefined): number | null {
  if (typeof asked === 'number') return asked;
  if (typeof asked !== 'string' || asked.trim() === '') return null;
  const read = parseQuantity(asked, 'rate');
  return read.ok ? read.value : null;
}

function blockingOf(asked: CallValue | undefined): Pick<MoveRequest, 'blocking'> {
  if (asked === true || asked === 'all') return { blocking: 'all' };
  return Array.isArray(asked) ? { blocking: asked.map(String) } : {};
}

/** The move that a call would make or validate; null: it is another call. */
export function orderOfCall(scene: Scene, { on, verb, args }: Call): MoveOrder | null {
  if (on.$ref !== 'Lpar' || (verb !== 'migrate' && verb !== 'validate')) return null;
  const [target, options] = args;
  const name = typeof target === 'object' && target !== null ? (target as unknown as ThingName).name : target;
  return orderOf(scene, on.name, String(name ?? ''), (options ?? {}) as Asked);
}
