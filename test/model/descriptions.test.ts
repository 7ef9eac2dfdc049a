/** What can be set is described: names once, in words, with a range that holds the default, and with a source. */
import { describe, expect, it } from 'vitest';
import { CONTENT_CLASSES, CONTENT_FIELDS, GUEST_FIELDS } from '../../web/model/parameters/contents.ts';
import { DIRTY_CURVES } from '../../web/model/parameters/curves.ts';
import { type Described, ERA_IDS } from '../../web/model/parameters/described.ts';
import type { Field } from '../../web/model/parameters/field.ts';
import {
  HOST_NETWORK_FIELDS,
  LINK_FIELDS,
  MOVER_CORES,
  MOVER_FIELDS,
} from '../../web/model/parameters/link.ts';
import { MACHINE_FIELDS } from '../../web/model/parameters/machine.ts';
import { leavesOf } from '../../web/model/parameters/policy-check.ts';
import { CAPABILITIES } from '../../web/model/parameters/qemu/capabilities.ts';
import { PARAMETERS } from '../../web/model/parameters/qemu/parameters.ts';
import { STATUS_FIELDS } from '../../web/model/parameters/qemu/status.ts';
import { isPowerOfTwo, misfitOf } from '../../web/model/parameters/values.ts';
import { readWorkload } from '../../web/model/parameters/workload-read.ts';
import { PACE_FIELDS, WORKLOAD_KINDS } from '../../web/model/parameters/workloads.ts';
import { STEADY, type Workload } from '../../web/model/scenario.ts';
import { machineFor } from '../../web/simulation/machines.ts';

const FIELDS: Record<string, readonly Field[]> = {
  link: LINK_FIELDS,
  host: HOST_NETWORK_FIELDS,
  mover: MOVER_FIELDS,
  guest: GUEST_FIELDS,
  contents: CONTENT_FIELDS,
  pace: PACE_FIELDS,
  ...Object.fromEntries(WORKLOAD_KINDS.map(({ kind, fields }) => [kind, fields])),
  ...Object.fromEntries(WORKLOAD_KINDS.map(({ kind, rows }) => [`${kind}, rows`, rows?.fields ?? []])),
};
const LISTS: Record<string, readonly (Described | { name: string; label: string; about: string })[]> = {
  parameters: PARAMETERS,
  capabilities: CAPABILITIES,
  machine: MACHINE_FIELDS,
  ...FIELDS,
};

describe.each(Object.entries(LISTS))('%s', (_name, list) => {
  it('has every name once', () => {
    expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
  });

  it('says what each does in a label and in whole sentences', () => {
    for (const { name, label, about } of list) {
      expect(label, name).toMatch(/^\S.*\S$/);
      expect(about, name).toMatch(/^\S.*[.]$/);
      expect(about.length, name).toBeLessThan(330);
    }
  });
});

it('QEMU’s own names are spelled as QEMU spells them', () => {
  for (const { name } of [...PARAMETERS, ...CAPABILITIES])
    expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  for (const { name } of STATUS_FIELDS) expect(name).toMatch(/^[a-z-]+(\.[a-z-]+)?(\[\])?$/);
});

it('status fields are told once each, and exist in some era', () => {
  expect(new Set(STATUS_FIELDS.map(({ name }) => name)).size).toBe(STATUS_FIELDS.length);
  for (const { eras, source } of STATUS_FIELDS) {
    expect(Object.keys(eras).length).toBeGreaterThan(0);
    expect(source).not.toBe('');
  }
});

it('no capability is on by default', () => {
  for (const { name, defaults } of CAPABILITIES) {
    for (const value of Object.values(defaults)) expect(value, name).toBe(false);
  }
});

it('every default is a possible value', () => {
  for (const [where, fields] of Object.entries(FIELDS)) {
    for (const field of fields) {
      expect(misfitOf(field.value, field.default, 'qemu-10.2-kvm'), `${where}: ${field.name}`).toBeNull();
      expect(field.source, field.name).not.toBe('');
    }
  }
});

describe('machine values', () => {
  it.each(ERA_IDS)('of %s are all described, in range, and as the simulation has them', (era) => {
    // A group without members, such as no measured compressor, holds no value.
    const values = leavesOf(machineFor(era)).filter(({ value }) => typeof value !== 'object');
    for (const { path, value } of values) {
      const field = MACHINE_FIELDS.find(({ name }) => name === path);
      expect(field, `${path} in web/model/parameters/machine.ts`).toBeDefined();
      if (!field) continue;
      expect(misfitOf(field.value, value, era), path).toBeNull();
      expect(
        field.defaults[era],
        `${path}: web/model/parameters/machine.ts, web/simulation/machines.ts`,
      ).toBe(value);
    }
  });
});

