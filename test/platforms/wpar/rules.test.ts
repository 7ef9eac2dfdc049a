import { describe, expect, it } from 'vitest';
import { GIB } from '../../../web/model/units.ts';
import type { Edit } from '../../../web/platforms/wpar/objects/edit.ts';
import type { WparWorld } from '../../../web/platforms/wpar/objects/world.ts';
import type { Wpar } from '../../../web/platforms/wpar/objects/wpar.ts';
import {
  caseOf,
  findingsOf,
  OPTIONAL_TESTS,
  passes,
  RULES,
  ruleOf,
  testsOf,
} from '../../../web/platforms/wpar/rules/examine.ts';
import type { Case, Mode, Phase } from '../../../web/platforms/wpar/rules/rule.ts';
import { changed, sceneWith, standing } from './worlds.ts';

const x103 = (set: object): Edit => ({ kind: 'system', system: 'x103', set });
const chosen = (...tests: string[]): Edit => ({
  kind: 'group',
  group: { name: 'default', tests, profiles: null },
});
const PATH = '/backup/wpars/x150';
const directory = (set: object): Edit => ({ kind: 'directory', server: 'x054', path: PATH, set });

interface Broken {
  rule: string;
  /** What makes it fail. */
  edits?: Edit[];
  wpar?: Partial<Wpar>;
  to?: string;
  mode?: Mode;
  says: RegExp;
}

const caseWith = ({ edits = [], wpar = {}, to = 'x103', mode = 'synchronous' }: Partial<Broken>): Case => {
  const world = changed(sceneWith(standing('Active', wpar)), ...edits);
  return caseOf(world, { wpar: 'x150', from: 'x203', to, mode })!;
};

