/** What stands above a migration, looks at it now and then, and steps in: the `orchestration` of its policy. */
import type { Policy } from '../../model/policy.ts';
import { ms, type VirtualNs } from '../../model/units.ts';
import type { Look, Order } from './order.ts';
import { Ramp } from './ramp.ts';
import { Stall } from './stall.ts';
import { Timeouts } from './timeouts.ts';

export class Orchestrator {
  readonly #everyNs: VirtualNs;
  readonly #ramp: Ramp | null;
  readonly #stall: Stall | null;
  readonly #timeouts: Timeouts;
  #looks = 0;

  /** @param policy as the migration follows it */
  constructor(policy: Policy, memoryBytes: number) {
    const { pollMs, downtimeRamp, stallDetector } = policy.orchestration;
    this.#everyNs = ms(pollMs);
    const limitMs = policy.stopRule.estimatedDowntimeMs ?? 0;
    this.#ramp = downtimeRamp && new Ramp(downtimeRamp, memoryBytes, limitMs);
    this.#stall = stallDetector && new Stall(stallDetector, policy, memoryBytes);
    this.#timeouts = new Timeouts(policy, memoryBytes);
  }

  /** Null where a policy has nothing that ever steps in. */
  static for(policy: Policy, memoryBytes: number): Orchestrator | null {
    const { downtimeRamp, stallDetector, timeouts } = policy.orchestration;
    const idle = !downtimeRamp && !stallDetector && timeouts.length === 0;
    return idle ? null : new Orchestrator(policy, memoryBytes);
  }

  /** Whether it wants to see each sync; where it does not poll, that is all that it sees. */
  get heedsSyncs(): boolean {
    return this.#everyNs === 0 || this.#stall !== null;
  }

  /** When it looks next, since the migration's start. */
  get nextLookNs(): number {
    return this.#everyNs > 0 ? (this.#looks + 1) * this.#everyNs : Infinity;
  }

  /** The moment `nextLookNs` has come. */
  poll(look: Look): Order[] {
    this.#looks++;
    return this.#judge(look, this.#stall?.poll(look) ?? null);
  }

  /** The log has just been looked at. */
  sync(look: Look): Order[] {
    const own = this.#stall?.sync(look).order ?? null;
    return this.#everyNs > 0 ? listOf(own) : this.#judge(look, own ?? this.#stall?.poll(look) ?? null);
  }

  #judge(look: Look, stall: Order | null): Order[] {
    const raised = this.#stall?.switchoverAsked ? null : (this.#ramp?.look(look) ?? null);
    const late = this.#timeouts.look(look, this.#stall?.switchoverAsked ?? false);
    return listOf(raised, stall, late);
  }
}

const listOf = (...orders: (Order | null)[]): Order[] => orders.filter((order) => order !== null);
