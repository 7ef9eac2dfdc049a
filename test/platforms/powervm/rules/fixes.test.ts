import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../../../web/model/call.ts';
import { applyFix, applyFixes, isEdit } from '../../../../web/platforms/powervm/edits/apply.ts';
import { impossible } from '../../../../web/platforms/powervm/objects/impossible.ts';
import type { PowerWorld } from '../../../../web/platforms/powervm/objects/world.ts';
import type { MoveRequest } from '../../../../web/platforms/powervm/rules/request.ts';
import { examine, isValidated } from '../../../../web/platforms/powervm/rules/validate.ts';
import { CONSOLE_TRIALS } from './consoles.ts';
import { NETWORK_TRIALS, PARTITION_TRIALS } from './partitions.ts';
import { SERVER_TRIALS } from './servers.ts';
import { type Change, requestFor, TARGET, type Trial, worldWith } from './trial.ts';
import { STORAGE_TRIALS, VIOS_TRIALS } from './vioses.ts';

const TRIALS: readonly Trial[] = [
  ...CONSOLE_TRIALS,
  ...SERVER_TRIALS,
  ...VIOS_TRIALS,
  ...PARTITION_TRIALS,
  ...STORAGE_TRIALS,
  ...NETWORK_TRIALS,
];

/** Applies fix after fix, as somebody would who clicks on the first one until there is none. */
function putRight(world: PowerWorld, request: MoveRequest): { world: PowerWorld; clicks: number } {
  let next = world;
  for (let clicks = 0; clicks < 200; clicks++) {
    const fix = examine(next, request).findings.find((finding) => finding.fix)?.fix;
    if (!fix) return { world: next, clicks };
    const fixed = applyFixes(next, fix.calls);
    if (!fixed.ok) throw new Error(`${fix.label}: ${JSON.stringify(fixed.diagnostics)}`);
    next = fixed.value;
  }
  throw new Error('The fixes come to no end.');
}

const fixable = TRIALS.flatMap((trial) => {
  const world = worldWith(trial.type, trial.fails);
  const request = requestFor(trial.type, trial.fails);
  const finding = examine(world, request).findings.find(({ id }) => id === trial.rule);
  return finding?.fix ? [{ rule: trial.rule, fix: finding.fix, finding, world, request }] : [];
});

describe('a fix', () => {
  it.each(fixable)('of $rule makes the finding go away', ({ fix, finding, world, request }) => {
    const fixed = applyFixes(world, fix.calls);
    if (!fixed.ok) throw new Error(JSON.stringify(fixed.diagnostics));
    const left = examine(fixed.value, request).findings.filter(({ message }) => message === finding.message);
    expect(left).toEqual([]);
    expect(fix.calls.every(isEdit)).toBe(true);
    expect(JSON.parse(JSON.stringify(fix.calls))).toEqual(fix.calls);
  });

  it('names what it stops', () => {
    const of = (id: string) => fixable.find(({ rule }) => rule === id)?.fix.stops;
    expect(of('lmb-size-equal')).toEqual([TARGET]);
    expect(of('huge-pages-active')).toEqual(['app01']);
    expect(of('vios-min-level')).toEqual(['vios1']);
    expect(of('lpar-no-open-console')).toEqual([]);
  });

  it('of the block size names the partitions that run on the server', () => {
    const change: Change = { target: { lmbMb: 128 }, others: [{ name: 'db', system: TARGET }] };
    const [finding] = examine(worldWith('active', change), requestFor('active')).findings;
    expect(finding?.fix?.stops).toEqual([TARGET, 'db']);
  });
});

