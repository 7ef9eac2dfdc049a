/** Processor compatibility modes, as the console spells them. */
import type { Firmware } from './firmware.ts';
import { type Generation, isAtLeastGeneration } from './generation.ts';

interface Mode {
  name: string;
  /** The oldest server that has it. */
  since: Generation;
  /** The newest server that still has it; typical, unverified. */
  until: Generation;
}

const MODES: readonly Mode[] = [
  { name: 'POWER6', since: 'POWER6', until: 'POWER8' },
  { name: 'POWER6_Plus', since: 'POWER6+', until: 'POWER8' },
  { name: 'POWER7', since: 'POWER7', until: 'POWER9' },
  { name: 'POWER8', since: 'POWER8', until: 'POWER10' },
  { name: 'POWER9_Base', since: 'POWER9', until: 'POWER11' },
  { name: 'POWER9', since: 'POWER9', until: 'POWER11' },
  { name: 'POWER10', since: 'POWER10', until: 'POWER11' },
  { name: 'POWER11', since: 'POWER11', until: 'POWER11' },
];

/** `POWER6+` and `POWER6_plus` are `POWER6_Plus`. */
export function normaliseMode(text: string): string {
  const mode = text.trim().replace('+', '_Plus');
  const known = ['default', ...MODES.map(({ name }) => name)].find(
    (name) => name.toLowerCase() === mode.toLowerCase(),
  );
  return known ?? mode;
}

/** What a server offers where its own list is not given. POWER9 as a mode of its own needs release 940. */
export function modesOf(generation: Generation, firmware: Firmware | null): string[] {
  const has = ({ name, since, until }: Mode) =>
    isAtLeastGeneration(generation, since) &&
    isAtLeastGeneration(until, generation) &&
    !(name === 'POWER9' && generation === 'POWER9' && firmware !== null && firmware.release < 940);
  return ['default', ...MODES.filter(has).map(({ name }) => name)];
}

/** The mode that a partition with `default` gets at activation: the newest of its server. */
export const newestMode = (modes: readonly string[]): string =>
  modes.filter((mode) => mode !== 'default').at(-1) ?? 'default';

/** The oldest server that can have a mode; enhanced modes go with their plain ones. Null for an unknown mode. */
export const oldestServerWith = (mode: string): Generation | null =>
  MODES.find(({ name }) => name === mode.replace(/_Enhanced$/i, ''))?.since ?? null;
