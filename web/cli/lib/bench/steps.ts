/**
 * What is timed: the engine's kernels one after the other, each on what the one before it left. Whoever runs them
 * (the engine, its twin in C) answers each with its time and with what it has computed so far.
 */

/** 16 GiB: bitmaps of 512 KiB, so that a step is over before a busy machine gives its core to somebody else. */
export const PAGES = 2 ** 22;
export const PAGE_BYTES = 4096;
export const SEED = 1;

export type Command = { do: 'mark'; writes: number } | { do: 'count' | 'harvest' | 'send' };

export interface Step {
  /** null: needed for the next one, not shown. */
  name: string | null;
  command: Command;
}

export const STEPS: Step[] = [
  { name: 'sending, word by word', command: { do: 'send' } },
  // Below one write in 32 pages every write picks its page.
  { name: 'marking, write by write', command: { do: 'mark', writes: PAGES / 64 } },
  { name: 'counting', command: { do: 'count' } },
  { name: 'harvest', command: { do: 'harvest' } },
  { name: null, command: { do: 'send' } },
  { name: null, command: { do: 'mark', writes: PAGES / 4096 } },
  { name: null, command: { do: 'harvest' } },
  { name: 'draining few pages', command: { do: 'send' } },
  { name: 'marking, 64 pages at once', command: { do: 'mark', writes: PAGES } },
  { name: null, command: { do: 'count' } },
];

export interface Answer {
  tookMs: number;
  /** Fingerprint, virtual time, bytes sent, pages counted last: equal for equal work. */
  computed: string;
}

export interface Runner {
  name: string;
  /** Goes back to the beginning: all pages wait. */
  begin(): Promise<void>;
  run(command: Command): Promise<Answer>;
  end(): void;
}
