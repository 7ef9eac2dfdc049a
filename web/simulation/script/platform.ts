/** A platform within a run: its conductor once time has begun, and its answers about any moment that has been computed. */
import type { Call } from '../../model/call.ts';
import type { Span } from '../../model/recording.ts';
import type { Examination } from '../../model/rule-finding.ts';
import type { TaskRecord } from '../../model/task-record.ts';
import type { VirtualNs } from '../../model/units.ts';
import type { TerminalAnswer, WorldView } from '../../model/world-view.ts';
import type { Conductor } from '../../world/conductor.ts';

export interface Platform extends Conductor {
  view(at: VirtualNs): WorldView;
  /** Null: it has nothing to say of such a call. */
  check(at: VirtualNs, call: Call): Examination | null;
  command(at: VirtualNs, line: string): TerminalAnswer;
  /** When nobody of a partition answers, beside its moves; absent or null: it cannot tell. */
  awayOf?(partition: string, upTo: VirtualNs): Span[] | null;
  /** Its tasks as they are kept when the run is over; absent: as they are. */
  told?(upTo: VirtualNs): TaskRecord[];
}