const BROKEN: Broken[] = [
  { rule: 'os-type-match', edits: [x103({ osType: 'Linux' })], says: /x103 runs Linux/ },
  { rule: 'os-level-match', edits: [x103({ level: '6100-01-00' })], says: /x103 has AIX level 6100-01-00/ },
  {
    rule: 'asynchronous-level',
    mode: 'asynchronous',
    edits: [x103({ level: '6100-01-00' })],
    says: /synchronously only/,
  },
  {
    rule: 'mcr-fileset-present',
    edits: [x103({ filesets: { 'bos.rte': '6.1.2.1' } })],
    says: /missing on x103/,
  },
  {
    rule: 'mcr-level-match',
    edits: [x103({ filesets: { 'mcr.rte': '6.1.1.0' } })],
    says: /mcr.rte is 6.1.1.0 on x103/,
  },
  { rule: 'bos-rte-match', edits: [x103({ filesets: { 'bos.rte': '6.1.1.0' } })], says: /bos.rte is/ },
  { rule: 'bos-wpars-match', edits: [x103({ filesets: {} })], says: /bos.wpars is missing on x103/ },
  { rule: 'libc-match', edits: [x103({ filesets: { 'bos.rte.libc': '6.1.1.0' } })], says: /bos.rte.libc is/ },
  {
    rule: 'xlc-runtime-match',
    edits: [chosen('xlc-runtime-match'), x103({ filesets: {} })],
    says: /xlC.rte is missing/,
  },
  {
    rule: 'usr-content-match',
    edits: [x103({ image: null })],
    says: /not installed from the same clone image/,
  },
  { rule: 'level-unsupported', wpar: { level: '5300-08-00' }, says: /0960-667/ },
  { rule: 'cpu-class-not-lower', edits: [x103({ processorClass: 'POWER4' })], says: /older than the POWER5/ },
  {
    rule: 'cpu-features-superset',
    edits: [{ kind: 'system', system: 'x203', set: { features: ['VMX'] } }],
    says: /x103 lacks VMX/,
  },
  { rule: 'arrival-room', wpar: { stateBytes: 8 * GIB }, says: /x103 has 7 GiB free, x150 needs 8 GiB/ },
  {
    rule: 'arrival-memory',
    edits: [chosen('arrival-memory'), x103({ memoryBytes: 4 * GIB })],
    says: /x103 has 4 GiB/,
  },
  {
    rule: 'arrival-cpu-count',
    edits: [chosen('arrival-cpu-count'), x103({ processors: 2 })],
    says: /2 processors/,
  },
  {
    rule: 'arrival-cpu-speed',
    edits: [chosen('arrival-cpu-speed'), x103({ processorMHz: 1500 })],
    says: /1500 MHz/,
  },
  { rule: 'ntp-in-sync', edits: [chosen('ntp-in-sync'), x103({ clockOffsetMs: -3000 })], says: /3 s behind/ },
  {
    rule: 'profile-allowed',
    edits: [
      {
        kind: 'group',
        group: { name: 'default', tests: [], profiles: [{ profile: 'Power6', rank: 'High' }] },
      },
    ],
    says: /profile Power5-51a of x103 is not selected/,
  },
  {
    rule: 'wpar-storage-remote',
    wpar: {
      storage: { ...standing('Active').storage, kind: 'nfs', localParts: ['/var'] } as Wpar['storage'],
    },
    says: /\/var of x150 is local to x203/,
  },
  {
    rule: 'nfs-export-reachable',
    edits: [{ kind: 'unexport', server: 'x054', path: PATH }],
    says: /not exported/,
  },
  {
    rule: 'nfs-root-access',
    edits: [
      { kind: 'export', server: 'x054', export: { path: PATH, access: [], root: ['x203'], versions: [3] } },
    ],
    says: /Root of x103 may not write/,
  },
  {
    rule: 'nfs-directory-missing',
    wpar: {
      storage: { kind: 'nfs', server: 'x054', path: '/backup/wpars/x160', version: 3, localParts: [] },
    },
    says: /no directory \/backup\/wpars\/x160/,
  },
  {
    rule: 'nfs-dir-empty',
    edits: [
      directory({
        entries: [
          { name: 'a', kind: 'file', mode: 0o644, owner: 'root', group: 'system', bytes: 1, blocks: 8 },
        ],
      }),
    ],
    says: /is not empty/,
  },
  { rule: 'nfs-dir-mode', edits: [directory({ mode: 0o700 })], says: /has mode 700/ },
  {
    rule: 'nfs-parent-mode',
    edits: [{ kind: 'parent', server: 'x054', set: { mode: 0o755 } }],
    says: /755 root:system/,
  },
  {
    rule: 'nfs-version-offered',
    wpar: { storage: { ...standing('Active').storage, version: 4 } as Wpar['storage'] },
    says: /offered as version 3, not 4/,
  },
  {
    rule: 'name-resolves',
    edits: [{ kind: 'host-name', name: 'x150', address: null }],
    says: /x150 is unknown/,
  },
  {
    rule: 'ip-unique',
    wpar: { address: { adapter: 'en0', address: '192.168.129.103', prefix: 24 } },
    says: /in use by x103/,
  },
  {
    rule: 'same-subnet',
    edits: [x103({ adapters: [{ name: 'en0', address: '10.0.0.1', prefix: 24 }] })],
    says: /No interface of x103/,
  },
  {
    rule: 'ckpt-flag-required',
    wpar: { checkpointable: false },
    says: /x150 is not enabled for checkpoints/,
  },
  { rule: 'checkpoint-denied', wpar: { denial: 'tape backup runs' }, says: /tape backup runs/ },
  { rule: 'aio-in-progress', wpar: { pendingIo: true }, says: /is pending/ },
  { rule: 'no-local-devices', wpar: { devices: ['/dev/rmt0'] }, says: /\/dev\/rmt0 is local to x203/ },
  { rule: 'kext-private', wpar: { kernelExtensions: ['mykext'] }, says: /has loaded mykext/ },
  {
    rule: 'app-binary-present',
    wpar: { kind: 'application', application: '/opt/app/run -x' },
    says: /\/opt\/app\/run is not there on x103/,
  },
  { rule: 'stop-prefers-shutdown', says: /cut off without notice/ },
  { rule: 'agent-registered', edits: [x103({ agent: 'discovered' })], says: /x103 is not registered/ },
  { rule: 'agent-online', edits: [x103({ agentUp: false })], says: /x103 does not respond/ },
  { rule: 'not-same-system', to: 'x203', says: /x150 is on x203 already/ },
];

/** Rules that need a world which the scene cannot be turned into by a few changes. */
const ELSEWHERE = ['wpar-limit', 'nfs-server-separate', 'name-unique', 'name-syntax'];

