/** A move of any type as a list of steps, from its validation to the profile that is written at the end. */
import { out } from '../../../../world/course/step.ts';
import type { Lpar } from '../../objects/lpar.ts';
import { consoleOf, lparOf, systemOf } from '../../objects/world.ts';
import { DEFAULT_OPTIONS } from '../../rules/request.ts';
import { adaptersOf, carryOrder, expectedCopyNs } from '../carry.ts';
import type { Constants } from '../constants.ts';
import type { MoveOrder } from '../order.ts';
import { type PhaseId, phaseOf, phasesOf } from '../phases.ts';
import { keyOfMove, type MoveState, type Scene } from '../scene.ts';
import { type PowerStep, type PowerTask, type StepParts, step } from '../step.ts';
import { abort, allNeeds, consoleNeeds, type Ends, lost, rollBack, serverNeed, stays } from './ways-out.ts';

/** What can change while others move, too: looked at once more when the target's resources are taken. */
const RESOURCES = [
  'tgt-memory-available',
  'tgt-proc-units-available',
  'tgt-dedicated-procs-available',
  'tgt-lpar-slot-free',
  'tgt-lpar-name-unique',
  'tgt-vslots-vios',
  'vscsi-tgt-slot',
  'npiv-port-capacity',
];

interface Plan {
  readonly scene: Scene;
  readonly constants: Constants;
  readonly move: MoveState;
  readonly lpar: Lpar;
  readonly ends: Ends;
  readonly adapters: number;
}

export function endsOf({ world }: Scene, order: MoveOrder): Ends {
  const consoleName = (server: string): string => {
    const system = systemOf(world, server);
    return (system && consoleOf(world, system)?.name) ?? '';
  };
  return {
    key: keyOfMove({ order }),
    lpar: order.lpar,
    source: order.source,
    target: order.target,
    sourceConsole: consoleName(order.source),
    targetConsole: consoleName(order.target),
  };
}

/** @param waits for a free place first, instead of having one now */
export function migratePlan(
  scene: Scene,
  { order, type, task }: Pick<MoveState, 'order' | 'type' | 'task'>,
  constants: Constants,
  waits: boolean,
): PowerTask | null {
  const lpar = lparOf(scene.world, order.source, order.lpar);
  if (!lpar) return null;
  const move: MoveState = {
    task,
    order,
    type,
    phase: 'validate',
    pairs: [],
    reserved: null,
    going: 'waiting',
    failedOver: false,
  };
  const plan = { scene, constants, move, lpar, ends: endsOf(scene, order), adapters: adaptersOf(lpar) };
  const { key } = plan.ends;
  return {
    kind: 'migrate',
    name: `Move ${order.lpar} to ${order.target}, ${type}`,
    target: order.lpar,
    begins: [{ kind: 'queue', move }, ...(waits ? [] : [{ kind: 'start' as const, key }])],
    steps: [...(waits ? [turn(plan)] : []), ...phasesOf(type).map(({ id }) => STEPS[id](plan))],
  };
}

const turn = ({ constants, ends: { key, sourceConsole } }: Plan): PowerStep =>
  step(constants, {
    name: 'Wait for a free place',
    on: sourceConsole,
    needs: [{ kind: 'room', key }],
    ends: [{ kind: 'start', key }],
    onCancel: [],
  });

/** A step of a phase: it enters the phase, and can be stopped and taken back where the phase allows it. */
function of(plan: Plan, id: PhaseId, parts: Omit<StepParts, 'name'>): PowerStep {
  const { constants, ends, move } = plan;
  const { label, stoppable } = phaseOf(move.type, id);
  const back = [rollBack(constants, ends)];
  const { begins = [], ...rest } = parts;
  return step(constants, {
    name: label,
    needs: allNeeds(ends),
    onFailure: back,
    onCancel: stoppable ? back : null,
    ...rest,
    begins: [{ kind: 'phase', key: ends.key, phase: id }, ...begins],
  });
}