const share = (values: readonly number[]) => fc.constantFrom(...values);
const system = fc.record(
  {
    state: fc.constantFrom('Operating', 'Standby', 'Power Off', 'Error', 'No Connection'),
    generation: fc.constantFrom('POWER5', 'POWER6', 'POWER7', 'POWER8', 'POWER10'),
    firmware: fc.constantFrom('01AL710_100', '01AM780_040', 'FW950.30 (VL950_111)', 'nonsense', ''),
    edition: fc.constantFrom('express', 'standard', 'enterprise'),
    activeCapable: fc.boolean(),
    inactiveCapable: fc.boolean(),
    suspendCapable: fc.boolean(),
    lmbMb: share([16, 128, 256]),
    availableMemoryMb: share([0, 4096, 8192, 65_536]),
    availableProcUnits: share([0, 0.3, 0.5, 8]),
    maxLpars: share([1, 2, 3, 160]),
    compatModes: fc.subarray(['default', 'POWER6', 'POWER7', 'POWER8']),
    virtualSwitches: fc.subarray(['ETHERNET0', 'OTHER']),
    reservedStorage: fc.option(fc.subarray(['app01-memory', 'lun9'])),
    activeMovesSupported: share([0, 1, 16]),
    activeMovesInProgress: share([0, 1]),
    virtualFcCapable: fc.boolean(),
    segment: fc.constantFrom('lan', 'other'),
    dpoRunning: fc.boolean(),
    onBattery: fc.boolean(),
    clockOffsetS: share([0, 30, 1e6]),
    serviceLpar: fc.constantFrom(null, 'app01', 'nobody'),
    novalink: fc.boolean(),
  },
  { requiredKeys: [] },
);
const vios = fc.record(
  {
    state: fc.constantFrom('Running', 'Not Activated', 'Error'),
    level: fc.constantFrom('1.5.2.0', '2.1', '3.1.4.10', ''),
    msp: fc.boolean(),
    vasi: fc.boolean(),
    rmcState: fc.constantFrom('active', 'inactive', 'none'),
    freeCores: share([0, 1, 2]),
    maxVirtualSlots: share([3, 4, 100]),
    orphans: fc.subarray(['vhost3', 'vhost4']),
    portsOpen: fc.boolean(),
    viosecure: fc.constantFrom('none', 'high'),
    movesInProgress: share([0, 8]),
    disks: fc.constantFrom([]),
    fcPorts: fc.constantFrom([], [{ name: 'fcs0', fabric: false, slots: 64, freeSlots: 0 }]),
  },
  { requiredKeys: [] },
);
const lpar = fc.record(
  {
    env: fc.constantFrom('aixlinux', 'os400', 'vioserver'),
    osVersion: fc.constantFrom('AIX 5.2', 'AIX 7.2 7200-05-03-2136', 'Linux', '', 'IBM i 7.1', '\u0000"'),
    state: fc.constantFrom(
      'Running',
      'Not Activated',
      'Suspended',
      'Error',
      'Open Firmware',
      'Not Available',
    ),
    migrationState: fc.constantFrom('Not Migrating', 'Migration Failed', 'Migration In Progress'),
    crashed: fc.boolean(),
    activatedOnce: fc.boolean(),
    hugePages: share([0, 2]),
    bsrArrays: share([0, 2]),
    memoryMode: fc.constantFrom('dedicated', 'shared'),
    procMode: fc.constantFrom('dedicated', 'shared'),
    compatDesired: fc.constantFrom('default', 'POWER7', 'POWER99'),
    compatCurrent: fc.constantFrom('POWER7', 'POWER8', 'POWER99'),
    redundantErrPath: fc.boolean(),
    consoleOpen: fc.boolean(),
    rmcState: fc.constantFrom('active', 'inactive'),
    dlparMemory: fc.boolean(),
    physicalSlots: fc.constantFrom([], [{ drcIndex: '1', description: '', assigned: true, required: true }]),
    vtpm: fc.boolean(),
    workGroup: fc.constantFrom(null, '1'),
    restrictedIo: fc.boolean(),
    osVeto: fc.constantFrom(null, 'no'),
    suspendedOn: fc.constantFrom(null, 'lun9'),
    profiles: fc.constantFrom([]),
    eth: fc.constantFrom([]),
    uuid: fc.constantFrom('', 'u'),
  },
  { requiredKeys: [] },
);
const anything = fc.record({
  source: system,
  target: system,
  sourceVios: vios,
  targetVios: vios,
  targetVioses: vios,
  lpar,
  type: fc.constantFrom('active' as const, 'inactive' as const, 'suspended' as const),
  storage: fc.constantFrom('vscsi' as const, 'npiv' as const, 'none' as const),
  twin: fc.boolean(),
  unknown: fc.subarray(['lmbMb', 'state', 'backing', 'disks', 'fcPorts', 'compatModes', 'rmcState', 'scsi']),
});

function changeOf(values: (typeof anything extends fc.Arbitrary<infer T> ? T : never) & object): Change {
  const { storage, twin, type: _, unknown, ...rest } = values;
  return {
    ...(rest as Change),
    described: { storage },
    ...(twin && { others: [{ name: 'app01', system: TARGET, uuid: 'u' }] }),
    world: (world) => ({
      ...world,
      systems: world.systems.map((each) => (unknown.length > 0 ? { ...each, unknown } : each)),
      lpars: world.lpars.map((each) => (unknown.length > 0 ? { ...each, unknown } : each)),
    }),
  };
}

