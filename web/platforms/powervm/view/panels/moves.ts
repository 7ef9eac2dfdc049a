/** The progress board: what is under way, what waits, and what waits to be recovered. */
import type { VirtualNs } from '../../../../model/units.ts';
import type { Panel, Row } from '../../../../model/world-view.ts';
import type { Course } from '../../course/course.ts';
import { labelOf, type MoveState, type Scene } from '../../mobility/scene.ts';
import { lparOf } from '../../objects/world.ts';
import { recoverOffers, stopOffer } from '../offers.ts';
import { type CarriedAt, progressOf } from '../progress.ts';
import { bytesText, cell, secondsText } from '../words.ts';
import { column } from './column.ts';

export const movesPanel = (course: Course, scene: Scene, at: VirtualNs, carried: CarriedAt): Panel => ({
  id: 'moves',
  title: 'Moves under way',
  about: 'Partitions on their way: the phase each is in, and how much of its memory has come over.',
  columns: [
    column('name', 'Partition'),
    column('way', 'From – to'),
    column('type', 'Type', 'text', true),
    column('phase', 'Phase', 'state'),
    column('progress', 'Progress', 'bar'),
    column('sent', 'Sent', 'number', true),
    column('remaining', 'Remaining', 'number', true),
    column('movers', 'Movers', 'text', true),
    column('time', 'Since', 'number', true),
  ],
  rows: scene.moves.map((move) => moveRow(course, scene, move, at, carried)),
  offers: [],
});

const TONES = { waiting: 'quiet', on: 'busy', back: 'warn', failed: 'bad' } as const;

function moveRow(course: Course, scene: Scene, move: MoveState, at: VirtualNs, carried: CarriedAt): Row {
  const { order, type, pairs, going, failedOver } = move;
  const label = labelOf(scene, { system: order.source, name: order.lpar });
  const progress = progressOf(course, move, label, at, carried);
  const percent = Math.floor(progress.percent);
  const bytes = (value: number | null) => cell(value === null ? '' : bytesText(value));
  const pair = pairs[failedOver ? 1 : 0];
  return {
    id: `${order.source}/${order.lpar}`,
    cells: {
      name: cell(order.lpar),
      way: cell(`${order.source} – ${order.target}`),
      type: cell(type),
      phase: cell(progress.phase, TONES[going]),
      progress: cell(`${percent} %`, 'busy', percent / 100),
      sent: bytes(progress.sentBytes),
      remaining: bytes(progress.remainingBytes),
      movers: cell(pair ? `${pair.source} – ${pair.target}` : ''),
      time: cell(secondsText(progress.sinceNs)),
    },
    offers: going === 'failed' ? recoverOffers(label) : [stopOffer(label, progress)],
    details: [
      ['State on the source', stateOn(scene, order.source, order.lpar)],
      ['State on the target', stateOn(scene, order.target, order.lpar)],
      ['Second pair of movers', pairs[1] ? `${pairs[1].source} – ${pairs[1].target}` : 'none'],
      ...(failedOver ? [['Failover', 'The second pair streams.'] as const] : []),
    ],
  };
}

function stateOn({ world }: Scene, system: string, name: string): string {
  const lpar = lparOf(world, system, name);
  return lpar ? `${lpar.state}, ${lpar.migrationState}` : 'not there';
}
