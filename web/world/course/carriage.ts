/** Memory on its way for a task, and what has been heard of it so far. */
import type { MoveFailure } from '../../model/migration.ts';
import type { MoveStatus } from '../../model/recording.ts';
import type { Carrier, CarryId, CarryNews, CarryOrder } from '../carrier.ts';
import type { Carried } from './step.ts';

export class Carriage {
  readonly id: CarryId;
  readonly partition: string;
  readonly #carrier: Carrier;
  readonly #from: string;
  readonly #to: string;
  #stopped = false;
  #resumed = false;
  #status: MoveStatus | null = null;
  #blocked = false;

  constructor(carrier: Carrier, order: CarryOrder) {
    this.#carrier = carrier;
    this.partition = order.partition;
    this.#from = order.from;
    this.#to = order.to;
    this.id = carrier.begin(order);
  }

  hear(news: CarryNews): void {
    if (news.what === 'ended') this.#status = news.status;
    else if (news.what === 'stopped') this.#stopped = true;
    else this.#resumed = true;
  }

  /** How it ended if it brought nothing over; null: it has not, or it did. */
  get failure(): MoveStatus | null {
    return this.#status === 'completed' ? null : this.#status;
  }

  has(until: NonNullable<Carried['until']>): boolean {
    if (this.#status === 'completed') return true;
    return (until === 'stopped' && this.#stopped) || (until === 'resumed' && this.#resumed);
  }

  block(blocked: boolean): void {
    if (this.#status !== null || blocked === this.#blocked) return;
    this.#blocked = blocked;
    this.#carrier.block(this.id, blocked);
  }

  /** Which of its ends a machine is; null: neither. */
  endAt(machine: string): 'source' | 'destination' | null {
    return machine === this.#from ? 'source' : machine === this.#to ? 'destination' : null;
  }

  /**
   * Nobody waits for it any more: it is called off, or ends with what broke. Where it cannot be called off any more,
   * what runs at the other end already is lost with the connection.
   */
  abandon(broken: MoveFailure | null): void {
    if (this.#status !== null) return;
    if (broken !== null) this.#carrier.act(this.id, { kind: 'fail', what: broken });
    else if (!this.#carrier.act(this.id, { kind: 'cancel' }))
      this.#carrier.act(this.id, { kind: 'fail', what: 'link' });
  }
}
