/** The partition's operating system, and its line to the console. */
import { knows } from '../../objects/known.ts';
import { knowsNothingOf, leastLevels, osOf } from '../../objects/os-level.ts';
import { isAtLeast } from '../../objects/version.ts';
import { sourced, TYPICAL } from '../ground.ts';
import { act, type Failure, fix, type Rule, set, spot, TYPES } from '../rule.ts';

const rmc: Rule = {
  id: 'lpar-rmc-active',
  types: TYPES.A,
  looks: ['L.rmcState', 'L.env'],
  severity: 'error',
  about: 'The console reaches the partition over RMC; IBM i needs no such connection.',
  reason: 'The console asks the operating system whether it is ready, and tells it to prepare.',
  ground: sourced('pypowervm', 'validation'),
  *check({ lpar }) {
    if (lpar.env !== 'aixlinux' || lpar.rmcState === 'active') return;
    yield {
      on: [spot(lpar, 'rmcState'), spot(lpar, 'env')],
      message: `The RMC connection of ${lpar.name} is ${lpar.rmcState}.`,
      remedy: `Check TCP and UDP port 657 between console and ${lpar.name}, then restart RMC in it (rmcctrl -z; rmcctrl -A; rmcctrl -p), or let the console look: diagrmc -m ${lpar.system} -p ${lpar.name} --autocorrect.`,
      fix: fix('Repair the RMC connection', act(lpar, 'repairRmc')),
    };
  },
};

const dlpar: Rule = {
  id: 'lpar-dlpar-capable',
  types: TYPES.A,
  looks: ['L.dlparMemory', 'L.dlparProc', 'L.env'],
  severity: 'error',
  about: 'Memory and processors of the partition can be changed while it runs.',
  reason: 'The events of a move reach the operating system on the same way.',
  ground: sourced('pypowervm', 'ivm'),
  code: 'HSCL2957',
  *check({ lpar }) {
    if (lpar.env !== 'aixlinux' || (lpar.dlparMemory && lpar.dlparProc)) return;
    const lacks = [...(lpar.dlparMemory ? [] : ['memory']), ...(lpar.dlparProc ? [] : ['processors'])];
    yield {
      on: [spot(lpar, lpar.dlparMemory ? 'dlparProc' : 'dlparMemory'), spot(lpar, 'env')],
      message: `${lpar.name} does not allow ${lacks.join(' and ')} to be changed while it runs.`,
      remedy: `Install the RSCT packages and DynamicRM in ${lpar.name}, and restart RMC.`,
      fix: fix('Install what is missing', set(lpar, { dlparMemory: true, dlparProc: true })),
    };
  },
};

const level: Rule = {
  id: 'lpar-os-level',
  types: TYPES.A,
  looks: ['L.osVersion', 'T.generation'],
  severity: 'error',
  about: 'The operating system is new enough for a move.',
  reason: 'It has to survive being suspended on one server and resumed on another.',
  ground: sourced('article'),
  *check({ lpar, source, target }): Iterable<Failure> {
    const os = osOf(lpar);
    if (knowsNothingOf(os)) return;
    for (const { least, ground, on } of leastLevels(os, [source, target])) {
      if (isAtLeast(os.level, least)) continue;
      const system = on && knows(on, 'generation') ? on : null;
      yield {
        on: [spot(lpar, 'osVersion'), ...(on ? [spot(on, 'generation')] : [])],
        message: `${lpar.name} runs ${os.family} ${os.level}; ${system ? `${system.generation} servers need` : 'mobility needs'} ${least} or later.`,
        remedy: `Update the operating system of ${lpar.name}.`,
        ground: ground === 'typical' ? TYPICAL : sourced(...ground),
      };
      return;
    }
  },
};

