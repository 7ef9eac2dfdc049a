/** Processors: enough of them on the target, and in modes that it has. */
import { oldestServerWith } from '../../objects/compat-mode.ts';
import { isAtLeastGeneration } from '../../objects/generation.ts';
import { knows } from '../../objects/known.ts';
import type { ManagedSystem } from '../../objects/managed-system.ts';
import type { Case } from '../case.ts';
import { implied, sourced } from '../ground.ts';
import { hundredths, processorNeed } from '../needs.ts';
import { act, fix, type Rule, type Spot, set, spot, TYPES } from '../rule.ts';

const NEED = ['T.availableProcUnits', 'L.procUnits', 'L.procs', 'L.procMode', 'L.profiles'] as const;

const units: Rule = {
  id: 'tgt-proc-units-available',
  types: TYPES.AIS,
  looks: NEED,
  severity: 'error',
  about: 'The target has enough free processing units.',
  reason: 'Processing units are reserved on the target before anything is copied.',
  ground: sourced('article'),
  *check(c) {
    const { lpar, target } = c;
    if (lpar.procMode !== 'shared') return;
    const { amount, on } = processorNeed(c);
    if (hundredths(target.availableProcUnits) >= hundredths(amount)) return;
    yield {
      on: [spot(target, 'availableProcUnits'), ...on],
      message: `${lpar.name} is entitled to ${amount} processing units, and ${target.name} has ${target.availableProcUnits} free.`,
      remedy: `Free processing units on ${target.name}, or lower the entitlement of ${lpar.name}.`,
    };
  },
};

const cores: Rule = {
  id: 'tgt-dedicated-procs-available',
  types: TYPES.AIS,
  looks: NEED,
  severity: 'error',
  about: 'The target has enough whole processors free.',
  reason: 'Dedicated processors are reserved on the target before anything is copied.',
  ground: sourced('article'),
  *check(c) {
    const { lpar, target } = c;
    if (lpar.procMode !== 'dedicated') return;
    const { amount, on } = processorNeed(c);
    const free = Math.floor(hundredths(target.availableProcUnits) / 100);
    if (free >= amount) return;
    yield {
      on: [spot(target, 'availableProcUnits'), ...on],
      message: `${lpar.name} has ${amount} dedicated processors, and ${target.name} has ${free} whole ones free.`,
      remedy: `Free processors on ${target.name}, or give ${lpar.name} fewer.`,
    };
  },
};

const most: Rule = {
  id: 'tgt-max-vprocs',
  types: TYPES.AIS,
  looks: ['L.procs', 'L.procMode', 'T.maxVirtualProcsPerLpar', 'T.maxProcsPerLpar'],
  severity: 'error',
  about: 'The target allows a partition as many processors as this one has.',
  reason: 'Each server has a largest number of processors per partition, which implies that more do not fit.',
  ground: implied('output'),
  *check({ lpar, target }) {
    const key = lpar.procMode === 'shared' ? 'maxVirtualProcsPerLpar' : 'maxProcsPerLpar';
    const procs = Math.max(lpar.procs.desired, lpar.procs.max);
    if (procs <= target[key]) return;
    yield {
      on: [spot(target, key), spot(lpar, 'procs'), spot(lpar, 'procMode')],
      message: `${lpar.name} may have ${procs} processors, and ${target.name} allows a partition ${target[key]}.`,
      remedy: `Lower the number of processors of ${lpar.name}, and the maximum in its profile.`,
    };
  },
};

const ratio: Rule = {
  id: 'tgt-min-entitlement-ratio',
  types: TYPES.A,
  looks: ['L.procUnits', 'L.procs', 'L.procMode', 'T.minProcUnitsPerVirtualProc'],
  severity: 'error',
  about: 'Each virtual processor has at least the entitlement that the target asks for.',
  reason: 'The platform refuses virtual processors with less.',
  ground: sourced('lopar'),
  *check({ lpar, target }) {
    if (lpar.procMode !== 'shared') return;
    const least = target.minProcUnitsPerVirtualProc;
    const need = hundredths(least) * lpar.procs.desired;
    if (hundredths(lpar.procUnits.desired) >= need) return;
    yield {
      on: [
        spot(lpar, 'procUnits'),
        spot(lpar, 'procs'),
        spot(lpar, 'procMode'),
        spot(target, 'minProcUnitsPerVirtualProc'),
      ],
      message: `${lpar.name} has ${lpar.procUnits.desired} processing units for ${lpar.procs.desired} virtual processors, and ${target.name} asks for ${least} each.`,
      remedy: `Raise the entitlement of ${lpar.name} to ${need / 100}, or take virtual processors away.`,
      fix: fix(
        `Raise the entitlement of ${lpar.name} to ${need / 100}`,
        set(lpar, {
          procUnits: {
            ...lpar.procUnits,
            desired: need / 100,
            max: Math.max(lpar.procUnits.max, need / 100),
          },
        }),
      ),
    };
  },
};

