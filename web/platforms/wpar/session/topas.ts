/**
 * What `topas` paints. It writes control sequences of the terminal that TERM names: where that is another than the one
 * on the desk, colours come out wrong, which harms nothing but the eye.
 */
import type { Tone } from '../../../model/world-view.ts';
import { utilisation } from '../objects/load.ts';
import { systemOf, type WparWorld } from '../objects/world.ts';
import type { Wpar } from '../objects/wpar.ts';

export interface Painted {
  text: string;
  tone: Tone;
}

/** Terminal types with which a terminal of today shows what was meant. */
const FITTING = ['aixterm', 'vt100', 'vt220', 'dtterm', 'ansi'];
/** What an ssh client of a PC calls itself. */
export const USUAL_TERM = 'xterm';

export const fits = (term: string): boolean => FITTING.includes(term);

export function topas(world: WparWorld, wpar: Wpar, system: string, term: string): Painted[] {
  const host = systemOf(world, system);
  const busy = host ? Math.round(utilisation(world, host).processorPercent) : 0;
  const own = host ? Math.round((1000 * wpar.processors) / host.processors) / 10 : 0;
  const bars = '#'.repeat(Math.round(busy / 5)).padEnd(20);
  const lines: Painted[] = [
    { text: `Topas Monitor for host: ${wpar.hostname}`, tone: 'good' },
    { text: `CPU  User%  ${own.toFixed(1).padStart(5)}  |${bars}|`, tone: 'quiet' },
    { text: `PROC ${String(wpar.threads).padStart(6)} threads in ${wpar.name}`, tone: 'quiet' },
    { text: 'Name            PID  CPU%  Owner', tone: 'good' },
    { text: `init              1   0.0  root`, tone: 'quiet' },
    { text: `sshd         131188   0.0  root`, tone: 'quiet' },
    { text: `topas        164028 ${own.toFixed(1).padStart(5)}  root`, tone: 'quiet' },
  ];
  // Of colours the number is left over, where they are not understood.
  return fits(term)
    ? lines
    : lines.map(({ text, tone }) => ({ text: `[36;41m${text}[0m`, tone: tone === 'good' ? 'bad' : 'warn' }));
}