describe('each rule', () => {
  it('is here with a world that breaks it', () => {
    expect([...BROKEN.map(({ rule }) => rule), ...ELSEWHERE].sort()).toEqual(
      RULES.map(({ id }) => id).sort(),
    );
  });

  it.each(BROKEN)('$rule says what, why and what to do', (broken) => {
    const rule = ruleOf(broken.rule)!;
    const complaint = rule.check(caseWith(broken));
    expect(complaint?.message).toMatch(broken.says);
    expect(complaint?.remedy).toMatch(/\.$/);
    expect(complaint?.object).not.toBe('');
    expect(rule.reason).toMatch(/\.$/);
  });

  it.each(BROKEN.filter(({ rule }) => rule !== 'stop-prefers-shutdown'))(
    '$rule is content with the scene',
    ({ rule }) => {
      expect(ruleOf(rule)?.check(caseWith({}))).toBeNull();
    },
  );

  it.each(BROKEN)('$rule is content after the remedy, where the world has it', (broken) => {
    const before = caseWith(broken);
    const rule = ruleOf(broken.rule)!;
    const fix = rule.check(before)?.fix;
    if (!fix) return;
    const world = changed(before.world, ...fix.edits);
    const after = caseOf(world, { wpar: 'x150', from: 'x203', to: before.arrival.name, mode: before.mode })!;
    expect(rule.check(after)).toBeNull();
  });
});

describe('a system that serves the files and hosts', () => {
  it('is warned of', () => {
    const world = sceneWith(standing('Active'));
    const both: WparWorld = {
      ...world,
      servers: world.servers.map((server) => ({ ...server, name: 'x203' })),
    };
    const wpar = {
      ...both.wpars[0]!,
      storage: { kind: 'nfs', server: 'x203', path: PATH, version: 3, localParts: [] } as const,
    };
    const c = { ...caseWith({}), world: both, wpar };
    expect(ruleOf('nfs-server-separate')?.check(c)?.message).toBe(
      'x203 serves the files and hosts partitions itself.',
    );
  });
});

describe('the arrival system', () => {
  it('cannot have a partition of that name, nor more than 8192 active ones', () => {
    const twice = standing('Active', {
      copies: [...standing('Active').copies, { ...standing('Defined').copies[0]!, system: 'x103' }],
    });
    const c = { ...caseWith({}), wpar: twice };
    expect(ruleOf('name-unique')?.check(c)?.message).toBe('x103 has a partition x150 already.');
    const many = Array.from({ length: 8192 }, (_, i) =>
      standing('Active', { copies: [{ ...standing('Active').copies[0]!, system: 'x103' }] }, `w${i}`),
    );
    const crowded = { ...c, world: { ...c.world, wpars: many } };
    expect(ruleOf('wpar-limit')?.check(crowded)?.message).toContain('8192 active partitions');
  });
});

it.each(['', '-x', '0x', 'a b', 'a:b', 'ü'.repeat(13)])('%j is no name', (name) => {
  const c = { ...caseWith({}), wpar: { ...caseWith({}).wpar, name } };
  expect(ruleOf('name-syntax')?.check(c)).not.toBeNull();
});

describe('a report', () => {
  const report = (phase: Phase, broken: Partial<Broken>, blocking: Parameters<typeof findingsOf>[2] = []) =>
    findingsOf(caseWith(broken), phase, blocking);

  it('has nothing to say of a move between clones', () => {
    expect(report('live', {})).toEqual([]);
    expect(report('static', {})).toEqual([]);
  });

  it('says everything at once, errors first', () => {
    const findings = report('live', {
      edits: [x103({ level: '6100-01-00', image: null })],
      wpar: { checkpointable: false },
    });
    expect(findings.map(({ id, severity }) => `${severity} ${id}`)).toEqual([
      'error ckpt-flag-required',
      'error os-level-match',
      'warning usr-content-match',
    ]);
  });

  it('lets what rests on experience alone only warn, unless somebody makes it block', () => {
    const older: Partial<Broken> = { edits: [x103({ processorClass: 'POWER4' })] };
    expect(passes(report('live', older))).toBe(true);
    expect(report('live', older)).toMatchObject([{ id: 'cpu-class-not-lower', certainty: 'typical' }]);
    expect(passes(report('live', older, ['cpu-class-not-lower']))).toBe(false);
    expect(passes(report('live', older, 'all'))).toBe(false);
  });

  it('leaves out optional tests until the group chooses them; then they block', () => {
    const small: Edit = x103({ memoryBytes: 4 * GIB });
    expect(passes(report('live', { edits: [small] }))).toBe(true);
    expect(passes(report('live', { edits: [small, chosen('arrival-memory')] }))).toBe(false);
    const skipped = testsOf(caseWith({ edits: [small] }), 'live').filter(
      ({ outcome }) => outcome === 'skipped',
    );
    expect(skipped.map(({ rule }) => rule)).toEqual(OPTIONAL_TESTS);
  });
});
