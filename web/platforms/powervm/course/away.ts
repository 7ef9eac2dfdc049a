/** When a partition runs nowhere: shut down, suspended, crashed, or lost with its server. Its moves are not counted. */
import type { Span } from '../../../model/recording.ts';
import { ns, type VirtualNs } from '../../../model/units.ts';
import { lparNamed } from '../mobility/scene.ts';
import type { LparState } from '../objects/lpar-state.ts';
import type { Course } from './course.ts';

const RUNNING: readonly LparState[] = ['Running', 'Migrating - Running'];

/** Null: there never was a partition of that name. */
export function awayOf(
  { snapshots }: Pick<Course, 'snapshots'>,
  name: string,
  upTo: VirtualNs,
): Span[] | null {
  const spans: Span[] = [];
  let known = false;
  let since: VirtualNs | null = null;
  for (const { at, scene } of snapshots) {
    if (at > upTo) break;
    const lpar = lparNamed(scene, name);
    known ||= lpar !== undefined;
    const runs = lpar !== undefined && RUNNING.includes(lpar.state) && !lpar.crashed;
    if (!runs) since ??= at;
    else if (since !== null) {
      if (at > since) spans.push({ fromNs: since, toNs: at });
      since = null;
    }
  }
  if (!known) return null;
  return since === null ? spans : [...spans, { fromNs: since, toNs: ns(Math.max(since, upTo)) }];
}
