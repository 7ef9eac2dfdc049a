/**
 * The memory of all moves on its way. It goes by the movers that a move was given when it began, at the rate that they
 * can; when one of them changes, or the second pair takes over, at the rate that this pair can.
 */
import type { Carrier, CarryId, CarryOrder } from '../../../world/carrier.ts';
import { moverId } from '../../../world/resources.ts';
import { carryOrder, streamLimit } from '../mobility/carry.ts';
import type { Constants } from '../mobility/constants.ts';
import { livingPair } from '../mobility/outages.ts';
import { moverRate } from '../mobility/rate.ts';
import { keyOfMove, lparNamed, moveOf, moveWith, type Scene, withMove } from '../mobility/scene.ts';
import { type PowerWorld, viosOf } from '../objects/world.ts';

export class Carriages implements Carrier {
  readonly #carrier: Carrier;
  readonly #constants: Constants;
  readonly #scene: () => Scene;
  /** By the move, with the rate it was last given. */
  readonly #underWay = new Map<string, { id: CarryId; limit: number }>();
  /** Of movers that have changed since the run began, what they can now. */
  readonly #rates = new Map<string, number>();
  #before: PowerWorld;

  constructor(carrier: Carrier, constants: Constants, scene: () => Scene) {
    this.#carrier = carrier;
    this.#constants = constants;
    this.#scene = scene;
    this.#before = scene().world;
  }

  /** As it is ordered now, and not as it was when the move was asked for. */
  begin(order: CarryOrder): CarryId {
    const scene = this.#scene();
    const lpar = lparNamed(scene, order.partition);
    const move = lpar && moveOf(scene, lpar);
    if (!move) return this.#carrier.begin(order);
    const now = carryOrder(scene, move, lpar, this.#constants);
    const id = this.#carrier.begin(now);
    this.#underWay.set(keyOfMove(move), { id, limit: now.tuning.maxBandwidthBytesPerSecond });
    return id;
  }

  act: Carrier['act'] = (id, act) => this.#carrier.act(id, act);
  block: Carrier['block'] = (id, blocked) => this.#carrier.block(id, blocked);
  serve: Carrier['serve'] = (mover, bytesPerSecond) => this.#carrier.serve(mover, bytesPerSecond);
  progress: Carrier['progress'] = (id) => this.#carrier.progress(id);

  /** Bytes over and to come of a move; null: nothing of it is on its way. */
  progressOf(key: string): { sentBytes: number; remainingBytes: number } | null {
    const carried = this.#underWay.get(key);
    return carried ? this.#carrier.progress(carried.id) : null;
  }

  /** What a mover can share out among its moves follows its processors. */
  #serve(world: PowerWorld): void {
    const before = this.#before;
    this.#before = world;
    for (const vios of world.vioses) {
      const was = viosOf(before, vios.system, vios.name);
      if (vios === was) continue;
      const mover = moverId(vios.system, vios.name);
      const known = this.#rates.get(mover) ?? (was && moverRate(before, was, this.#constants));
      const rate = moverRate(world, vios, this.#constants);
      if (rate === known) continue;
      this.#rates.set(mover, rate);
      this.#carrier.serve(mover, rate);
    }
  }

  /** The world has changed: rates follow, and a second pair takes over. */
  steer(): Scene {
    let scene = this.#scene();
    this.#serve(scene.world);
    for (const [key, { id, limit }] of this.#underWay) {
      const move = moveWith(scene, key);
      const pair = move && livingPair(scene.world, move);
      if (!move) this.#underWay.delete(key);
      if (!move || !pair) continue;
      const failedOver = pair !== move.pairs[0];
      if (failedOver !== move.failedOver) scene = withMove(scene, key, { failedOver });
      const rate = streamLimit(scene.world, move, pair, this.#constants);
      if (rate === limit || !Number.isFinite(rate)) continue;
      this.#carrier.act(id, { kind: 'change', changes: { maxBandwidthBytesPerSecond: rate } });
      this.#underWay.set(key, { id, limit: rate });
    }
    return scene;
  }
}