/** Where the target's own list was not seen, its generation still tells what it cannot have. */
function lacksMode(target: ManagedSystem, mode: string): Spot | null {
  if (mode === 'default') return null;
  if (knows(target, 'compatModes'))
    return target.compatModes.includes(mode) ? null : spot(target, 'compatModes');
  const oldest = oldestServerWith(mode);
  if (oldest === null || !knows(target, 'generation')) return null;
  return isAtLeastGeneration(target.generation, oldest) ? null : spot(target, 'generation');
}

/** The newest mode that both servers have. */
function commonMode({ source, target }: Case): string | null {
  const common = source.compatModes.filter((mode) => mode !== 'default' && target.compatModes.includes(mode));
  return common.at(-1) ?? null;
}

const current: Rule = {
  id: 'proc-compat-current',
  types: TYPES.A,
  looks: ['L.compatCurrent', 'T.compatModes', 'T.generation'],
  severity: 'error',
  about: 'The target has the processor mode that the partition runs in.',
  reason: 'Programs that run may use instructions of this mode already.',
  ground: sourced('modes', 'nova'),
  *check(c) {
    const { lpar, target } = c;
    const lack = lacksMode(target, lpar.compatCurrent);
    if (!lack) return;
    const mode = commonMode(c);
    yield {
      on: [spot(lpar, 'compatCurrent'), lack],
      message: `${lpar.name} runs in mode ${lpar.compatCurrent}, which ${target.name} does not have.`,
      remedy: mode
        ? `Set the preferred mode of ${lpar.name} to ${mode} and restart it.`
        : `Choose a target that has ${lpar.compatCurrent}.`,
      ...(mode && {
        fix: fix(
          `Set the preferred mode to ${mode} and restart ${lpar.name}`,
          [set(lpar, { compatDesired: mode }), act(lpar, 'restart')],
          [lpar.name],
        ),
      }),
    };
  },
};

const preferred: Rule = {
  id: 'proc-compat-preferred',
  types: TYPES.AI,
  looks: ['L.compatDesired', 'T.compatModes', 'T.generation'],
  severity: 'error',
  about: 'The target has the processor mode that the partition prefers.',
  reason: 'The partition has to be able to start on the target.',
  ground: sourced('modes'),
  *check({ lpar, target }) {
    const lack = lacksMode(target, lpar.compatDesired);
    if (!lack) return;
    yield {
      on: [spot(lpar, 'compatDesired'), lack],
      message: `${lpar.name} prefers mode ${lpar.compatDesired}, which ${target.name} does not have.`,
      remedy: `Set the preferred mode of ${lpar.name} to default, or to one that ${target.name} has.`,
      fix: fix(`Set the preferred mode of ${lpar.name} to default`, set(lpar, { compatDesired: 'default' })),
    };
  },
};

const pool: Rule = {
  id: 'procpool-exists',
  types: TYPES.AIS,
  looks: ['T.procPools', 'L.procPool', 'L.procMode'],
  severity: 'error',
  about: 'The processor pool that was asked for exists on the target.',
  reason: 'A partition without a pool of its own lands in the default pool.',
  ground: sourced('migrlpar'),
  *check({ lpar, target, options }) {
    if (lpar.procMode !== 'shared') return;
    const has = (name: string) =>
      target.procPools.some((each) => each.name === name || String(each.id) === name);
    const asked = options.procPool;
    const wanted = asked ?? lpar.procPool;
    if (wanted === 'DefaultPool' || has(wanted)) return;
    const create = fix(`Create the pool ${wanted} on ${target.name}`, act(target, 'addProcPool', wanted));
    const names = target.procPools.map(({ name }) => name).join(', ');
    yield {
      on: [spot(target, 'procPools'), spot(lpar, 'procPool')],
      message: asked
        ? `${target.name} has no processor pool ${asked}.`
        : `${lpar.name} is in the processor pool ${wanted}, which ${target.name} does not have: it will land in DefaultPool.`,
      remedy: `Create the pool on ${target.name}, or name one that is there (${names}) with shared_proc_pool_name.`,
      severity: asked ? 'error' : 'warning',
      fix: create,
    };
  },
};

export const PROCESSOR_RULES: readonly Rule[] = [units, cores, most, ratio, current, preferred, pool];
