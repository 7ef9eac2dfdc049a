/** What the guest's CPU shows, the destination has to have. */
import { sourced, TYPICAL } from '../ground.ts';
import { commonModel, lacking, PASSTHROUGH, vendorOf } from '../objects/cpu.ts';
import { guestFeatures, hostFeatures } from '../objects/features.ts';
import type { Case } from './case.ts';
import { guestFix, hostFix, type Rule } from './rule.ts';

/** So many names are said, and how many more there are. */
const SAID = 6;
const named = (all: readonly string[]): string =>
  all.length > SAID ? `${all.slice(0, SAID).join(', ')} and ${all.length - SAID} more` : all.join(', ');

const missing = ({ guest, source, target }: Case): string[] =>
  lacking(guestFeatures(guest, source), hostFeatures(target));

const features: Rule = {
  id: 'cpu-features',
  group: 'CPU',
  about: 'The destination has every CPU feature that the guest sees.',
  reason: 'Programs in the guest may use a feature from one instruction to the next.',
  ground: sourced('models', 'compatibility', 'cpuMap'),
  severity: 'error',
  *check(c) {
    const { guest, source, target } = c;
    if (guest.cpu === PASSTHROUGH) return;
    const lack = missing(c);
    if (lack.length === 0) return;
    const model = commonModel([hostFeatures(source), hostFeatures(target)]);
    yield {
      object: guest.name,
      field: 'cpu',
      message: `${guest.name} sees ${guest.cpu}, and ${target.name} (${target.cpu}) lacks ${named(lack)}.`,
      remedy: `Give ${guest.name} a model that both hosts have, such as ${model}, and start it anew.`,
      fix: guestFix(`Give it ${model}`, guest.name, { cpu: model, cpuExtra: [] }, true),
    };
  },
};

const passthrough: Rule = {
  id: 'cpu-passthrough',
  group: 'CPU',
  about: 'A guest that sees its host’s own CPU moves to the very same CPU only.',
  reason: 'What it sees is whatever the host has, and nobody promises that the next host has the same.',
  ground: sourced('models', 'compatibility'),
  severity: 'error',
  *check(c) {
    const { guest, source, target } = c;
    if (guest.cpu !== PASSTHROUGH || source === target) return;
    const lack = missing(c);
    const more = lacking(hostFeatures(target), guestFeatures(guest, source));
    if (lack.length === 0 && more.length === 0) return;
    const model = commonModel([hostFeatures(source), hostFeatures(target)]);
    yield {
      object: guest.name,
      field: 'cpu',
      severity: lack.length > 0 ? 'error' : 'warning',
      message:
        lack.length > 0
          ? `${guest.name} sees the CPU of ${source.name} as it is, and ${target.name} lacks ${named(lack)}.`
          : `${guest.name} sees the CPU of ${source.name} as it is, and ${target.name} has ${named(more)} beside that.`,
      remedy: `Give ${guest.name} a named model that both hosts have, such as ${model}, and start it anew.`,
      fix: guestFix(`Give it ${model}`, guest.name, { cpu: model, cpuExtra: [] }, true),
    };
  },
};

const vendor: Rule = {
  id: 'cpu-vendor',
  group: 'CPU',
  about: 'Both hosts are of the same vendor.',
  reason: 'Even where all features are there, the two differ in what they do beside them.',
  ground: TYPICAL,
  severity: 'warning',
  *check({ source, target }) {
    const [here, there] = [vendorOf(source.cpu), vendorOf(target.cpu)];
    if (here === there) return;
    yield {
      object: target.name,
      field: 'cpu',
      message: `${source.name} is ${here}, and ${target.name} is ${there}.`,
      remedy: 'Choose a host of the same vendor.',
    };
  },
};

const nested: Rule = {
  id: 'nested-guest',
  group: 'CPU',
  about: 'A guest that runs guests of its own has them shut off.',
  reason:
    'What the processor keeps of a guest within a guest moves only where kernel and QEMU both know how.',
  ground: TYPICAL,
  severity: 'warning',
  *check({ guest }) {
    if (!guest.nested) return;
    yield {
      object: guest.name,
      field: 'nested',
      message: `${guest.name} runs guests of its own.`,
      remedy: 'Shut them off before the move, or try it with one that nobody needs.',
      fix: guestFix('Shut them off', guest.name, { nested: false }),
    };
  },
};

const cores: Rule = {
  id: 'enough-cores',
  group: 'CPU',
  about: 'The destination has at least as many cores as the guest has virtual CPUs.',
  reason: 'With fewer its virtual CPUs wait for one another.',
  ground: TYPICAL,
  severity: 'warning',
  *check({ guest, target }) {
    if (guest.vcpus <= target.cores) return;
    yield {
      object: target.name,
      field: 'cores',
      message: `${guest.name} has ${guest.vcpus} virtual CPUs, and ${target.name} has ${target.cores} cores.`,
      remedy: 'Choose a larger host.',
      fix: hostFix(`Give ${target.name} ${guest.vcpus} cores`, target.name, { cores: guest.vcpus }),
    };
  },
};

export const CPU_RULES: readonly Rule[] = [features, passthrough, vendor, nested, cores];
