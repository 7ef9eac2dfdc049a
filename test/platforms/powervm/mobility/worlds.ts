/** Worlds in which something can move, and time that passes in them. */
import { seconds, type VirtualNs } from '../../../../web/model/units.ts';
import { PowerConductor } from '../../../../web/platforms/powervm/course/conductor.ts';
import { sceneOf } from '../../../../web/platforms/powervm/mobility/scene.ts';
import { describeWorld } from '../../../../web/platforms/powervm/objects/describe.ts';
import type { WorldDescription } from '../../../../web/platforms/powervm/objects/description.ts';
import type { PowerWorld } from '../../../../web/platforms/powervm/objects/world.ts';
import { RoundsCarrier } from './rounds-carrier.ts';

export function worldOf(description: WorldDescription): PowerWorld {
  const world = describeWorld(description);
  if (!world.ok) throw new Error(JSON.stringify(world.diagnostics));
  return world.value;
}

/** Two ready servers, and one partition on the first. */
export const two = (rest: Partial<WorldDescription> = {}): PowerWorld =>
  worldOf({
    systems: [{ name: 'p770-a' }, { name: 'p770-b' }],
    lpars: [{ name: 'app01', system: 'p770-a', memoryMb: 8192 }],
    ...rest,
  });

/** It writes faster than it can be copied, so that much is still missing after the switchover. */
export const busy = (): PowerWorld =>
  two({
    lpars: [
      {
        name: 'app01',
        system: 'p770-a',
        memoryMb: 8192,
        load: { dirtyMbPerSecond: 2000, hotSetMb: 4096, touchedShare: 1 },
      },
    ],
  });

export class Time {
  readonly carrier = new RoundsCarrier();
  readonly conductor: PowerConductor;
  #now = 0 as VirtualNs;

  constructor(world: PowerWorld) {
    this.conductor = new PowerConductor(sceneOf(world), this.carrier);
  }

  get now(): VirtualNs {
    return this.#now;
  }
  get world(): PowerWorld {
    return this.conductor.scene.world;
  }

  /** Until so many seconds from the start. */
  to(second: number): this {
    const until = seconds(second);
    for (;;) {
      const next = Math.min(this.carrier.nextNs, this.conductor.nextNs);
      if (next > until) break;
      this.#go(next as VirtualNs);
      const news = this.carrier.take();
      if (news) this.conductor.hear(news);
      else this.conductor.advance(this.#now, true);
    }
    this.#go(until);
    return this;
  }

  for(second: number): this {
    return this.to(this.#now / 1e9 + second);
  }

  /** Until a step of this name runs in the last task. */
  until(step: string, most = 100_000): this {
    for (let tried = 0; tried < most; tried++) {
      const running = this.conductor.tasks.at(-1)?.steps.find(({ status }) => status === 'running');
      if (running?.name === step) return this;
      const next = Math.min(this.carrier.nextNs, this.conductor.nextNs);
      if (!Number.isFinite(next)) break;
      this.to(next / 1e9);
    }
    throw new Error(`${step} was not reached`);
  }

  /** Until nothing happens by itself any more. */
  end(): this {
    for (let tried = 0; tried < 1_000_000; tried++) {
      const next = Math.min(this.carrier.nextNs, this.conductor.nextNs);
      if (!Number.isFinite(next)) return this;
      this.#go(next as VirtualNs);
      const news = this.carrier.take();
      if (news) this.conductor.hear(news);
      else this.conductor.advance(this.#now, true);
    }
    throw new Error('it does not end');
  }

  #go(at: VirtualNs): void {
    this.conductor.advance(at, false);
    this.#now = at;
    this.carrier.now = at;
  }
}
