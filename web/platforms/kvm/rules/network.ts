/** What the guest is connected to has to be there on the other host. */
import { TYPICAL } from '../ground.ts';
import { hostFix, type Rule } from './rule.ts';

const bridges: Rule = {
  id: 'networks',
  group: 'Network',
  about: 'The destination has every network that the guest is connected to.',
  reason: 'Its adapters are connected to bridges of the same names there.',
  ground: TYPICAL,
  severity: 'error',
  *check({ guest, target }) {
    const missing = [...new Set(guest.networks.filter((name) => !target.networks.includes(name)))];
    if (missing.length === 0) return;
    yield {
      object: target.name,
      field: 'networks',
      message: `${target.name} has no ${missing.join(', ')}.`,
      remedy: `Set it up on ${target.name}.`,
      fix: hostFix('Set it up', target.name, { networks: [...target.networks, ...missing] }),
    };
  },
};

export const NETWORK_RULES: readonly Rule[] = [bridges];
