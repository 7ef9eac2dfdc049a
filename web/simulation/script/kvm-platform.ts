/** The KVM world of a run: hosts and guests as they were at every moment, and what its console says of them. */
import type { Call } from '../../model/call.ts';
import type { Diagnostic, Result } from '../../model/result.ts';
import type { Examination } from '../../model/rule-finding.ts';
import type { Move } from '../../model/scenario.ts';
import { type VirtualNs, ZERO_NS } from '../../model/units.ts';
import type { TerminalAnswer, WorldView } from '../../model/world-view.ts';
import { type KvmMove, type MoveOptions, setupOfRecord } from '../../platforms/kvm/migration/setup.ts';
import { command } from '../../platforms/kvm/monitor/command.ts';
import { EMPTY, type KvmWorld } from '../../platforms/kvm/objects/world.ts';
import { examine, requestOf } from '../../platforms/kvm/rules/examine.ts';
import { viewOf } from '../../platforms/kvm/view/view.ts';
import type { Fleet } from '../fleet.ts';
import type { Platform } from './platform.ts';

export class KvmHistory {
  readonly #snapshots: { at: VirtualNs; world: KvmWorld }[] = [{ at: ZERO_NS, world: EMPTY }];
  readonly #options = new Map<Move, MoveOptions>();

  get world(): KvmWorld {
    return this.#snapshots.at(-1)?.world ?? EMPTY;
  }

  worldAt(at: VirtualNs): KvmWorld {
    return (this.#snapshots.findLast((each) => each.at <= at) ?? this.#snapshots[0])?.world ?? EMPTY;
  }

  /** Takes what a change has made of the world; or says what was wrong with it. */
  take(at: VirtualNs, changed: Result<KvmWorld>): Diagnostic[] {
    if (!changed.ok) return changed.diagnostics;
    this.#snapshots.push({ at, world: changed.value });
    return [];
  }

  began(move: Move, options: MoveOptions): void {
    this.#options.set(move, options);
  }

  /** All moves so far, each with the way in which it was begun. */
  moves(fleet: Fleet | null): KvmMove[] {
    return (fleet?.journeys ?? []).map((journey) => {
      const record = (fleet as Fleet).recordOf(journey);
      const options = this.#options.get(journey.move) ?? {};
      return { record, setup: setupOfRecord(this.worldAt(record.startNs), record, options) };
    });
  }
}

/** It has no tasks of its own: moves are the fleet's. */
export class KvmPlatform implements Platform {
  readonly nextNs = Infinity;
  readonly tasks = [];
  readonly #history: KvmHistory;
  readonly #fleet: () => Fleet | null;
  /** Nothing is asked before the run is complete. */
  #moves: KvmMove[] | null = null;

  constructor(history: KvmHistory, fleet: () => Fleet | null) {
    this.#history = history;
    this.#fleet = fleet;
  }

  advance(): void {}
  hear(): void {}

  view(at: VirtualNs): WorldView {
    return viewOf(this.#history.worldAt(at), this.#known, at);
  }

  check(at: VirtualNs, call: Call): Examination | null {
    const request = requestOf(call);
    return request && examine({ world: this.#history.worldAt(at), moves: this.#known, at }, request);
  }

  command(at: VirtualNs, line: string): TerminalAnswer {
    return command(this.#history.worldAt(at), this.#known, at, line);
  }

  get #known(): KvmMove[] {
    this.#moves ??= this.#history.moves(this.#fleet());
    return this.#moves;
  }
}
