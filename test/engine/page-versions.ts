/**
 * What both sides of a migration hold, page by page, as versions: how often the guest had written a page when it left the
 * source. Of the migration only this is taken: which pages wait, its clock, and what it tells. Whether the destination
 * has what it must have is found out here, by nothing that the engine computes.
 */
import type { Engine, EngineEvent, Migration } from '../../web/engine/engine.ts';
import { policyOf } from '../../web/engine/policy.ts';
import { ns, type VirtualNs } from '../../web/model/units.ts';
import { actOn } from '../../web/simulation/acts.ts';
import { GuestClock } from './guest-clock.ts';
import type { Recorded } from './random-worlds.ts';

/** What went wrong, by law; all empty is good. */
export interface Broken {
  /** The destination has an old version of a page, and does not know it. */
  stale: string[];
  /** A page went out twice after the switchover, though nothing of it was lost. */
  twice: string[];
  /** The guest went on at a page that was not there, or waited for one that was. */
  unseen: string[];
  /** The pages that left are not those that were counted. */
  miscounted: string[];
}

/** One page between the two sides, after the switchover. */
interface Departure {
  /** The step of the engine in which it left. */
  from: number;
  to: number;
}

export interface Told {
  migration: Migration;
  events: EngineEvent[];
  broken: Broken;
  /** Effects of the deeds, in their order. */
  effects: boolean[];
  /** Pages that had left after the switchover and were lost with the connection. */
  lost: number;
}

class PageVersions {
  readonly #adventure: Recorded;
  readonly #pages: number;
  readonly #hostPages: number;
  readonly #delayNs: number;
  /** Longest that a page takes from leaving the source to arriving; Infinity where that depends on more. */
  readonly #longestNs: number;
  /** Packets are flushed when the scan begins anew: it comes to its page only after that. */
  readonly #inPackets: boolean;
  readonly #filled: number;
  readonly #free: number;
  readonly #clock: GuestClock;
  #settled = 0;
  #lastSync = 0;
  readonly #guest: Int32Array;
  /** In guest time. */
  readonly #lastWrite: Float64Array;
  readonly #destination: Int32Array;
  /** The guest time by which a page was read whose moment is not known exactly; -1: as its step began. */
  readonly #readBy: Float64Array;
  #waits: Uint8Array;
  /** Since the switchover: pages that were missing then. */
  #missing: Uint8Array | null = null;
  readonly #left = new Map<number, Departure>();
  #resumedAt = 0;
  readonly broken: Broken = { stale: [], twice: [], unseen: [], miscounted: [] };
  readonly #faults: { at: number; until: number; page: number }[] = [];
  lost = 0;

  constructor(adventure: Recorded, waits: Uint8Array) {
    const { config } = adventure;
    const { memoryBytes, pageBytes, hostPageBytes = pageBytes, freePages = 0, filled } = config.guest;
    const { skipFree, postcopy, transport } = policyOf(config);
    this.#adventure = adventure;
    this.#pages = memoryBytes / pageBytes;
    this.#hostPages = hostPageBytes / pageBytes;
    this.#delayNs = config.machine.oneWayDelayNs;
    const { linkBytesPerSecond, linkBufferBytes } = config.machine;
    const bufferNs = linkBytesPerSecond > 0 ? (linkBufferBytes * 1e9) / linkBytesPerSecond : 0;
    const steady = adventure.rates.length === 0 && !policyOf(config).postcopy?.preempt;
    this.#longestNs = steady ? bufferNs + this.#delayNs : Infinity;
    this.#filled = filled[0]?.end ?? 0;
    this.#free = skipFree && !postcopy ? Math.max(0, this.#pages - freePages) : this.#pages;
    this.#inPackets = transport.batchPages > 0;
    this.#clock = new GuestClock(config.machine.throttleGain);
    this.#guest = new Int32Array(this.#pages);
    this.#lastWrite = new Float64Array(this.#pages).fill(-1);
    this.#readBy = new Float64Array(this.#pages).fill(-1);
    this.#destination = new Int32Array(this.#pages).fill(-1);
    // Nobody needs what a free page holds until it is written.
    this.#destination.fill(0, this.#free);
    this.#waits = waits;
  }

  get switched(): boolean {
    return this.#missing !== null;
  }

  /** The guest has done its writes on the source up to virtual time `at`. */
  #settle(at: number): void {
    const time = this.#clock.at(at);
    const { writes } = this.#adventure;
    for (let write = writes[this.#settled]; write && write.atNs <= time; write = writes[++this.#settled]) {
      for (let page = write.first; page < write.end; page++) {
        this.#guest[page] = (this.#guest[page] ?? 0) + 1;
        this.#lastWrite[page] = write.atNs;
      }
    }
  }

