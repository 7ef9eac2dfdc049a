/** A world that is given as data, as the page's Tune makes it: laid out at one stroke, exact to the bit. */
import type { Diagnostic } from '../../../model/result.ts';
import type { Scenario } from '../../../model/scenario.ts';
import { ZERO_NS } from '../../../model/units.ts';
import { addGuest, addHost } from '../../../platforms/kvm/objects/describe.ts';
import { type Answer, no, yes } from '../../../script/session.ts';
import { impossible } from '../../../world/impossible.ts';
import type { KvmHistory } from '../kvm-platform.ts';
import type { Stage } from '../stage.ts';

const HUGE: readonly number[] = [2 ** 21, 2 ** 30];
const NO_SCENARIO: Diagnostic = {
  what: 'This is no scenario as the page writes it.',
  fix: 'Describe the world with lab.kvm.host and lab.kvm.guest, or copy the data whole.',
};

export function layData(
  stage: Stage,
  kvm: KvmHistory,
  data: Readonly<Record<string, unknown>>,
): Answer<undefined> {
  const { layout, things } = stage;
  if (layout.hosts.length > 0)
    return no('Error', {
      what: 'A world is laid out already.',
      fix: 'Give the data first, and add to it then.',
    });
  const scenario = { ...data, moves: [] } as unknown as Scenario;
  let faults: Diagnostic[];
  try {
    faults = impossible(scenario, stage.traces);
  } catch {
    // Whatever is not there at all; what is there and wrong has been said.
    faults = [NO_SCENARIO];
  }
  if (faults.length > 0) return no('Error', ...faults);
  const { era } = scenario.tuning;
  for (const spec of scenario.hosts) {
    faults.push(
      ...kvm.take(
        ZERO_NS,
        addHost(kvm.world, {
          name: spec.id,
          memory: spec.memoryBytes,
          qemu: era === 'qemu-7.2-tcg' ? '7.2' : '10.2',
          hugePages2M: pagesOf(scenario, spec.id, 2 ** 21),
          hugePages1G: pagesOf(scenario, spec.id, 2 ** 30),
        }),
      ),
    );
    const laid = { kind: 'Host' as const, name: spec.id, era, spec };
    layout.hosts.push(laid);
    things.add('Host', laid, spec.id);
  }
  for (const spec of scenario.partitions) {
    const { memoryBytes, vcpus, hostPageBytes = 0 } = spec.guest;
    const huge = HUGE.includes(hostPageBytes) ? { hugePages: hostPageBytes } : {};
    const described = {
      name: spec.id,
      host: spec.host,
      memory: memoryBytes,
      ...huge,
      ...(vcpus ? { vcpus } : {}),
    };
    faults.push(...kvm.take(ZERO_NS, addGuest(kvm.world, { ...described, about: spec.about })));
    const laid = { kind: 'Guest' as const, name: spec.id, spec };
    layout.guests.push(laid);
    things.add('Guest', laid, spec.id);
  }
  if (faults.length > 0) return no('Error', ...faults);
  layout.adopt(scenario, stage.job.seed);
  stage.usualTuning = scenario.tuning;
  return yes(undefined);
}

/** Where guests consist of huge pages, their hosts have as many. */
function pagesOf({ partitions, hosts }: Scenario, host: string, bytes: number): number {
  const own = partitions.filter(({ guest }) => guest.hostPageBytes === bytes);
  if (own.length === 0 || !hosts.some(({ id }) => id === host)) return 0;
  return own.reduce((sum, { guest }) => sum + Math.ceil(guest.memoryBytes / bytes), 0);
}
