/** Policies and deeds that cannot be meant are refused before anything runs: where, what, and what to do. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MoveChanges } from '../../web/model/migration.ts';
import { leavesOf } from '../../web/model/parameters/policy-check.ts';
import type { Policy } from '../../web/model/policy.ts';
import { PLAIN } from '../../web/model/presets/preset.ts';
import { PRESETS, presetNamed } from '../../web/model/presets.ts';
import { sentence } from '../../web/model/result.ts';
import type { Action, Tuning } from '../../web/model/scenario.ts';
import { seconds, type VirtualNs } from '../../web/model/units.ts';
import { impossible } from '../../web/world/impossible.ts';
import { world } from '../simulation/worlds.ts';

const { tuning } = world();
const saidOf = (changes: Partial<Tuning>) =>
  impossible(world({ tuning: { ...tuning, ...changes } }), new Map()).map(sentence);
const saidOfPolicy = (policy: unknown) => saidOf({ policy: policy as Policy });
const valid: Policy = { ...PLAIN, stopRule: { ...PLAIN.stopRule, estimatedDowntimeMs: 300 } };

/** The policy with another value at `path`. */
function withLeaf(policy: unknown, path: readonly string[], value: unknown): unknown {
  const [key = '', ...rest] = path;
  const node = policy as Record<string, unknown>;
  const next = rest.length === 0 ? value : withLeaf(node[key], rest, value);
  if (Array.isArray(node)) return node.map((each, i) => (String(i) === key ? next : each));
  return { ...node, [key]: next };
}

describe('a tuning is refused', () => {
  it('with an era that is not known, or a negative number', () => {
    expect(saidOf({ era: 'qemu-1.0' as Tuning['era'], downtimeLimitMs: -1 })).toEqual([
      'era: qemu-1.0 is none that is known. Give one of qemu-7.2-tcg, qemu-10.2-kvm.',
      'downtime-limit: -1 is not possible. Give milliseconds, 0 or more.',
    ]);
  });

  it('with a policy that contradicts itself', () => {
    expect(saidOfPolicy({ ...valid, whenNotConverging: 'postcopy' })).toEqual([
      'policy, postcopy: It may go over to post-copy, and does not say how. Describe postcopy, or choose another ending.',
    ]);
  });

  it('with a word that there is not, and told which ones there are', () => {
    expect(saidOfPolicy({ ...valid, scan: 'backwards' })).toEqual([
      'policy, scan: "backwards" is none of the choices. Give one of cyclic, from-zero.',
    ]);
  });

  it('with a part that is missing, and told which', () => {
    const { orchestration: _, ...rest } = valid;
    const said = saidOfPolicy(rest).join('\n');
    expect(said).toContain('policy, orchestration.timeouts: It is no list. Give a list.');
    expect(said).toContain('policy, orchestration.pollMs: The policy has no orchestration.pollMs. Add it.');
    const rule = presetNamed('kubevirt-stall-detector')?.policy.orchestration.stallDetector;
    const detector = { ...rule, switchoverTimeoutMs: undefined };
    expect(
      saidOfPolicy({ ...valid, orchestration: { ...valid.orchestration, stallDetector: detector } }),
    ).toEqual([
      'policy, orchestration.stallDetector.switchoverTimeoutMs: The policy has no orchestration.stallDetector.switchoverTimeoutMs. Add it.',
    ]);
  });

  it('with nothing at all in the place of a policy', () => {
    for (const nothing of [{}, [], 'qemu', 7]) expect(saidOfPolicy(nothing).length).toBeGreaterThan(10);
    expect(saidOfPolicy({ ...valid, pause: [null, ...valid.pause] })).toEqual([
      'policy, pause.0: The policy has no pause.0. Add it.',
    ]);
  });

  it('whatever one of its values is replaced by nonsense', () => {
    const anyLeaf = fc.constantFrom(
      ...PRESETS.flatMap(({ policy }) =>
        leavesOf(policy).map(({ path, value }) => ({ policy, path, value })),
      ),
    );
    fc.assert(
      fc.property(
        anyLeaf,
        fc.constantFrom(Number.NaN, -1, 'nonsense', {}, { a: 1 }),
        ({ policy, path }, nonsense) => {
          fc.pre(!path.endsWith('.label'));
          const said = saidOfPolicy(withLeaf(policy, path.split('.'), nonsense));
          expect(said.length).toBeGreaterThan(0);
          for (const line of said) expect(line).toMatch(/^policy, \S+: .+\. .+\.$/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never with a preset as it is', () => {
    for (const { policy } of PRESETS) expect(saidOfPolicy(policy)).toEqual([]);
  });
});

describe('a deed is refused', () => {
  const saidOfDeed = (action: unknown, at: number = seconds(1)) =>
    impossible(world(), new Map(), [{ at: at as VirtualNs, action: action as Action }]).map(sentence);
  const change = (changes: MoveChanges | object) => saidOfDeed({ kind: 'change', partition: 'one', changes });

  it('when nobody can do it', () => {
    expect(saidOfDeed({ kind: 'explode', partition: 'one' })).toEqual([
      'intervention 1: explode is nothing that can be done. Do one of migrate, change, cancel, postcopy, hold, go-on, fail, recover, call, answer.',
    ]);
    expect(saidOfDeed({ kind: 'fail', partition: 'one', what: 'moon' })).toEqual([
      'intervention 1: moon cannot fail. Let one of link, source, destination fail.',
    ]);
  });

  it('when it has no moment', () => {
    for (const at of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(saidOfDeed({ kind: 'cancel', partition: 'one' }, at)).toHaveLength(1);
  });

  it('when it sets nothing, what cannot be set, or a number that is not possible', () => {
    expect(change({})).toEqual(['intervention 1: It changes nothing. Say what to set, and to what.']);
    expect(change({ pages: 3 })[0]).toMatch(/^intervention 1: pages cannot be set while a move runs\./);
    expect(change({ downtimeLimitMs: 2_000_001, maxBandwidthBytesPerSecond: -5 })).toEqual([
      'intervention 1, downtimeLimitMs: 2000001 is not possible. Give milliseconds, at most 2,000,000.',
      'intervention 1, maxBandwidthBytesPerSecond: -5 is not possible. Give bytes per second; 0 is no limit.',
    ]);
  });

  it('never because it no longer applies: that is a note', () => {
    expect(saidOfDeed({ kind: 'cancel', partition: 'nobody' }, seconds(1e6))).toEqual([]);
    expect(change({ maxBandwidthBytesPerSecond: 0, downtimeLimitMs: 0 })).toEqual([]);
  });
});
