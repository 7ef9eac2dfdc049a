/** What a person can do to a partition at a moment, and what they did, in words. */
import type { MoveAct, MoveChanges } from '../model/migration.ts';
import type { Action } from '../model/scenario.ts';
import { MIB } from '../model/units.ts';
import { digits } from './format.ts';
import { isShadow, type Scene, type StandingState } from './scene.ts';

export interface Deed {
  label: string;
  /** `change` asks what to set first. */
  act: Exclude<MoveAct, { kind: 'change' }> | { kind: 'migrate'; to: string } | { kind: 'change' };
}

/** Where a partition stands, without its shadow. */
export const placeIn = (scene: Scene, partition: string) => {
  for (const host of scene.hosts)
    for (const standing of host.standing)
      if (standing.partition.id === partition && !isShadow(standing.state)) return { host, standing };
  return undefined;
};

/** Until the partition runs on the destination, the migration can be taken back. */
const BEFORE: readonly StandingState[] = ['moving', 'stopped'];
const AFTER: readonly StandingState[] = ['fetching', 'interrupted'];

export function deedsFor(scene: Scene, partition: string): Deed[] {
  const place = placeIn(scene, partition);
  if (!place || place.standing.state === 'lost') return [];
  const { state } = place.standing;
  if (state === 'running')
    return scene.hosts
      .filter((host) => host !== place.host)
      .map(({ id }) => ({ label: `Move to ${id}`, act: { kind: 'migrate', to: id } }));
  const [before, moving] = [BEFORE.includes(state), state === 'moving'];
  const { policy } = scene.scenario.tuning;
  const waits = policy?.pause.some(({ part }) => part === 'wait') === true;
  const { source, destination } = endsOf(scene, partition);
  const deeds: (Deed | false)[] = [
    state === 'interrupted' && { label: 'Bring the connection back', act: { kind: 'recover' } },
    state === 'stopped' && waits && { label: 'Tell it to go on', act: { kind: 'go-on' } },
    before && { label: 'Cancel the move', act: { kind: 'cancel' } },
    moving && Boolean(policy?.postcopy) && { label: 'Go over to post-copy', act: { kind: 'postcopy' } },
    moving && { label: 'Stop it until the copy is done', act: { kind: 'hold' } },
    state !== 'interrupted' && { label: 'Change its limits…', act: { kind: 'change' } },
    state !== 'interrupted' && { label: 'Cut the connection', act: { kind: 'fail', what: 'link' } },
    { label: `Let ${source} fail`, act: { kind: 'fail', what: 'source' } },
    { label: `Let ${destination} fail`, act: { kind: 'fail', what: 'destination' } },
  ];
  return deeds.filter((deed) => deed !== false);
}

/** Between which hosts it is on its way: where it stands, and where its shadow is. */
function endsOf(scene: Scene, partition: string): { source: string; destination: string } {
  const shadow = scene.hosts.find((host) =>
    host.standing.some((s) => s.partition.id === partition && isShadow(s.state)),
  );
  const place = placeIn(scene, partition);
  const [here, there] = [place?.host.id ?? 'the source', shadow?.id ?? 'the destination'];
  return place && AFTER.includes(place.standing.state)
    ? { source: there, destination: here }
    : { source: here, destination: there };
}

const mebibytes = (bytesPerSecond: number): string =>
  bytesPerSecond === 0 ? 'no limit' : `${digits(bytesPerSecond / MIB)}\u00a0MiB/s`;

const CHANGED: Partial<Record<keyof MoveChanges, { label: string; show(value: number): string }>> = {
  maxBandwidthBytesPerSecond: { label: 'its rate limit', show: mebibytes },
  maxPostcopyBytesPerSecond: { label: 'its rate limit in post-copy', show: mebibytes },
  downtimeLimitMs: { label: 'the allowed pause', show: (ms) => `${digits(ms)}\u00a0ms` },
};

/** `setMover` as `set mover`. */
const wordsOf = (verb: string): string => verb.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const capital = (text: string): string => text.replace(/^./, (letter) => letter.toUpperCase());

/** What undo calls it. */
export function deedName(action: Action): string {
  if (action.kind === 'answer') return `the answer ‘${action.answer}’`;
  if (action.kind === 'call') {
    const { on, verb, args } = action.call;
    return verb === 'type' ? `typing ‘${args[0]}’` : `${wordsOf(verb)} of ${on.name || 'the lab'}`;
  }
  const { partition } = action;
  switch (action.kind) {
    case 'migrate':
      return `moving ${partition} to ${action.to}`;
    case 'cancel':
      return `cancelling the move of ${partition}`;
    case 'postcopy':
      return `asking for post-copy of ${partition}`;
    case 'hold':
      return `stopping ${partition}`;
    case 'go-on':
      return `letting ${partition} go on`;
    case 'recover':
      return `bringing the connection of ${partition} back`;
    case 'fail':
      return action.what === 'link'
        ? `cutting the connection of ${partition}`
        : `the failure of the ${action.what}`;
    case 'change':
      return `changing the limits of ${partition}`;
  }
}

/** What was done, one sentence. */
export function deedText(action: Action): string {
  if (action.kind === 'answer') return `Answered ‘${action.answer}’.`;
  if (action.kind === 'call') {
    const { on, verb, args } = action.call;
    if (verb === 'type') return `Typed ‘${args[0]}’ in session ${on.name}.`;
    const given = args.flatMap((each) =>
      typeof each === 'object' && each && '$ref' in each ? [each.name] : [],
    );
    const made = on.name === '' && typeof args[0] === 'string' ? [args[0]] : [];
    const named = [on.name, ...made, ...given].filter(Boolean);
    return `${capital(wordsOf(verb))}: ${named.join(' → ') || 'the lab'}.`;
  }
  const { partition } = action;
  switch (action.kind) {
    case 'migrate':
      return `Sent ${partition} to ${action.to}.`;
    case 'cancel':
      return `Cancelled the move of ${partition}.`;
    case 'postcopy':
      return `Asked for post-copy of ${partition}.`;
    case 'hold':
      return `Stopped ${partition} until the copy is done.`;
    case 'go-on':
      return `Let ${partition} go on with the switchover.`;
    case 'recover':
      return `Brought the connection of ${partition} back.`;
    case 'fail':
      return action.what === 'link'
        ? `Cut the connection of ${partition}.`
        : `Let the ${action.what} of ${partition} fail.`;
    case 'change': {
      const set = Object.entries(action.changes).flatMap(([name, value]) => {
        const known = CHANGED[name as keyof MoveChanges];
        return known && value !== undefined ? [`${known.label} to ${known.show(value)}`] : [];
      });
      return `Set ${set.join(' and ') || 'something else'} for ${partition}.`;
    }
  }
}
