import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Counters, Engine, EngineEvent } from '../../web/engine/engine.ts';
import { policyOf } from '../../web/engine/policy.ts';
import { ns, seconds } from '../../web/model/units.ts';
import { Mover } from '../../web/simulation/mover.ts';
import { type Adventure, adventures, play } from './random-worlds.ts';
import { theEngine } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

const ENDS = ['completed', 'cancelled', 'failed', 'lost'];
const happened = (events: readonly EngineEvent[], kind: EngineEvent['kind']) =>
  events.filter((event) => event.kind === kind);
const pagesOf = ({ config }: Adventure) => config.guest.memoryBytes / config.guest.pageBytes;
const hasMemory = ({ config }: Adventure) =>
  !['suspended', 'inactive'].includes(policyOf(config).method.kind);

const always = (law: (adventure: Adventure) => void, numRuns = 150) =>
  fc.assert(fc.property(adventures, law), { numRuns });

/** Pages that went out: whole, as markers, as changes. */
const sentPages = (counters: Counters) =>
  counters.normalPages + counters.zeroPages + counters.deltaPages - counters.deltaOverflows;

describe('whatever moves how, and whatever happens on the way,', () => {
  it('every page is sent, waits, or was left for later: none appears and none disappears', () => {
    always((adventure) => {
      const { migration, events, lostInFlight } = play(engine, adventure);
      const { counters } = migration;
      const syncs = happened(events, 'sync');
      const found = syncs.reduce((sum, { values }) => sum + (values[1] ?? 0), 0);
      const [last] = syncs.slice(-1);
      const [switched] = happened(events, 'switched');
      // Post-copy brings whole pages of the host.
      const whole = switched
        ? (switched.values[1] ?? 0) - (last?.values[0] ?? 0) - (last?.values[1] ?? 0)
        : 0;
      const begun =
        hasMemory(adventure) || syncs.length === 0 ? engine.start(adventure.config).waitingPages : 0;
      expect(whole).toBeGreaterThanOrEqual(0);
      expect(sentPages(counters) + counters.skippedPages + migration.waitingPages).toBe(
        begun + found + whole + lostInFlight,
      );
      expect(migration.waitingBits).toBe(migration.waitingPages);
      if (happened(events, 'completed').length > 0) expect(migration.waitingPages).toBe(0);
    });
  });

  it('time never runs back, and nothing that is left is ever less than nothing', () => {
    always((adventure) => {
      const { events } = play(engine, adventure);
      let now = 0;
      for (const { kind, at, values } of events) {
        if (kind === 'fault') {
          expect(values[0]).toBeGreaterThan(at);
          continue;
        }
        expect(at, kind).toBeGreaterThanOrEqual(now);
        now = at;
        if (kind === 'window' || kind === 'sync') expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it('it ends at most once, and after that nothing happens', () => {
    always((adventure) => {
      const { events, migration } = play(engine, adventure);
      const ends = events.filter(({ kind }) => ENDS.includes(kind));
      expect(ends.length).toBe(migration.ended ? 1 : 0);
      if (migration.ended) expect(events.at(-1)).toBe(ends[0]);
      else expect(migration.paused).toBe(true);
    });
  });

  it('who gives up or fails before the switchover leaves the guest on its source, and free', () => {
    always((adventure) => {
      const { events } = play(engine, adventure);
      const end = events.at(-1);
      if (end?.kind !== 'cancelled' && end?.kind !== 'failed') return;
      expect(happened(events, 'switched')).toEqual([]);
      expect(happened(events, 'completed')).toEqual([]);
      const throttle = happened(events, 'throttle').at(-1);
      expect(throttle?.values[0] ?? 0).toBe(0);
    });
  });

  it('only what still runs can be cancelled, and only post-copy without a connection can be recovered', () => {
    always((adventure) => {
      const { events, effects } = play(engine, adventure);
      adventure.deeds.forEach(({ act, at }, i) => {
        const before = events.filter((event) => event.at < at).map(({ kind }) => kind);
        const over = before.some((kind) => ENDS.includes(kind));
        if (act.kind === 'cancel' && before.includes('switched')) expect(effects[i]).toBe(false);
        const broke = adventure.deeds.slice(0, i).some((deed, j) => deed.act.kind === 'fail' && effects[j]);
        if (act.kind === 'recover' && !broke) expect(effects[i]).toBe(false);
        if (over) expect(effects[i]).toBe(false);
      });
    });
  });

  it('bytes are those of pages, markers, changes, packets and the ends of sections', () => {
    always((adventure) => {
      const { transport } = policyOf(adventure.config);
      const { compression, batchPages, perBatchBytes, perPageHeaderBytes: header } = transport;
      const { migration, events } = play(engine, adventure);
      const { counters, sentBytes } = migration;
      const { normalPages, zeroPages, deltaPages, deltaBytes, deltaOverflows } = counters;
      const switched = happened(events, 'switched').length > 0;
      const compressed = compression.kind === 'stream' && compression.counted === 'after';
      const marker = transport.zeroPages === 'marker' ? transport.perZeroPageBytes : 0;
      if (transport.resend === 'runs' || transport.zeroPages === 'in-batch') return;
      if (batchPages > 0 && (switched || compressed || perBatchBytes < 1000)) return;
      const headers = compressed
        ? counters.compressedBytes + header * normalPages
        : (4096 + header) * normalPages;
      const changes = deltaBytes - 4096 * deltaOverflows;
      const whole = batchPages > 0 ? counters.packetBytes : headers;
      const rest = sentBytes - whole - marker * zeroPages - changes;
      expect(rest).toBeGreaterThanOrEqual(0);
      expect(rest % 8).toBe(0);
      if (deltaPages === 0 && transport.perSectionBytes === 0) expect(rest).toBe(0);
      // A packet counts when it goes out.
      if (batchPages > 0 && events.at(-1)?.kind === 'completed')
        expect((counters.packetBytes - 4096 * normalPages) % perBatchBytes).toBe(0);
    });
  });

  it('what a record says of the bytes is what was sent: before the pause, in it, and after the switchover', () => {
    always((adventure) => {
      const mover = new Mover(engine, adventure.config);
      for (const { at, act, behindSwitchover } of adventure.deeds) {
        mover.run(at);
        if (!behindSwitchover || mover.switchedNs !== null) mover.act(at, act);
      }
      mover.run(ns(Number.MAX_SAFE_INTEGER));
      const { outcome, samples } = mover.record('', '', '', ns(0));
      const { precopyBytes, stopBytes } = outcome.transport;
      expect(precopyBytes + stopBytes + (outcome.postcopy?.bytes ?? 0)).toBe(outcome.sentBytes);
      expect([...samples.atNs]).toEqual([...samples.atNs].sort((a, b) => a - b));
      for (const remaining of samples.remainingBytes) expect(remaining).toBeGreaterThanOrEqual(0);
      const parts = outcome.downtimeParts.reduce((sum, part) => sum + part.durationNs, 0);
      expect(parts).toBe(outcome.downtimeNs);
    });
  });

  it('the map of one that has arrived shows no page dirty or waiting', () => {
    always((adventure) => {
      const { events, migration } = play(engine, adventure);
      if (events.at(-1)?.kind !== 'completed' || !hasMemory(adventure)) return;
      const cells = migration.map(seconds(60), 1, pagesOf(adventure));
      const [there = 0, dirty, waiting, zero = 0, asked = 0] = cells;
      expect([dirty, waiting, there + zero + asked]).toEqual([0, 0, pagesOf(adventure)]);
    });
  });
});
