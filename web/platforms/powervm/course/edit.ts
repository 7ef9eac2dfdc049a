/**
 * A change at one stroke while moves are under way: of the thing that is meant, not of its shadow; with the memory and
 * processors that partitions gain or give back by it; and not of what a move holds.
 */
import type { Call, CallValue, ThingName } from '../../../model/call.ts';
import { done, type Result, refused } from '../../../model/result.ts';
import { applyFix } from '../edits/apply.ts';
import { serverPowersOff, serverReturns } from '../mobility/outages.ts';
import { heldBy, taken } from '../mobility/reserve.ts';
import { isShadow, lparNamed, moveOf, type Scene } from '../mobility/scene.ts';
import type { Lpar } from '../objects/lpar.ts';
import { keyOf, type PowerWorld, systemOf } from '../objects/world.ts';

/** What would pull a partition out of its move. */
const NOT_WHILE_MOVING = [
  'activate',
  'activateOnce',
  'restart',
  'shutDown',
  'suspend',
  'resume',
  'rename',
  'set',
];

export function editedBy(scene: Scene, call: Call): Result<Scene> {
  const where = `${call.on.name}.${call.verb}`;
  const lpar = call.on.$ref === 'Lpar' ? lparNamed(scene, call.on.name) : undefined;
  if (lpar && moveOf(scene, lpar) && NOT_WHILE_MOVING.includes(call.verb))
    return refused({
      where,
      what: `${lpar.name} is in a move.`,
      fix: 'Wait until it has ended, or stop it.',
    });
  const busy = scene.moves.find(({ order }) => [order.source, order.target].includes(call.on.name));
  if (call.verb === 'powerOff' && busy)
    return refused({
      where,
      what: `${busy.order.lpar} moves from or to it.`,
      fix: 'Wait until it has ended.',
    });
  if (call.verb === 'powerOn') return done(serverReturns(scene, call.on.name));
  if (call.verb === 'powerOff') {
    const off = serverPowersOff(scene, call.on.name);
    return typeof off === 'string'
      ? refused({ where, what: off, fix: 'Move them away, or shut them down.' })
      : done(off);
  }
  const next = applyFix(scene.world, {
    ...call,
    on: meant(scene, call.on),
    args: call.args.map((arg) => meantIn(scene, arg)),
  });
  return next.ok ? settled(scene, next.value, where) : next;
}

/** Partitions by server and name: what stands on both servers is meant where it is itself. */
function meant(scene: Scene, thing: ThingName): ThingName {
  const lpar = thing.$ref === 'Lpar' ? lparNamed(scene, thing.name) : undefined;
  return lpar ? { ...thing, name: keyOf(lpar) } : thing;
}

const meantIn = (scene: Scene, arg: CallValue): CallValue =>
  typeof arg === 'object' && arg !== null && '$ref' in arg
    ? { ...meant(scene, arg as unknown as ThingName) }
    : arg;

const RESTS: readonly Lpar['state'][] = [
  'Not Activated',
  'Suspended',
  'Migrating - Not Activated',
  'Migrating - Suspended',
];
const NOTHING = { memoryMb: 0, procUnits: 0, ioEntitledMb: 0 };

const held = (lpar: Lpar | undefined) => (lpar && !RESTS.includes(lpar.state) ? heldBy(lpar) : NOTHING);

/** A partition that starts takes what it needs of its server, and one that stops gives it back. */
function settled(scene: Scene, next: PowerWorld, where: string): Result<Scene> {
  let world = next;
  for (const [i, after] of next.lpars.entries()) {
    const before = scene.world.lpars[i];
    if (before === after || isShadow(scene, after)) continue;
    world = taken(taken(world, after.system, held(before), -1), after.system, held(after), 1);
    const system = systemOf(world, after.system);
    if (system && (system.availableMemoryMb < 0 || system.availableProcUnits < 0))
      return refused({
        where,
        what: `${system.name} has not enough ${system.availableMemoryMb < 0 ? 'memory' : 'processors'} left for ${after.name}.`,
        fix: 'Free some, or give the partition less.',
      });
  }
  return done({ ...scene, world });
}