describe('workloads', () => {
  const area = { firstPage: 0, pages: 1 };
  const writing = { ...area, writesPerSecond: 1 };
  const idle = { kind: 'idle' } as const;
  /** One of each kind that a scenario can have, with all that it can say. */
  const ALL: { [K in Workload['kind']]: Required<Extract<Workload, { kind: K }>> } = {
    idle,
    uniform: { kind: 'uniform', ...writing },
    sweep: { kind: 'sweep', ...writing },
    'hot-cold': {
      kind: 'hot-cold',
      firstPage: 0,
      hotPages: 1,
      coldPages: 1,
      hotPercent: 1,
      writesPerSecond: 1,
    },
    classes: { kind: 'classes', firstPage: 0, sets: [{ pages: 1, writesPerSecond: 1 }] },
    zipf: { kind: 'zipf', ...writing, exponent: 1, scattered: true },
    'power-law': { kind: 'power-law', ...area, firstSecondPages: 1, exponent: 1 },
    curve: { kind: 'curve', ...area, points: [{ seconds: 1, distinctPages: 1 }] },
    stride: { kind: 'stride', ...writing, stridePages: 1 },
    drift: { kind: 'drift', ...writing, driftPagesPerSecond: 1, areaPages: 2 },
    checkpoint: { kind: 'checkpoint', ...writing, periodMs: 1, sweptPercent: 1, sweepPagesPerSecond: 1e6 },
    'garbage-collection': {
      kind: 'garbage-collection',
      ...writing,
      periodMs: 1,
      survivorPercent: 1,
      pauseMs: 1,
    },
    growth: { kind: 'growth', ...area, newPagesPerSecond: 1 },
    phases: { kind: 'phases', phases: [{ durationMs: 1, speedPercent: 1 }], workload: idle },
    together: { kind: 'together', workloads: [idle] },
    trace: { kind: 'trace', trace: '', speedPercent: 100, repeats: true },
    'measured-guest': {
      kind: 'measured-guest',
      firstPage: 0,
      hotPages: 1,
      coldPages: 0,
      hotPercent: 100,
      writesPerSecond: 1,
      drawsBefore: 0,
      contentDraws: 0,
    },
  };

  it('are those that a scenario can have', () => {
    expect(WORKLOAD_KINDS.map(({ kind }) => kind).sort()).toEqual(Object.keys(ALL).sort());
  });

  it.each(Object.values(ALL))('$kind is described by the names that a scenario has', (workload) => {
    const described = WORKLOAD_KINDS.find(({ kind }) => kind === workload.kind);
    const { kind, ...rest } = workload;
    const names = [
      ...(described?.fields ?? []).map(({ name }) => name),
      ...(described?.rows ? [described.rows.name] : []),
      ...(described?.holds ? [described.holds.name] : []),
    ];
    expect(names.sort(), kind).toEqual(Object.keys(rest).sort());
    const rows = described?.rows && (rest as Record<string, unknown>)[described.rows.name];
    if (rows) {
      const [row] = rows as object[];
      expect(described.rows?.fields.map(({ name }) => name).sort()).toEqual(Object.keys(row ?? {}).sort());
    }
  });

  it.each(WORKLOAD_KINDS.filter(({ rows, holds }) => !rows && !holds))(
    '$kind has usual values that go together',
    ({ kind }) => {
      expect(readWorkload({ kind }, 'workload').ok).toBe(true);
    },
  );

  it.each(Object.values(ALL))('$kind, as a scenario has it, is read as it is', (workload) => {
    expect(readWorkload(workload, 'workload')).toEqual({ ok: true, value: workload });
  });

  it('keep a pace described by the names that a scenario has', () => {
    expect(PACE_FIELDS.map(({ name }) => name).sort()).toEqual(Object.keys(STEADY).sort());
    for (const { name, default: usual } of PACE_FIELDS)
      expect(usual).toBe(STEADY[name as keyof typeof STEADY]);
  });

  it('have measured curves that only grow', () => {
    for (const { id, points } of DIRTY_CURVES) {
      points.reduce((before, after) => {
        expect(after[0], id).toBeGreaterThan(before[0]);
        expect(after[1], id).toBeGreaterThan(before[1]);
        return after;
      });
    }
  });
});

it('kinds of memory have possible contents', () => {
  const [zero, ratio] = CONTENT_FIELDS;
  for (const { id, zeroPercent, packed } of CONTENT_CLASSES) {
    expect(zero && misfitOf(zero.value, zeroPercent, 'qemu-10.2-kvm'), id).toBeNull();
    for (const share of Object.values(packed)) {
      expect(ratio && misfitOf(ratio.value, share, 'qemu-10.2-kvm'), id).toBeNull();
    }
  }
});

it('a newer mover pushes more through', () => {
  const speeds = MOVER_CORES.map(({ bytesPerSecond }) => bytesPerSecond);
  expect([...speeds].sort((a, b) => a - b)).toEqual(speeds);
});

it('tells powers of two from other numbers', () => {
  for (let power = 0; power <= 52; power++) expect(isPowerOfTwo(2 ** power)).toBe(true);
  for (const other of [0, -2, 0.3, 3, 6, 2 ** 52 + 1]) expect(isPowerOfTwo(other)).toBe(false);
});
