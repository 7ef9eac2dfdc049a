/** PowerVM within a run: the consoles at work, and their answers about any moment. */
import type { Call } from '../../../model/call.ts';
import type { Samples } from '../../../model/recording.ts';
import type { Examination } from '../../../model/rule-finding.ts';
import type { VirtualNs } from '../../../model/units.ts';
import type { TerminalAnswer, WorldView } from '../../../model/world-view.ts';
import { awayOf } from '../../../platforms/powervm/course/away.ts';
import { PowerConductor } from '../../../platforms/powervm/course/conductor.ts';
import { sceneAt } from '../../../platforms/powervm/course/course.ts';
import { orderOfCall } from '../../../platforms/powervm/mobility/asked.ts';
import type { Constants } from '../../../platforms/powervm/mobility/constants.ts';
import { examined } from '../../../platforms/powervm/mobility/examine.ts';
import { sceneOf } from '../../../platforms/powervm/mobility/scene.ts';
import type { PowerWorld } from '../../../platforms/powervm/objects/world.ts';
import { command } from '../../../platforms/powervm/terminal/command.ts';
import { viewOf } from '../../../platforms/powervm/view/view.ts';
import type { Carrier } from '../../../world/carrier.ts';
import type { Fleet } from '../../fleet.ts';
import type { Journey } from '../../journey.ts';
import type { Platform } from '../platform.ts';

export class PowerPlatform extends PowerConductor implements Platform {
  readonly #fleet: () => Fleet | null;
  /** Of copies that have ended; those under way grow. */
  readonly #samples = new Map<Journey, Samples>();

  constructor(world: PowerWorld, constants: Constants, carrier: Carrier, fleet: () => Fleet | null) {
    super(sceneOf(world), carrier, constants);
    this.#fleet = fleet;
  }

  view(at: VirtualNs): WorldView {
    return viewOf(this, at, this.#carried);
  }

  check(at: VirtualNs, call: Call): Examination | null {
    const scene = sceneAt(this, at);
    const order = orderOfCall(scene, call);
    return order && examined(scene, order, this.constants);
  }

  command(at: VirtualNs, line: string): TerminalAnswer {
    return command(this, at, line, this.#carried);
  }

  awayOf(partition: string, upTo: VirtualNs) {
    return awayOf(this, partition, upTo);
  }

  /** The copy of a partition that had begun by then. */
  journeyOf(partition: string, at: VirtualNs): Journey | undefined {
    return this.#fleet()?.journeys.findLast(
      ({ move, startNs }) => move.partition === partition && startNs <= at,
    );
  }

  readonly #carried = (partition: string, at: VirtualNs) => {
    const journey = this.journeyOf(partition, at);
    if (!journey) return null;
    const { atNs, sentBytes, remainingBytes } = this.#samplesOf(journey);
    let row = 0;
    while (row + 1 < atNs.length && (atNs[row + 1] ?? 0) <= at) row++;
    return { sentBytes: sentBytes[row] ?? 0, remainingBytes: remainingBytes[row] ?? 0 };
  };

  #samplesOf(journey: Journey): Samples {
    const kept = this.#samples.get(journey);
    if (kept) return kept;
    const { samples } = journey.record();
    if (journey.endNs !== null) this.#samples.set(journey, samples);
    return samples;
  }
}