  #isZero(page: number): boolean {
    return this.#guest[page] === 0 && (page >= this.#filled || page >= this.#free);
  }

  /** Whether the destination has the guest's version. */
  #isThere(page: number): boolean {
    const last = this.#lastWrite[page] ?? -1;
    return this.#guest[page] === this.#destination[page] || (last >= 0 && last <= (this.#readBy[page] ?? -1));
  }

  /** One step of the engine from `from` to `to`: pages left, in it so many as zero pages or not at all. */
  leave(left: number[], zero: number, skipped: number, from: number, to: number): void {
    this.#settle(from);
    const later = this.#leftForLater(left, skipped);
    const sent = left.filter((page) => !later.has(page));
    const empty = this.#asZeros(sent, zero);
    for (const page of sent) {
      // As zeros goes what holds data, where it has been written since somebody looked.
      const hidden = empty.has(page) && !this.#isZero(page);
      this.#destination[page] = hidden ? -1 : (this.#guest[page] ?? 0);
      this.#readBy[page] = hidden || !this.#inPackets ? -1 : this.#clock.at(to);
      if (!this.#missing) continue;
      if (this.#left.has(page)) this.broken.twice.push(`page ${page} at ${from}`);
      this.#left.set(page, { from, to });
    }
  }

  /** Pages left for the next round, as they were written in this one. */
  #leftForLater(left: number[], skipped: number): Set<number> {
    const later = left.filter((page) => (this.#lastWrite[page] ?? 0) > this.#lastSync);
    if (skipped === 0) return new Set();
    if (later.length !== skipped)
      this.broken.miscounted.push(`${skipped} left for later, ${later.length} written again`);
    return new Set(later);
  }

  /** So many of them went as zeros: those that are, and then what was written last. */
  #asZeros(sent: number[], zero: number): Set<number> {
    const empty = sent.filter((page) => this.#isZero(page));
    const were = sent.filter((page) => !this.#isZero(page) && (page >= this.#filled || page >= this.#free));
    were.sort((a, b) => (this.#lastWrite[b] ?? 0) - (this.#lastWrite[a] ?? 0));
    return new Set([...empty, ...were].slice(0, zero));
  }

  hear(event: EngineEvent): void {
    this.#clock.hear(event);
    const { kind, at, values } = event;
    if (kind === 'sync') {
      this.#settle(at);
      this.#lastSync = this.#clock.at(at);
    }
    if (kind === 'fault') this.#faults.push({ at, until: values[0] ?? 0, page: values[1] ?? 0 });
    if (kind === 'switched') this.#resumedAt = values[0] ?? 0;
  }

  /** Pages wait that did not. */
  look(waits: Uint8Array): void {
    this.#waits = waits;
  }

  /** The guest runs on the destination from now on, which knows what it lacks. */
  switchOver(at: number): void {
    this.#settle(at);
    this.#missing = Uint8Array.from({ length: this.#pages }, (_, page) => (this.waits(page) ? 1 : 0));
    this.#complete(at);
  }

  waits(page: number): boolean {
    return (((this.#waits[page >> 3] ?? 0) >> (page & 7)) & 1) === 1;
  }

  /** What does not wait is there. */
  #complete(at: number): void {
    for (let page = 0; page < this.#pages; page++) {
      if (!this.waits(page) && !this.#isThere(page))
        this.broken.stale.push(
          `page ${page} at ${at}: version ${this.#destination[page]} of ${this.#guest[page]}`,
        );
    }
  }

  /** The connection broke at `at`: what was under way waits again, and nothing else. */
  breakOff(again: number[], at: number): void {
    for (const page of again) {
      const departure = this.#left.get(page);
      if (departure && departure.to + this.#longestNs < at)
        this.broken.twice.push(`page ${page} had arrived by ${at}`);
      if (!this.#left.delete(page)) this.broken.twice.push(`page ${page} waits again at ${at}`);
      this.#destination[page] = -1;
      this.#readBy[page] = -1;
      this.lost++;
    }
    for (const [page, { from }] of this.#left) {
      if (from + this.#delayNs > at)
        this.broken.stale.push(`page ${page} was lost at ${at}, and nobody knows`);
    }
  }

  /** All is over: it has arrived. */
  arrive(at: number): void {
    this.#settle(at);
    for (let page = 0; page < this.#pages; page++)
      if (this.waits(page)) this.broken.stale.push(`page ${page} waits still at ${at}`);
    this.#complete(at);
  }

  /** What the guest met on the destination, up to `end`. */
  walk(end: number): void {
    const { guest, machine } = this.#adventure.config;
    const host = (page: number) => Math.floor(page / this.#hostPages);
    const arrival = new Map<number, number>();
    for (const [page, { from }] of this.#left)
      arrival.set(host(page), Math.max(arrival.get(host(page)) ?? 0, from + this.#delayNs));
    for (const { at, until, page } of this.#faults) {
      if (!this.#missing?.[page]) this.broken.unseen.push(`page ${page} was there, but waited for at ${at}`);
      const there = (arrival.get(host(page)) ?? Infinity) + (machine.placeNs ?? 0);
      if (until < there) this.broken.unseen.push(`page ${page} was not there at ${until}, but at ${there}`);
    }
    if ((guest.vcpus ?? 1) > 1) return;
    this.#follow(end, (page) => arrival.get(host(page)) ?? Infinity, host);
  }

  /** Goes along with the one virtual CPU: its writes in order, and the time that it waits. */
  #follow(end: number, arrivalOf: (page: number) => number, host: (page: number) => number): void {
    const begun = this.#clock.at(Infinity);
    const waits = [...this.#faults].sort((a, b) => a.at - b.at);
    let waited = 0;
    for (const { atNs, first, end: behind } of this.#adventure.writes.slice(this.#settled)) {
      const due = () => this.#resumedAt + atNs - begun + waited;
      const met = new Set<number>();
      for (let wait = waits[0]; wait && wait.at <= due(); wait = waits[0]) {
        waits.shift();
        waited += wait.until - wait.at;
        met.add(host(wait.page));
        if (wait.page < first || wait.page >= behind)
          this.broken.unseen.push(`page ${wait.page} was waited for at ${wait.at}, but not written`);
      }
      if (due() >= end) return;
      for (let page = first; page < behind; page++) {
        if (!this.#missing?.[page] || met.has(host(page)) || arrivalOf(page) <= due()) continue;
        this.broken.unseen.push(`page ${page} was not there at ${due()}, but went by`);
      }
    }
  }
}

const changed = (from: Uint8Array, to: Uint8Array): number[] => {
  const pages: number[] = [];
  for (let byte = 0; byte < from.length; byte++) {
    const gone = (from[byte] ?? 0) & ~(to[byte] ?? 0);
    for (let bit = 0; gone >> bit; bit++) if ((gone >> bit) & 1) pages.push(byte * 8 + bit);
  }
  return pages;
};

/** Lets it happen in the smallest steps there are, and keeps account of every page. */
export function keepAccount(engine: Engine, adventure: Recorded): Told {
  const { config, deeds, rates } = adventure;
  const writes = [...adventure.writes].sort((a, b) => a.atNs - b.atNs);
  const migration = engine.start(config);
  const pages = config.guest.memoryBytes / config.guest.pageBytes;
  let waits = migration.waitingMap(pages);
  const versions = new PageVersions({ ...adventure, writes }, waits);
  const events: EngineEvent[] = [];
  const effects: boolean[] = [];
  const stops: { at: VirtualNs; act(): void }[] = [
    ...rates.map(({ at, bytesPerSecond }) => ({ at, act: () => migration.setLinkRate(bytesPerSecond) })),
    ...deeds.map(({ at, act, behindSwitchover }) => ({
      at,
      act: () => void effects.push(!(behindSwitchover && !versions.switched) && actOn(migration, at, act)),
    })),
  ].sort((a, b) => a.at - b.at);
  let waitsUntil = 0;
  const counted = () => {
    const { normalPages, zeroPages, deltaPages, deltaOverflows, skippedPages } = migration.counters;
    return { sent: normalPages + zeroPages + deltaPages - deltaOverflows, zeroPages, skippedPages };
  };
  let before = counted();
  /** What has come of one step, or of one deed. */
  const follow = (from: number, happened: readonly EngineEvent[]) => {
    const after = counted();
    const now = migration.waitingMap(pages);
    const left = changed(waits, now);
    const again = changed(now, waits);
    const skipped = after.skippedPages - before.skippedPages;
    const looked = happened.some(({ kind }) => kind === 'sync');
    // What was left for later is found by the very next look.
    const gone = looked ? left.length <= skipped : after.sent - before.sent + skipped === left.length;
    if (!gone || (looked && after.sent > before.sent))
      versions.broken.miscounted.push(`${left.length} pages left at ${from}`);
    if (!looked) versions.leave(left, after.zeroPages - before.zeroPages, skipped, from, migration.now);
    for (const event of happened) {
      versions.hear(event);
      if (event.kind === 'waiting') waitsUntil = event.values[0] ?? 0;
      if (event.kind === 'went-on') waitsUntil = 0;
    }
    const broke = happened.find(({ kind }) => kind === 'paused');
    const switched = happened.find(({ kind }) => kind === 'switched');
    waits = now;
    versions.look(waits);
    if (broke) versions.breakOff(again, broke.at);
    else if (again.length > 0 && !looked) versions.broken.twice.push(`pages ${again} wait again at ${from}`);
    if (switched) versions.switchOver(switched.at);
    events.push(...happened);
    before = after;
  };
  while (!migration.ended) {
    const stop = stops[0];
    const from = migration.now;
    if (stop && stop.at <= from) {
      stops.shift();
      stop.act();
      follow(stop.at, migration.run(migration.now));
      continue;
    }
    const next = stop?.at ?? Infinity;
    const idle = migration.paused ? next : Math.min(next, waitsUntil);
    if (idle === Infinity) break;
    follow(from, migration.runToSync(ns(Math.max(from + 1, idle))).happened);
  }
  const end = events.at(-1);
  if (end?.kind === 'completed') versions.arrive(end.at);
  // It has one virtual CPU, which may stand still at the end.
  const walked = migration.openWaits(1)[0] ?? migration.now;
  if (versions.switched) versions.walk(Math.min(walked, end?.at ?? Infinity));
  const { broken, lost } = versions;
  return { migration, events, effects, broken, lost };
}
