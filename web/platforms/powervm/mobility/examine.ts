/**
 * Holds a move against the rules, in the world as it will be when the moves that were asked for before it have taken
 * what they need: so two moves never count on the same memory.
 */
import type { RuleFinding } from '../../../model/rule-finding.ts';
import { changeSystem } from '../objects/change.ts';
import type { MobilityType } from '../objects/lpar-state.ts';
import { type PowerWorld, systemOf } from '../objects/world.ts';
import { caseOf } from '../rules/case.ts';
import { DEFAULT_OPTIONS } from '../rules/request.ts';
import { examine, type MoveExamination } from '../rules/validate.ts';
import { applied } from './change.ts';
import type { Constants } from './constants.ts';
import { happened } from './findings.ts';
import { serversBusy } from './limits.ts';
import { mappingFaults } from './mappings.ts';
import { moversBusy } from './movers.ts';
import type { MoveOrder } from './order.ts';
import { isConsoleDown } from './outages.ts';
import { reservedFor } from './reserve.ts';
import { keyOfMove, type MoveState, moveOf, type Scene } from './scene.ts';
import type { Check } from './step.ts';

/** With what moves that have reserved nothing yet are going to take. */
export function foreseen({ world, moves }: Scene): PowerWorld {
  return moves.reduce((next, { order, type, reserved }) => {
    if (reserved) return next;
    const need = reservedFor(next, order, type);
    return changeSystem(next, order.target, (old) => ({
      availableMemoryMb: Math.max(0, old.availableMemoryMb - need.memoryMb),
      availableProcUnits: Math.max(0, Math.round((old.availableProcUnits - need.procUnits) * 100) / 100),
    }));
  }, world);
}

/** What is said of a move before it begins. @param ahead what is foreseen of the scene */
export function examined(
  scene: Scene,
  order: MoveOrder,
  constants: Constants,
  ahead = foreseen(scene),
): MoveExamination {
  const held = examine(ahead, order);
  return { ...held, findings: [...besides(scene, order, held, constants), ...held.findings] };
}

const BUSY_RULES = ['concurrency-system-active', 'concurrency-system-inactive', 'concurrency-msp'];

/** Whether it could begin, if only it had to wait for others to end. */
export const waitsOnly = (findings: readonly RuleFinding[]): boolean => {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return errors.length > 0 && errors.every(({ id }) => BUSY_RULES.includes(id));
};

/** Consoles that do not work, mappings that cannot be, and movers that are at a limit the rules do not know. */
function besides(scene: Scene, order: MoveOrder, held: MoveExamination, constants: Constants): RuleFinding[] {
  const c = caseOf(scene.world, order);
  if (!c) return [];
  const down = [c.sourceConsole, c.targetConsole].flatMap((console) =>
    console && isConsoleDown(scene, console.name) ? [console.name] : [],
  );
  const findings = [
    ...[...new Set(down)].map(consoleFault),
    ...(moveOf(scene, c.lpar)?.going === 'waiting' ? [waitsAlready(order.lpar)] : []),
    ...mappingFaults(c, order).map((message) =>
      happened(
        'mapping-possible',
        'Storage',
        order.lpar,
        message,
        'A VIOS serves an adapter only where it sees the disk and has a slot; only NovaLink changes VLANs on the way.',
        'Choose another one, or leave the mapping out.',
      ),
    ),
  ];
  if (held.findings.some(({ id }) => BUSY_RULES.includes(id) || id.includes('msp'))) return findings;
  const busy = roomFault(scene, order, held.type, constants);
  return busy ? [...findings, busy] : findings;
}

const waitsAlready = (lpar: string): RuleFinding =>
  happened(
    'lpar-not-migrating',
    'Partition',
    lpar,
    `${lpar} waits for its turn in another move.`,
    'A partition makes one move at a time.',
    'Wait until it has ended, or stop it.',
  );

const consoleFault = (name: string): RuleFinding =>
  happened(
    'console-down',
    'Consoles',
    name,
    `${name} does not work.`,
    'Moves are made by the consoles of both servers.',
    `Bring ${name} back.`,
  );

/** Why a move has to wait; null: there is room. */
export function roomFault(
  scene: Scene,
  { source, target, options }: MoveOrder,
  type: MobilityType,
  constants: Constants,
): RuleFinding | null {
  const { world } = scene;
  const [from, to] = [systemOf(world, source), systemOf(world, target)];
  if (!from || !to) return null;
  const busy = serversBusy(world, from, to, type);
  if (busy)
    return happened(
      type === 'active' ? 'concurrency-system-active' : 'concurrency-system-inactive',
      'Servers',
      source,
      busy,
      'Each server supports so many moves at once and no more.',
      'Wait until one has ended.',
    );
  if (type !== 'active') return null;
  const waits = moversBusy(scene, from, to, { ...DEFAULT_OPTIONS, ...options }, constants);
  if (waits === null) return null;
  return happened(
    'concurrency-msp',
    'Movers',
    source,
    waits,
    'A mover serves so many moves at once, by its tunables, its level and its link.',
    'Wait until a move has ended, or make another VIOS a mover.',
  );
}

/** What a move that is under way finds at the end of a step: the world without itself is what the rules look at. */
export function judged(
  scene: Scene,
  move: MoveState,
  { rules }: Check,
  constants: Constants,
): readonly RuleFinding[] {
  const key = keyOfMove(move);
  const { world } = applied(scene, [{ kind: 'back', key, orphans: false }], constants);
  return examine(world, { ...move.order, type: move.type }, rules).findings;
}
