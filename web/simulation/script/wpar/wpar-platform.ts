/** The WPAR Manager within a run. */
import type { Call } from '../../../model/call.ts';
import type { TaskRecord } from '../../../model/task-record.ts';
import type { VirtualNs } from '../../../model/units.ts';
import { WparConductor } from '../../../platforms/wpar/course/conductor.ts';
import { worldAt } from '../../../platforms/wpar/course/course.ts';
import { pausesOf } from '../../../platforms/wpar/course/pauses.ts';
import type { WparWorld } from '../../../platforms/wpar/objects/world.ts';
import type { Carrier } from '../../../world/carrier.ts';
import type { Platform } from '../platform.ts';

export type WparConsole = typeof import('./wpar-console.ts');

export class WparPlatform extends WparConductor implements Platform {
  readonly #console: WparConsole;

  constructor(world: WparWorld, carrier: Carrier, console: WparConsole) {
    super(world, carrier);
    this.#console = console;
  }

  view(at: VirtualNs) {
    return this.#console.viewOf(this, at);
  }
  check(at: VirtualNs, call: Call) {
    return this.#console.examine(worldAt(this, at), call);
  }
  command(at: VirtualNs, line: string) {
    return this.#console.command(this, at, line);
  }

  told(upTo: VirtualNs): TaskRecord[] {
    const targets = new Set(this.tasks.map(({ target }) => target));
    const known = new Map(
      this.world.wpars.flatMap(({ name }) =>
        targets.has(name) ? [[name, pausesOf(this.snapshots, name, upTo)] as const] : [],
      ),
    );
    return this.tasks.map((task) => {
      const { fromNs, toNs } = { fromNs: task.requestedNs, toNs: task.endNs ?? upTo };
      const pauses = known
        .get(task.target)
        ?.filter((pause) => pause.fromNs >= fromNs && pause.fromNs <= toNs);
      return pauses ? { ...task, pauses } : task;
    });
  }
}
