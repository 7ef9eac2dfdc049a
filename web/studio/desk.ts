/**
 * Where what the console offers becomes deeds: a form is opened, a question is asked once more, a move is held against
 * the rules first. The page's elements say what was chosen; what stands open here is drawn by one dialog.
 */
import type { Call } from '../model/call.ts';
import type { RuleFix } from '../model/rule-finding.ts';
import type { Form, MoveOffer, Offer } from '../model/world-view.ts';
import { errorsOf, Inquiry } from './inquiry.ts';
import { type Place, placeOf } from './places.ts';
import { Store } from './store.ts';
import { Transcript } from './transcript.ts';
import type { WorldPort } from './world.ts';

export type Pending =
  | { kind: 'form'; form: Form }
  | { kind: 'question'; text: string; label: string; calls: readonly Call[] };

/** A move that the rules refuse; it can be begun all the same, to see how it fails. */
export interface HeldMove {
  call: Call;
  title: string;
  errors: number;
}

export class Desk {
  readonly world: WorldPort;
  readonly inquiry: Inquiry;
  readonly transcript: Transcript;
  readonly pending = new Store<Pending | null>(null);
  readonly held = new Store<HeldMove | null>(null);
  /** The row that somebody was led to. */
  readonly place = new Store<Place | null>(null);
  /** Counts what was done, for those who turn to it. */
  readonly done = new Store(0);

  constructor(
    world: WorldPort,
    later: (act: () => void, ms: number) => void = (act, ms) => void setTimeout(act, ms),
  ) {
    this.world = world;
    this.inquiry = new Inquiry(world, later);
    this.transcript = new Transcript(world);
    this.inquiry.asked.subscribe((asked) => {
      const held = this.held.get();
      if (!held || asked?.call !== held.call || !asked.examination) return;
      const errors = errorsOf(asked.examination);
      if (errors !== held.errors) this.held.set(errors > 0 ? { ...held, errors } : null);
    });
  }

  choose({ label, call, form, refused, confirm }: Offer): void {
    if (refused) return;
    if (form) this.pending.set({ kind: 'form', form });
    else if (call && confirm) this.pending.set({ kind: 'question', text: confirm, label, calls: [call] });
    else if (call) void this.perform([call]);
  }

  /** Only what the rules let through begins at once; of what is refused they say everything that is against it. */
  async move({ call, refused }: MoveOffer): Promise<boolean> {
    this.held.set(null);
    const examination = await this.inquiry.ask(call);
    const errors = errorsOf(examination);
    if (errors === 0 && refused === null) return this.perform([call]);
    if (errors > 0) this.held.set({ call, title: examination?.title ?? '', errors });
    return false;
  }

  /** Despite what the rules say. */
  insist(): void {
    const held = this.held.get();
    if (held) void this.perform([held.call]);
  }

  fix({ label, calls, stops }: RuleFix): void {
    if (stops.length === 0) void this.perform(calls);
    else {
      const text = `This stops ${listed(stops)}. Go on?`;
      this.pending.set({ kind: 'question', text, label, calls });
    }
  }

  /** One after the other; the first that is refused ends it. */
  async perform(calls: readonly Call[]): Promise<boolean> {
    this.pending.set(null);
    const held = this.held.get();
    if (held && calls.includes(held.call)) this.held.set(null);
    for (const call of calls) if (!(await this.world.perform(call))) return false;
    this.done.set(this.done.get() + 1);
    await this.inquiry.again();
    return true;
  }

  /** To the row of what somebody wants to see. Answers whether there is one. */
  lead(object: string): boolean {
    const view = this.world.view.get();
    const place = view && placeOf(view, object);
    if (place) this.place.set({ ...place });
    return Boolean(place);
  }
}

/** `a`, `a and b`, `a, b and c`. */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