describe('whatever the world is like', () => {
  it('validation says something about it', () => {
    fc.assert(
      fc.property(anything, (values) => {
        const change = changeOf(values);
        const world = worldWith(values.type, change);
        const { findings, passed, undecided } = examine(world, requestFor(values.type));
        for (const finding of findings) expect(finding.message).not.toMatch(/undefined|NaN|\[object/);
        const silent = new Set(passed.map(({ id }) => id));
        for (const { id } of [...findings, ...undecided]) expect(silent.has(id)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('no finding rests on a value that nobody has seen', () => {
    fc.assert(
      fc.property(anything, (values) => {
        const unseen = worldWith(values.type, {
          ...changeOf(values),
          world: (world) => ({
            ...world,
            systems: world.systems.map((each) => ({ ...each, unknown: Object.keys(each) })),
            vioses: world.vioses.map((each) => ({
              ...each,
              unknown: [...Object.keys(each), 'backing', 'devices'],
            })),
            lpars: world.lpars.map((each) => ({
              ...each,
              unknown: [...Object.keys(each), 'required', 'grants'],
            })),
            consoles: world.consoles.map((each) => ({ ...each, unknown: Object.keys(each) })),
          }),
        });
        const unknowing = {
          ...unseen,
          systems: unseen.systems.map((s) => ({ ...s, unknown: [...s.unknown!, 'partitions'] })),
        };
        expect(examine(unknowing, requestFor(values.type)).findings).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('its fixes lead to a validated move, or to findings that nothing here can put right', () => {
    fc.assert(
      fc.property(anything, (values) => {
        const request = requestFor(values.type);
        const world = worldWith(values.type, { ...changeOf({ ...values, unknown: [] }) });
        const { world: end } = putRight(world, request);
        const { findings } = examine(end, request);
        expect(isValidated(findings) || findings.some(({ fix }) => fix === null)).toBe(true);
        expect(impossible(end).length).toBeLessThanOrEqual(impossible(world).length);
      }),
      { numRuns: 150 },
    );
  });

  it('the same request is answered alike', () => {
    fc.assert(
      fc.property(anything, (values) => {
        const once = () => examine(worldWith(values.type, changeOf(values)), requestFor(values.type));
        expect(once()).toEqual(once());
      }),
      { numRuns: 50 },
    );
  });
});

describe('eleven things that are wrong at once', () => {
  const change: Change = {
    target: { lmbMb: 128, dpoRunning: true },
    sourceVioses: { msp: false },
    lpar: {
      consoleOpen: true,
      hugePages: 2,
      bsrArrays: 1,
      redundantErrPath: true,
      rmcState: 'inactive',
      physicalSlots: [{ drcIndex: '21010002', description: '', assigned: true }],
      workGroup: '2',
    },
    source: { serviceLpar: 'app01' },
  };

  it('are all said at once, and can be put right one by one', () => {
    const request = requestFor('active');
    let world = worldWith('active', change);
    let { findings } = examine(world, request);
    expect(findings.map(({ id }) => id)).toHaveLength(11);
    for (let left = 10; left >= 0; left--) {
      const fixed = applyFixes(world, findings[0]!.fix!.calls);
      if (!fixed.ok) throw new Error(JSON.stringify(fixed.diagnostics));
      world = fixed.value;
      findings = [...examine(world, request).findings];
      expect(findings).toHaveLength(left);
    }
  });
});

describe('a move that cannot be found', () => {
  it('says which servers and partitions there are', () => {
    const request = { lpar: 'app', source: 'P770-A', target: 'P780' };
    const { findings } = examine(worldWith(), request);
    expect(findings.map(({ id, remedy }) => `${id}: ${remedy}`)).toEqual([
      'tgt-operating: Name one of the servers: P770-A, P780-B.',
      'lpar-exists: Name one of its partitions: app01.',
    ]);
  });
});

describe('a call', () => {
  const world = worldWith();
  const on = (verb: string, ...args: Call['args']): Call => ({
    on: { $ref: 'Lpar', name: 'app01' },
    verb,
    args,
  });

  it.each([
    [
      'of a thing that is not there',
      { on: { $ref: 'Lpar', name: 'app09' }, verb: 'set', args: [{}] },
      /no Lpar app09/,
    ],
    [
      'of a kind that is not there',
      { on: { $ref: 'Guest', name: 'app01' }, verb: 'set', args: [{}] },
      /no Guest/,
    ],
    ['of a verb that is not there', on('fly'), /A Lpar cannot do fly/],
    ['of a verb that objects inherit', on('toString'), /cannot do toString/],
    ['without what it takes', on('rename'), /takes a text/],
    ['with something else', on('rename', 3), /takes a text/],
    ['of a name that is taken', on('rename', 'vios1'), /vios1 on P770-A already/],
    ['that sets what it is', on('set', { name: 'x' }), /name cannot be set/],
    ['that sets what is not there', on('set', { height: 3 }), /height cannot be set/],
    ['that sets adapters', on('set', { scsi: [] }), /scsi cannot be set/],
    ['that sets a wrong kind', on('set', { hugePages: 'two' }), /hugePages takes a number/],
    ['that sets what cannot be', on('set', { hugePages: -1 }), /-1 is not possible/],
    [
      'that sets amounts that do not ascend',
      on('set', { procs: { min: 3, desired: 2, max: 4 } }),
      /do not ascend/,
    ],
  ] as const)('%s is refused', (_, call, says) => {
    const result = applyFix(world, call as Call);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(JSON.stringify(result.diagnostics)).toMatch(says);
  });

  it('names a partition by its server where two have the name', () => {
    const twins = worldWith('active', { others: [{ name: 'app01', system: TARGET }] });
    expect(applyFix(twins, on('closeConsole')).ok).toBe(false);
    const one = applyFix(twins, { ...on('closeConsole'), on: { $ref: 'Lpar', name: `${TARGET}/app01` } });
    expect(one.ok).toBe(true);
  });

  it('of several that ends in a refusal leaves nothing behind', () => {
    const before = structuredClone(world);
    expect(applyFixes(world, [on('closeConsole'), on('fly')]).ok).toBe(false);
    expect(world).toEqual(before);
  });
});
