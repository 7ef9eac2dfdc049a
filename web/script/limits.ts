/**
 * What a script may use up. Together they end whatever never would, long before a watchdog has to, and so that the
 * same script ends at the same place on every machine.
 */

const MIB = 2 ** 20;

/** Of the text itself. */
export const SOURCE_BYTES = 1024 * 1024;
/** Brackets within brackets. */
export const DEEPEST = 200;
/** All memory of the sandbox, its own megabytes included. */
export const MEMORY_BYTES = 32 * MIB;
/** A deeper recursion is an error of the script; the browsers' own stacks take far more. */
export const STACK_BYTES = 64 * 1024;
/** One message across the wall, each way. */
export const MESSAGE_BYTES = 256 * 1024;

/**
 * Fuel is counted in steps of the event loop: a turn of a coroutine costs one. The sandbox reports every ten thousand
 * loop turns and calls; that takes as long as some hundred turns of a coroutine.
 */
export const FUEL = 200_000;
export const FUEL_PER_REPORT = 1000;
export const FUEL_PER_MESSAGE = 2;
/** Bytes of a message that cost one more. */
export const BYTES_PER_FUEL = 512;
/** Items of a list, and characters of a text, that cost one where a single call goes through all of them. */
export const LIST_PER_FUEL = 20;
export const TEXT_PER_FUEL = 500;
/** Longer ones than these no single call makes or goes through. */
export const LIST_LENGTH = 1_000_000;
export const TEXT_CHARACTERS = 1_000_000;

/** Turns of all coroutines at one instant of virtual time. */
export const TURNS_AT_ONE_INSTANT = 10_000;

/** What a run may contain. */
export const MOST = {
  hosts: 500,
  guests: 2000,
  clients: 50,
  links: 500,
  traffic: 200,
  linkChanges: 2000,
  params: 100,
  questions: 100,
  logLines: 5000,
  notes: 500,
  expects: 5000,
  findings: 1000,
  moves: 1000,
  /** Moves under way at the same time. */
  movesAtOnce: 64,
  /** Pages of all partitions under way at the same time: two terabytes of 4 KiB. */
  pagesAtOnce: 2 ** 29,
  /** Windows, syncs and faults of all moves. */
  events: 2_000_000,
} as const;

/** Characters of a log line, a caption or a message; the rest is cut. */
export const TEXT_LENGTH = 2000;
/** Characters of a name. */
export const NAME_LENGTH = 64;
