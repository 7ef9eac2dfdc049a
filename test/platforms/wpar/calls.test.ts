import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { call, thingName } from '../../../web/model/call.ts';
import { doingOf, VERBS } from '../../../web/platforms/wpar/calls/doing.ts';
import { callOfEdit } from '../../../web/platforms/wpar/calls/edit.ts';
import { callOfRequest } from '../../../web/platforms/wpar/calls/request.ts';
import type { Edit } from '../../../web/platforms/wpar/objects/edit.ts';
import { USUAL_CONTROLS } from '../../../web/platforms/wpar/objects/resources.ts';
import { defined } from '../../../web/platforms/wpar/objects/scene.ts';
import { IDLE, type WparDefinition } from '../../../web/platforms/wpar/objects/wpar.ts';
import { ACTIONS } from '../../../web/platforms/wpar/states/actions.ts';
import type { Request } from '../../../web/platforms/wpar/tasks/request.ts';
import { sceneWith, standing } from './worlds.ts';

const world = sceneWith(standing('Active'));
const read = (made: ReturnType<typeof callOfEdit>) => made && doingOf(world, made);

describe('a request', () => {
  const definitions = fc
    .record({
      checkpointable: fc.boolean(),
      privateUsr: fc.boolean(),
      auto: fc.boolean(),
      description: fc.string(),
      script: fc.constantFrom('', '/etc/rc.start'),
      group: fc.constantFrom(null, 'default'),
      address: fc.constantFrom(null, { adapter: 'en1', address: '10.0.0.7', prefix: 28 }),
      devices: fc.constantFrom([], ['hdisk4']),
      storage: fc.constantFrom<WparDefinition['storage']>(
        { kind: 'local' },
        { kind: 'nfs', server: 'x054', path: '/backup/wpars/x151', version: 4, localParts: ['/tmp'] },
      ),
      resources: fc.constantFrom(USUAL_CONTROLS, {
        ...USUAL_CONTROLS,
        active: false,
        processorLimits: { min: 5, soft: 20, hard: 50 },
        processorShares: 30,
        totalVirtualBytes: 3 * 2 ** 30,
        pinnedMemoryPercent: 40,
      }),
    })
    .map((special) => defined('x151', special));
  const behaviours = fc.record({
    stateBytes: fc.integer({ min: 1, max: 2 ** 40 }),
    threads: fc.integer({ min: 0, max: 9999 }),
    denial: fc.constantFrom(null, 'tape backup runs'),
    unkillable: fc.boolean(),
  });
  const common = fc.record(
    { by: fc.constantFrom<'console' | 'shell'>('shell'), confirmed: fc.constant(true) },
    { requiredKeys: [] },
  );
  const requests: fc.Arbitrary<Request> = fc.oneof(
    fc
      .tuple(fc.constantFrom(...ACTIONS), common, definitions, behaviours)
      .map(([action, by, definition, behaviour]): Request => {
        const about = { wpar: 'x150', ...by };
        switch (action) {
          case 'deploy':
            return {
              ...about,
              wpar: 'x151',
              action,
              system: 'x203',
              definition,
              behaviour: { ...IDLE, ...behaviour },
            };
          case 'relocate-live':
            return { ...about, action, to: 'x103', mode: 'asynchronous' };
          case 'relocate-static':
            return { ...about, action, to: 'x103' };
          case 'modify':
          case 'change':
            return { ...about, action, set: { description: 'changed', group: null, checkpointable: true } };
          case 'rename':
            return { ...about, action, name: 'web' };
          case 'backup':
            return { ...about, action, file: '/export/f' };
          case 'remove':
          case 'force-remove':
            return { ...about, action, keepFiles: true };
          default:
            return { ...about, action, system: 'x203' };
        }
      }),
    fc.constantFrom<Request[]>(
      { action: 'discover' },
      { action: 'register', system: 'x103' },
      { action: 'restore', file: 'f', system: 'x103', name: 'web' },
      { action: 'evacuate', system: 'x203', group: 'default', concurrency: 2 },
      { action: 'deploy', wpar: 'x150', system: 'x203' },
    ),
  );

  it('is a call, and comes back from it as it was', () => {
    fc.assert(
      fc.property(requests, (request) => {
        expect(doingOf(world, callOfRequest(request))).toEqual({
          ok: true,
          value: { kind: 'request', request },
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe('a change of the world', () => {
  const edits: Edit[] = [
    {
      kind: 'system',
      system: 'x103',
      set: { level: '6100-02-01', filesets: { 'bos.rte': '6.1.2.1' }, image: null },
    },
    {
      kind: 'system',
      system: 'x103',
      set: { memoryBytes: 3 * 2 ** 29, clockOffsetMs: -1500, features: ['VMX'] },
    },
    {
      kind: 'system',
      system: 'x103',
      set: { processorClass: 'POWER6', processors: 8, commands: ['/bin/a'] },
    },
    { kind: 'system', system: 'x103', set: { agentUp: false } },
    { kind: 'power', system: 'x103', up: false },
    { kind: 'power', system: 'x103', up: true },
    { kind: 'server', server: 'x054', set: { up: false } },
    { kind: 'server', server: 'x054', set: { level: '5300-09', versions: [3, 4] } },
    { kind: 'parent', server: 'x054', set: { mode: 0o755, owner: 'bin' } },
    { kind: 'make-directory', server: 'x054', path: '/backup/wpars/x160' },
    { kind: 'directory', server: 'x054', path: '/backup/wpars/x150', set: { mode: 0o700, entries: [] } },
    {
      kind: 'export',
      server: 'x054',
      export: { path: '/backup/wpars/x150', access: ['x203'], root: [], versions: [4] },
    },
    { kind: 'unexport', server: 'x054', path: '/backup/wpars/x150' },
    { kind: 'host-name', name: 'x160', address: '192.168.129.160' },
    { kind: 'host-name', name: 'x150', address: null },
    { kind: 'wpar', wpar: 'x150', set: { denial: 'busy', unkillable: true, stateBytes: 2e9, devices: [] } },
    { kind: 'wpar', wpar: 'x150', set: { denial: null, group: null, kernelExtensions: ['x'] } },
    {
      kind: 'group',
      group: { name: 'g', tests: ['ntp-in-sync'], profiles: [{ profile: 'p', rank: 'High' }] },
    },
    { kind: 'group', group: { name: 'g', tests: [], profiles: null } },
    {
      kind: 'policy',
      policy: {
        ...{ name: 'p', averagingMinutes: 5, processorPercent: 80, memoryPercent: null },
        ...{ automatic: true, domain: ['x203'], group: null },
      },
    },
  ];

  it.each(edits)('$kind is a call, and comes back from it as it was', (edit) => {
    expect(read(callOfEdit(edit))).toEqual({ ok: true, value: { kind: 'edit', edit } });
  });

  it('that registers a system is a task of the manager', () => {
    const made = callOfEdit({ kind: 'system', system: 'x103', set: { agent: 'registered' } });
    expect(read(made)).toMatchObject({ value: { request: { action: 'register', system: 'x103' } } });
  });
});

describe('a call that cannot be read', () => {
  it.each([
    [
      call(thingName('AixSystem', 'x103'), 'set', { memory: '8 Gibi' }),
      'x103.set, argument 1.memory',
      'There is no unit',
    ],
    [call(thingName('Wpar', 'x150'), 'relocate'), 'x150.relocate, argument 1', 'It is missing.'],
    [
      call(thingName('Wpar', 'x150'), 'relocate', 'x103', { mode: 'fast' }),
      'x150.relocate, argument 2.mode',
      'It takes one of',
    ],
    [
      call(thingName('Wpar', 'x150'), 'relocate', thingName('NfsServer', 'x054')),
      'x150.relocate, argument 1',
      'It takes a AixSystem',
    ],
    [
      call(thingName('NfsServer', 'x054'), 'setParent', { mode: '9' }),
      'x054.setParent, argument 1.mode',
      'octal',
    ],
    [call(thingName('Wpar', 'x150'), 'fly'), 'x150.fly', 'cannot do fly'],
    [call(thingName('Wpar', 'x150'), 'toString'), 'x150.toString', 'cannot do'],
  ])('is refused with its place: %j', (made, where, what) => {
    const read = doingOf(world, made);
    expect(read).toMatchObject({ ok: false, diagnostics: [{ where, what: expect.stringContaining(what) }] });
  });

  it('is not this platform’s where its thing is not', () => {
    expect(doingOf(world, call(thingName('Guest', 'db'), 'migrate'))).toBeNull();
  });
});

it('every verb reads what it needs, or says what is missing', () => {
  for (const [kind, verbs] of Object.entries(VERBS))
    for (const verb of Object.keys(verbs))
      expect(doingOf(world, call(thingName(kind, 'x'), verb))).not.toBeNull();
});
