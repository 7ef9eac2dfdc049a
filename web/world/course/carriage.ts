/** Memory on its way for a task, and what has been heard of it so far. */
import type { MoveStatus } from '../../model/recording.ts';
import type { Carrier, CarryId, CarryNews, CarryOrder } from '../carrier.ts';
import type { Carried } from './step.ts';

export class Carriage {
  readonly id: CarryId;
  readonly partition: string;
  readonly #carrier: Carrier;
  #stopped = false;
  #resumed = false;
  #status: MoveStatus | null = null;
  #blocked = false;

  constructor(carrier: Carrier, order: CarryOrder) {
    this.#carrier = carrier;
    this.partition = order.partition;
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

  /** Nobody waits for it any more. What runs at the other end already is lost with the connection. */
  abandon(): void {
    if (this.#status !== null) return;
    if (!this.#carrier.act(this.id, { kind: 'cancel' }))
      this.#carrier.act(this.id, { kind: 'fail', what: 'link' });
  }
}