const veto: Rule = {
  id: 'os-dr-veto',
  types: TYPES.A,
  looks: ['L.osVeto'],
  severity: 'error',
  about: 'No script and no kernel extension in the partition speaks against the move.',
  reason: 'Programs may be asked before the move, and may refuse.',
  ground: sourced('drmgr'),
  *check({ lpar }) {
    if (lpar.osVeto === null) return;
    yield {
      on: [spot(lpar, 'osVeto')],
      message: `In ${lpar.name} something refuses the move: ${lpar.osVeto}`,
      remedy: 'Stop the program, or unload the extension, and try again.',
      fix: fix('Stop the program', set(lpar, { osVeto: null })),
    };
  },
};

const ibmi: Rule = {
  id: 'lpar-ibmi-restricted-io',
  types: TYPES.AIS,
  looks: [
    'L.env',
    'L.restrictedIo',
    'S.ibmiMobilityCapable',
    'T.ibmiMobilityCapable',
    'T.ibmiRestrictedIoCapable',
  ],
  severity: 'error',
  about: 'An IBM i partition has restricted I/O, and both servers can move IBM i.',
  reason: 'IBM i moves with purely virtual devices only.',
  ground: sourced('ibmi', 'pypowervm'),
  *check({ lpar, source, target }): Iterable<Failure> {
    if (lpar.env !== 'os400') return;
    if (!lpar.restrictedIo)
      yield {
        on: [spot(lpar, 'restrictedIo'), spot(lpar, 'env')],
        message: `The IBM i partition ${lpar.name} is not in restricted I/O mode.`,
        remedy: `Set the mode and activate ${lpar.name} again.`,
        fix: fix(
          `Set the mode and activate ${lpar.name} again`,
          [set(lpar, { restrictedIo: true }), act(lpar, 'restart')],
          [lpar.name],
        ),
      };
    for (const system of [source, target]) {
      const key = system.ibmiMobilityCapable ? 'ibmiRestrictedIoCapable' : 'ibmiMobilityCapable';
      if (system[key]) continue;
      yield {
        on: [spot(system, key), spot(lpar, 'env')],
        message: `${system.name} cannot ${key === 'ibmiMobilityCapable' ? 'move IBM i partitions' : 'restrict the I/O of IBM i partitions'}.`,
        remedy: 'POWER7 servers need firmware 730_087 or 740_088; choose another server or update it.',
      };
    }
  },
};

const suspendedIbmi: Rule = {
  id: 'suspend-ibmi-same-system',
  types: TYPES.S,
  looks: ['L.env'],
  severity: 'error',
  about: 'The suspended partition does not run IBM i.',
  reason: 'IBM i resumes only on the server it was suspended on.',
  ground: sourced('suspend'),
  *check({ lpar, source, target, request }) {
    if (lpar.env !== 'os400' || source.name === target.name) return;
    yield {
      on: [spot(lpar, 'env')],
      message: `${lpar.name} runs IBM i and can only be resumed on ${source.name}.`,
      remedy: `Resume it on ${source.name}, then move it.`,
      // The move is no longer a suspended one then, unless somebody insists on it.
      ...(!request.type && { fix: fix(`Resume ${lpar.name} on ${source.name}`, act(lpar, 'resume')) }),
    };
  },
};

const cluster: Rule = {
  id: 'cluster-heartbeat',
  types: TYPES.A,
  looks: ['L.cluster'],
  severity: 'warning',
  about: 'The cluster puts up with the pause.',
  reason: 'A node that is silent for too long is thrown out, and its work is started elsewhere.',
  ground: sourced('powerha', 'performance'),
  *check({ lpar, world }) {
    const pauseS = world.settings.expectedPauseS;
    if (lpar.cluster === null || lpar.cluster.toleranceS >= pauseS) return;
    yield {
      on: [spot(lpar, 'cluster')],
      message: `${lpar.cluster.product} on ${lpar.name} puts up with ${lpar.cluster.toleranceS} s of silence; the pause may take ${pauseS} s.`,
      remedy: 'Raise the tolerance for the time of the move.',
      fix: fix('Raise the tolerance', act(lpar, 'setClusterTolerance', 600)),
    };
  },
};

export const OPERATING_SYSTEM_RULES: readonly Rule[] = [
  rmc,
  dlpar,
  level,
  veto,
  ibmi,
  suspendedIbmi,
  cluster,
];
