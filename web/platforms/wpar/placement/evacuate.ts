/** Emptying a system: each partition to the target that is best after those before it have gone, largest state first. */
import { type Finding, isError } from '../finding.ts';
import { hostedBy, type WparWorld, withWpar } from '../objects/world.ts';
import { copyOn, type Wpar } from '../objects/wpar.ts';
import { refusal } from '../states/refusals.ts';
import type { Request } from '../tasks/request.ts';
import { type Candidate, suggestTarget } from './suggest.ts';

export interface EvacuationRow {
  wpar: string;
  /** `static` from a running partition stops and starts it. */
  how: 'live' | 'static' | 'blocked';
  to: string | null;
  why: readonly string[];
  findings: readonly Finding[];
}

export interface EvacuationWish {
  /** Its members only. */
  group?: string | undefined;
}

export function evacuationPlan(
  world: WparWorld,
  system: string,
  { group }: EvacuationWish = {},
): EvacuationRow[] {
  let projected = world;
  return leaving(world, system, group).map(({ name }) => {
    const row = evacuationRow(projected, name, system);
    if (row.to !== null) projected = gone(projected, name, system, row.to);
    return row;
  });
}

/** Those that leave, in their order. */
export const leaving = (world: WparWorld, system: string, group?: string): Wpar[] =>
  hostedBy(world, system)
    .filter((wpar) => group === undefined || wpar.group === group)
    .sort((a, b) => b.stateBytes - a.stateBytes || (a.name < b.name ? -1 : 1));

export function evacuationRow(world: WparWorld, name: string, system: string): EvacuationRow {
  const wpar = world.wpars.find((each) => each.name === name);
  const state = wpar && copyOn(wpar, system)?.state;
  if (!wpar || wpar.home !== system || state === undefined)
    return blocked(name, ['It is about to leave.'], []);
  if (wpar.task !== null) return refusedRow(name, 'busy');
  if (state === 'Active' || state === 'Paused') {
    const live = suggestTarget(world, name);
    const [best] = live;
    if (best?.possible) return row(name, 'live', best);
    const still = state === 'Active' ? suggestTarget(world, name, { phase: 'static' }) : [];
    if (still[0]?.possible) {
      const why = ['It cannot move while it runs: it is stopped, and started there.', ...(best?.why ?? [])];
      return { ...row(name, 'static', still[0]), why };
    }
    return blocked(name, best?.why ?? ['There is no other system.'], best?.findings ?? []);
  }
  if (state !== 'Defined')
    return refusedRow(name, state === 'Broken' || state === 'Errored' ? 'recover-first' : 'busy');
  const [best] = suggestTarget(world, name, { phase: 'static' });
  return best?.possible
    ? row(name, 'static', best)
    : blocked(name, best?.why ?? ['There is no other system.'], best?.findings ?? []);
}

const row = (wpar: string, how: 'live' | 'static', { system, why, findings }: Candidate): EvacuationRow => ({
  wpar,
  how,
  to: system,
  why,
  findings,
});

const blocked = (wpar: string, why: readonly string[], findings: readonly Finding[]): EvacuationRow => ({
  wpar,
  how: 'blocked',
  to: null,
  why,
  findings: findings.filter(isError),
});

function refusedRow(wpar: string, id: 'busy' | 'recover-first'): EvacuationRow {
  const finding = refusal(id, wpar);
  return blocked(wpar, [finding.message], [finding]);
}

export function requestOf({ wpar, how, to }: EvacuationRow): Request | null {
  if (to === null || how === 'blocked') return null;
  return { action: how === 'live' ? 'relocate-live' : 'relocate-static', wpar, to, by: 'automatic' };
}

/** As it will be: what has left makes room, and needs room where it goes. */
const gone = (world: WparWorld, name: string, from: string, to: string): WparWorld =>
  withWpar(world, name, (old) => ({
    ...old,
    home: to,
    copies: old.copies.map((copy) => (copy.system === from ? { ...copy, system: to } : copy)),
  }));

/** What still hangs on it: nothing may run, move, or wait there. Defined partitions need no power. */
export const keepsFromPowerOff = (world: WparWorld, system: string): string[] =>
  hostedBy(world, system).flatMap(({ name, copies }) =>
    copies
      .filter((copy) => copy.system === system && copy.state !== 'Defined' && copy.state !== 'Broken')
      .map(({ state }) => `${name} is ${state} there.`),
  );