const STEPS: Readonly<Record<PhaseId, (plan: Plan) => PowerStep>> = {
  validate: (plan) => {
    const { ends, lpar, move } = plan;
    const { options } = move.order;
    const perDisk = { ...DEFAULT_OPTIONS, ...options }.npivValidation === 'portdisk';
    const luns = lpar.fc.flatMap(({ grants }) => grants?.[0].luns ?? []).length;
    return of(plan, 'validate', {
      on: ends.sourceConsole,
      command: `migrlpar -o v -m ${ends.source} -t ${ends.target} -p ${ends.lpar}`,
      takes: [['validateMs', 1], ...(perDisk ? [['perLunMs', luns] as const] : [])],
      checks: [{ key: ends.key, rules: 'all' }],
    });
  },
  discover: (plan) =>
    of(plan, 'discover', {
      on: plan.ends.source,
      takes: [
        ['discoverMs', 1],
        ['discoverPerAdapterMs', plan.adapters],
      ],
      needs: [...allNeeds(plan.ends), ...viosNeeds(plan)],
    }),
  match: (plan) =>
    of(plan, 'match', {
      on: plan.ends.target,
      takes: [['matchMs', 1]],
      checks: [{ key: plan.ends.key, rules: RESOURCES }],
      ends: [{ kind: 'reserve', key: plan.ends.key }],
    }),
  shell: (plan) => of(plan, 'shell', { on: plan.ends.target, takes: [['shellMs', 1]] }),
  serve: (plan) => of(plan, 'serve', { on: plan.ends.target, takes: [['servePerAdapterMs', plan.adapters]] }),
  'prepare-os': (plan) =>
    of(plan, 'prepare-os', {
      on: plan.ends.lpar,
      takes: [['prepareOsMs', 1]],
      checks: [{ key: plan.ends.key, rules: ['os-dr-veto', 'lpar-rmc-active'] }],
    }),
  'open-stream': (plan) =>
    of(plan, 'open-stream', {
      on: plan.ends.source,
      takes: [['openStreamMs', 1]],
      needs: [...allNeeds(plan.ends), stream(plan, false)],
    }),
  copy: (plan) => {
    const { constants, ends, scene, move, lpar } = plan;
    const back = [abort(constants, ends), rollBack(constants, ends)];
    const copy = of(plan, 'copy', {
      on: ends.source,
      needs: streamNeeds(plan, false),
      carried: { order: carryOrder(scene, move, lpar, constants), until: 'stopped' },
      onFailure: back,
      onCancel: back,
    });
    return { ...copy, durationNs: expectedCopyNs(scene, move, lpar, constants) };
  },
  suspend: (plan) =>
    of(plan, 'suspend', {
      on: plan.ends.source,
      takes: [
        ['quiescePerAdapterMs', plan.adapters],
        ['suspendMs', 1],
      ],
      needs: streamNeeds(plan, false),
      carried: { order: null, until: 'resumed' },
    }),
  'take-over': (plan) =>
    of(plan, 'take-over', {
      on: plan.ends.target,
      takes: [['announceMs', 1]],
      output: out(
        `${plan.ends.lpar} runs on ${plan.ends.target}`,
        'gratuitous ARP: switches learn the new port',
      ),
      needs: streamNeeds(plan, true),
      carried: { order: null, until: null },
      onFailure: [lost(plan.constants, plan.ends)],
    }),
  residual: (plan) =>
    of(plan, 'residual', {
      on: plan.ends.target,
      needs: streamNeeds(plan, true),
      carried: { order: null, until: 'ended' },
      onFailure: [lost(plan.constants, plan.ends)],
    }),
  configure: (plan) => of(plan, 'configure', { on: plan.ends.sourceConsole, takes: [['configureMs', 1]] }),
  'hand-over': (plan) => of(plan, 'hand-over', { on: plan.ends.target, takes: [['handOverStorageMs', 1]] }),
  'free-source': (plan) =>
    of(plan, 'free-source', {
      on: plan.ends.source,
      takes: [
        ['freeMs', 1],
        ['freePerAdapterMs', plan.adapters],
      ],
      needs: [serverNeed(plan.ends.source), ...consoleNeeds(plan.ends)],
      onFailure: [stays(plan.constants, plan.ends)],
      ends: [{ kind: 'free', key: plan.ends.key }],
    }),
  finish: (plan) =>
    of(plan, 'finish', {
      on: plan.ends.targetConsole,
      takes: [['profileMs', 1]],
      needs: [serverNeed(plan.ends.target), ...consoleNeeds(plan.ends)],
      onFailure: [stays(plan.constants, plan.ends)],
      ends: [{ kind: 'finish', key: plan.ends.key }],
    }),
};

const stream = ({ ends: { key } }: Plan, after: boolean) => ({ kind: 'stream', key, after }) as const;

/** Hypervisors and movers stream by themselves: no console takes part. */
const streamNeeds = (plan: Plan, after: boolean) => [
  serverNeed(plan.ends.source),
  serverNeed(plan.ends.target),
  stream(plan, after),
];

const viosNeeds = ({ lpar, ends }: Plan) =>
  [...new Set([...lpar.scsi, ...lpar.fc].map(({ vios }) => vios))].map(
    (name) => ({ kind: 'vios', system: ends.source, name }) as const,
  );
