/** Which servers can take part at all: generation, edition, capabilities. */
import { isAtLeastGeneration } from '../../objects/generation.ts';
import type { ManagedSystem } from '../../objects/managed-system.ts';
import { sourced } from '../ground.ts';
import { act, fix, type Rule, spot, TYPES } from '../rule.ts';
import { abbreviation, type End, forBothEnds, letter } from './ends.ts';

const generation = (end: End): Rule => ({
  id: `${abbreviation(end)}-power6-or-later`,
  types: TYPES.AIS,
  looks: [`${letter(end)}.generation`],
  severity: 'error',
  about: `The ${end} is a POWER6 server or a later one.`,
  reason: 'Mobility begins with the hardware and firmware of POWER6.',
  ground: sourced('article'),
  *check(c) {
    const system = c[end];
    if (isAtLeastGeneration(system.generation, 'POWER6')) return;
    yield {
      on: [spot(system, 'generation')],
      message: `${system.name} (${system.typeModel}) is a ${system.generation} server.`,
      remedy: end === 'source' ? 'Partitions of this server cannot be moved.' : 'Choose another target.',
    };
  },
});

const enterpriseKey = (system: ManagedSystem) =>
  fix(`Enter the Enterprise Edition key on ${system.name}`, act(system, 'enterEnterpriseKey'));

const edition = (end: End): Rule => ({
  id: `${abbreviation(end)}-powervm-ee`,
  types: TYPES.AIS,
  looks: [`${letter(end)}.edition`],
  severity: 'error',
  about: `The ${end} has PowerVM Enterprise Edition.`,
  reason: 'Mobility is part of the Enterprise Edition, and every server involved needs it.',
  ground: sourced('article'),
  *check(c) {
    const system = c[end];
    if (system.edition === 'enterprise') return;
    yield {
      on: [spot(system, 'edition')],
      message: `${system.name} does not have PowerVM Enterprise Edition.`,
      remedy: `Enter an activation code for the Enterprise Edition on ${system.name}.`,
      fix: enterpriseKey(system),
    };
  },
});

type Capability = 'activeCapable' | 'inactiveCapable' | 'suspendCapable';

const capability = (
  end: End,
  key: Capability,
  type: 'active' | 'inactive' | 'suspend',
  types: Rule['types'],
  ground: Rule['ground'],
): Rule => ({
  id: `${abbreviation(end)}-${type}-capable`,
  types,
  looks: [`${letter(end)}.${key}`],
  severity: 'error',
  about: `The ${end} is capable of ${type === 'suspend' ? 'suspending partitions' : `${type} mobility`}.`,
  reason: 'Edition and firmware of a server together decide what it can do.',
  ground,
  *check(c) {
    const system = c[end];
    if (system[key]) return;
    const what = type === 'suspend' ? 'suspending and resuming partitions' : `${type} partition mobility`;
    yield {
      on: [spot(system, key)],
      message: `${system.name} reports that it is not capable of ${what}.`,
      remedy:
        type === 'suspend'
          ? `Update the firmware of ${system.name}; POWER8 servers need release 840 or later.`
          : `Enter the Enterprise Edition key on ${system.name}, or update its firmware.`,
      fix:
        type === 'suspend'
          ? fix(`Update the firmware of ${system.name}`, act(system, 'updateFirmware'), [system.name])
          : enterpriseKey(system),
    };
  },
});

export const CAPABILITY_RULES: readonly Rule[] = [
  ...forBothEnds(generation),
  ...forBothEnds(edition),
  ...forBothEnds((end) =>
    capability(end, 'activeCapable', 'active', TYPES.A, sourced('output', 'validation')),
  ),
  ...forBothEnds((end) => capability(end, 'inactiveCapable', 'inactive', TYPES.I, sourced('output'))),
  ...forBothEnds((end) => capability(end, 'suspendCapable', 'suspend', TYPES.S, sourced('suspend'))),
];
