import { describe, expect, it } from 'vitest';
import type { RuleFinding } from '../../../../web/model/rule-finding.ts';
import { RULES } from '../../../../web/platforms/powervm/rules/all.ts';
import { examine, isValidated } from '../../../../web/platforms/powervm/rules/validate.ts';
import { CONSOLE_TRIALS } from './consoles.ts';
import { NETWORK_TRIALS, PARTITION_TRIALS } from './partitions.ts';
import { REFERENCE } from './reference.ts';
import { SERVER_TRIALS } from './servers.ts';
import { type Change, requestFor, type Trial, worldWith } from './trial.ts';
import { STORAGE_TRIALS, VIOS_TRIALS } from './vioses.ts';

const TRIALS: readonly Trial[] = [
  ...CONSOLE_TRIALS,
  ...SERVER_TRIALS,
  ...VIOS_TRIALS,
  ...PARTITION_TRIALS,
  ...STORAGE_TRIALS,
  ...NETWORK_TRIALS,
];

const initials = (types: readonly string[]): string => types.map((type) => type[0]?.toUpperCase()).join('');

function said({ rule, type = 'active' }: Trial, change: Change): RuleFinding[] {
  return examine(worldWith(type, change), requestFor(type, change)).findings.filter(({ id }) => id === rule);
}

describe('the rules of a move', () => {
  it('are those of the reference, under its ids, for the same types of a move', () => {
    const ours = Object.fromEntries(RULES.map(({ id, types }) => [id, initials(types)]));
    // That a partition is there is asked before any rule; what IBM i needs is spread over several rows there.
    expect({ ...ours, 'lpar-exists': 'AIS' }).toEqual({ ...REFERENCE, 'lpar-ibmi-restricted-io': 'AIS' });
  });

  it('have ids of their own', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });

  it('let a partition between two servers that nobody described further move in every way', () => {
    for (const type of ['active', 'inactive', 'suspended'] as const) {
      const { findings, undecided, passed } = examine(worldWith(type), requestFor(type));
      expect({ type, findings, undecided }).toEqual({ type, findings: [], undecided: [] });
      expect(passed).toHaveLength(RULES.filter(({ types }) => types.includes(type)).length);
    }
  });

  it('are each tried', () => {
    expect(TRIALS.map(({ rule }) => rule).sort()).toEqual(RULES.map(({ id }) => id).sort());
  });
});

it('warns that BSR arrays will be missing also where the target has the feature not at all', () => {
  const change: Change = { lpar: { bsrArrays: 1 }, target: { bsrCapable: false } };
  const { findings } = examine(worldWith('inactive', change), requestFor('inactive'));
  expect(findings).toMatchObject([{ id: 'bsr-inactive', field: 'bsr_capable', severity: 'warning' }]);
});

describe.each(TRIALS)('$rule', (trial) => {
  const { passes = {}, fails, says, border, at = 'passes', severity = 'error' } = trial;

  it('passes where all is well', () => {
    expect(said(trial, passes)).toEqual([]);
  });

  it('says what stands against the move, where, why, and what to do', () => {
    const [finding] = said(trial, fails);
    expect(finding?.message).toMatch(says);
    expect(finding?.severity).toBe(severity);
    expect(finding?.object).not.toBe('');
    expect(finding?.field).not.toBe('');
    expect(finding?.reason).toMatch(/\.$/);
    expect(finding?.remedy).toMatch(/\.$/);
    if (finding?.certainty === 'typical' && finding.source.includes('unverified'))
      expect(finding.severity).toBe('warning');
  });

  it(`${at === 'passes' ? 'passes' : `gives a ${at}`} at the border`, () => {
    const found = said(trial, border);
    expect(found.map((finding) => finding.severity)).toEqual(
      at === 'passes' ? [] : found.length > 0 ? found.map(() => at) : [at],
    );
  });
});

describe('a move that has what it needs but for what nobody verified', () => {
  it('is validated with a warning, and refused where the rule is made blocking', () => {
    const world = worldWith('active', { lpar: { hcaAdapters: ['hca1'] } });
    expect(isValidated(examine(world, requestFor('active')).findings)).toBe(true);
    const strict = requestFor('active', { request: { blocking: ['lpar-no-hca'] } });
    expect(isValidated(examine(world, strict).findings)).toBe(false);
  });
});
