/** The WPAR Manager at a moment: the machines, its panels, and what somebody sees who is logged in. */
import type { VirtualNs } from '../../../model/units.ts';
import type { HostView, Panel, WorldView } from '../../../model/world-view.ts';
import { type Course, worldAt } from '../course/course.ts';
import type { WparWorld } from '../objects/world.ts';
import type { Session } from '../session/session.ts';
import { sessionAt } from '../session/session-at.ts';
import { hostViews } from './hosts.ts';
import { filesPanel } from './panels/files.ts';
import { partitionsPanel } from './panels/partitions.ts';
import { constantsPanel, policiesPanel } from './panels/policies.ts';
import { systemsPanel } from './panels/systems.ts';

interface Shown {
  sessions: string;
  hosts: readonly HostView[];
  panels: readonly Panel[];
}

/** The same world is drawn many times: what it looks like is worked out once. */
const known = new WeakMap<WparWorld, Shown>();

export function viewOf(course: Pick<Course, 'snapshots' | 'sessions'>, at: VirtualNs): WorldView {
  const world = worldAt(course, at);
  const sessions = course.sessions.filter(({ openedNs }) => openedNs <= at);
  const { hosts, panels } = shown(world, sessions);
  const session = sessions.at(-1);
  return {
    platform: 'wpar',
    console: 'WPAR Manager',
    hosts,
    panels,
    session: session ? sessionAt(course, session, at) : null,
  };
}

function shown(world: WparWorld, sessions: readonly Session[]): Shown {
  const ids = sessions.map(({ id }) => id).join(' ');
  const found = known.get(world);
  if (found?.sessions === ids) return found;
  const made: Shown = {
    sessions: ids,
    hosts: hostViews(world, sessions),
    panels: [
      partitionsPanel(world, sessions),
      systemsPanel(world),
      filesPanel(world),
      policiesPanel(world),
      constantsPanel(world),
    ],
  };
  known.set(world, made);
  return made;
}
