/** What stands where a migration had its instance, once that is another one's. */
import type { Exports } from './exports.ts';

/** Nothing is known of it any more. */
export const LEFT = new Proxy({} as Exports, {
  get() {
    throw new Error('This migration has been left: its memory is another one’s.');
  },
});

/** Of a migration that has ended, what is read of it. @param counters what it has counted, in a buffer of its own */
export function settledIn(engine: Exports, counters: Float64Array): Exports {
  const always = (value: number) => () => value;
  const nothing = always(0);
  const rest: Partial<Exports> = {
    memory: { buffer: counters.buffer } as WebAssembly.Memory,
    counters: always(0),
    run: nothing,
    now: always(engine.now()),
    ended: always(1),
    phase: always(engine.phase()),
    dirtyPages: always(engine.dirtyPages()),
    waitingBits: always(engine.waitingBits()),
    cursorPage: always(engine.cursorPage()),
    stateTop: always(engine.stateTop()),
    sentBytes: always(engine.sentBytes()),
    hashHigh: always(engine.hashHigh()),
    hashLow: always(engine.hashLow()),
    cancel: nothing,
    fail: nothing,
    recover: nothing,
    goOn: nothing,
    askPostcopy: nothing,
    holdGuest: nothing,
  };
  return rest as Exports;
}
