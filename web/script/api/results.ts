/** What a script gets to know of a move. */
import { field, shape } from '../define.ts';
import { choice, number, orNull, quantity, TEXT } from '../kinds.ts';

const time = quantity('time');
const size = quantity('size');
const rate = quantity('rate');
const count = number();

export const POSTCOPY_OUTCOME = shape('PostcopyOutcome', 'What followed after the switchover.', {
  sent: field(size, 'Sent after the switchover.'),
  requests: field(count, 'Pages that the destination asked for.'),
  blocked: field(time, 'Time that virtual CPUs waited for pages, summed over all of them.'),
});

export const DISKS_OUTCOME = shape('DisksOutcome', 'Disks that were copied along.', {
  took: field(time, 'Until the memory could follow, or the move was over.'),
  sent: field(size, 'All that was sent of them, with what was written meanwhile.'),
  left: field(
    size,
    'What had not followed when the partition stopped. QEMU sends it in the pause; here the pause gets no longer by it.',
  ),
});

export const OUTCOME = shape('Outcome', 'How a move ended.', {
  status: field(
    choice('completed', 'cancelled', 'failed', 'lost', 'paused', 'unfinished'),
    '`failed`: the partition runs on the source. `lost`: neither side has all of it. `paused`: post-copy waits for its connection.',
  ),
  from: field(TEXT, 'The source.'),
  to: field(TEXT, 'The destination.'),
  total: field(time, 'From its start to its end, without what was done before, such as copying disks.'),
  downtime: field(time, 'The pause, as the migration itself reports it.'),
  gap: field(time, 'The pause, as a client sees it.'),
  sent: field(size, 'Everything that was put on the wire.'),
  rounds: field(count, 'Rounds of copying while the partition ran.'),
  resentPages: field(count, 'Pages that were sent more than once.'),
  zeroPages: field(count, 'Pages that were sent as a mark, because they held only zeros.'),
  throttle: field(count, 'Strongest throttling of the guest, percent.'),
  deltaPages: field(
    count,
    'Pages that were sent as their difference, or not at all where there was none (xbzrle).',
  ),
  deltaOverflows: field(
    count,
    'Pages that were sent whole, because their difference would have been larger.',
  ),
  deltaMisses: field(
    count,
    'Pages that were sent whole, because what had been sent before was not in the cache.',
  ),
  disks: field(orNull(DISKS_OUTCOME), 'Null unless disks were copied along.'),
  postcopy: field(orNull(POSTCOPY_OUTCOME), 'Null unless it went over to post-copy.'),
});

export const MOVE_INFO = shape('MoveInfo', 'A move at this moment.', {
  status: field(
    choice('mirroring', 'running', 'waiting', 'stopped', 'postcopy', 'paused', 'ended'),
    '`mirroring`: its disks are copied first. `waiting`: it stands still until it is told to go on. `stopped`: the last pages are sent while the partition stands still. `paused`: post-copy waits for its connection.',
  ),
  elapsed: field(time, 'Since the command.'),
  sent: field(size, 'Put on the wire so far.'),
  remaining: field(size, 'Pages that wait to be sent.'),
  dirtyRate: field(rate, 'Memory found dirty per second, as the migration itself saw it last.'),
  bandwidth: field(rate, 'Of the last window of 100 ms.'),
  disksLeft: field(size, 'Of disks that are copied along: what has to follow.'),
  threshold: field(size, 'It switches over when no more than this remains.'),
  rounds: field(count, 'Rounds so far.'),
  throttle: field(count, 'How much the guest is throttled, percent.'),
});
