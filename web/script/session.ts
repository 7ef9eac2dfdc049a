/**
 * A script at work: each of its calls is read against the API's description, done by the world, and answered. What it did
 * wrong keeps the place in the text where it did it.
 */
import type { Diagnostic } from '../model/result.ts';
import type { ScriptDiagnostic, ScriptPlace } from '../model/script.ts';
import { absence } from './absent.ts';
import { FUNCTIONS, THINGS } from './api/module.ts';
import { placeOfArgument, placeOfOption, type Way } from './argument-place.ts';
import type { Any, Arg, ArgsOf, GivesOf, Thing, Verb } from './define.ts';
import { diagnosticOfCap, diagnosticOfThrown, placeOfStack } from './diagnostics.ts';
import { type Kind, type Misfit, misfit, type Read } from './kinds.ts';
import { calledName, namedAt, placeOfName } from './places.ts';
import { ABSENT, moduleSource } from './prelude.ts';
import type { Progress, Sandbox, SandboxMaker, Thrown } from './sandbox.ts';
import type { Program } from './strip.ts';

/** Where in the script a call stands; found out when somebody asks. */
export interface Site {
  place(): ScriptPlace | null;
}

/** Why the world does not do what the script asked for: the error that it gets. */
export interface No {
  ok: false;
  name: 'Refused' | 'Superseded' | 'Error';
  diagnostics: readonly Diagnostic[];
  /** What to place it at: an argument, or an option in one, by its path: `options.bandwidth`. */
  at?: string;
}

export type Answer<T> = { ok: true; value: T } | No;

export const yes = <T>(value: T): Answer<T> => ({ ok: true, value });
export const no = (name: No['name'], ...diagnostics: Diagnostic[]): No => ({ ok: false, name, diagnostics });
/** An argument that is possible by itself, and not here. */
export const noSuch = (at: string, what: string, fix: string): No => ({
  ...no('Error', { what, fix }),
  at,
});

/** It stands in no script. */
export const NOWHERE: Site = { place: () => null };

/** Told what was done by hand: the verb (`Move.cancel`), of which thing, with which answer. */
export type Hand = (op: string, self: number, answer: Answer<unknown>) => void;

/** A verb that waits is answered later, by `Session.wake` with this number. */
export type WaitId = number;

type Doer<V extends Verb> = (
  self: number,
  args: ArgsOf<V>,
  site: Site,
  wait: WaitId,
) => Answer<V extends { waits: true } ? undefined : GivesOf<V>>;

type ThingDoers<T extends Thing> = { [K in keyof T['can']]: Doer<T['can'][K]> } & {
  [K in keyof T['has']]: (self: number) => GivesOf<T['has'][K]>;
} & (T extends { awaits: object }
    ? { awaited: (self: number, args: [], site: Site, wait: WaitId) => Answer<undefined> }
    : unknown);

/** What the world does with each function, verb and property of the API. */
export type Doers = { [K in keyof typeof FUNCTIONS]: Doer<(typeof FUNCTIONS)[K]> } & {
  [K in keyof typeof THINGS]: ThingDoers<(typeof THINGS)[K]>;
};

/** How a script is doing: `failed` with what the world refused, `stopped` by a cap. */
export type ScriptState =
  | { state: 'waiting' | 'returned' }
  | { state: 'failed'; name: string; diagnostics: ScriptDiagnostic[] }
  | { state: 'stopped'; diagnostics: ScriptDiagnostic[] };

interface Fault {
  name: string;
  diagnostics: readonly Diagnostic[];
  /** Where each stands; looked up for those that nobody catches. */
  places: () => (ScriptPlace | null)[];
  /** Whether they are told in the order of the text, else as the world told them. */
  byPlace?: true;
}

interface Described {
  verb: Pick<Verb, 'args' | 'waits'> & { gives: Kind<Any> | null };
  doer: (...args: Any[]) => Any;
  property: boolean;
}

export class Session {
  readonly #program: Program;
  readonly #doers: Doers;
  readonly #faults: Fault[] = [];
  /** What comes later: of which kind, and who asked for it. */
  readonly #waits = new Map<WaitId, { gives: Kind<Any> | null; site: Site }>();
  #lastWait = 0;
  #hand: Hand | null = null;
  #sandbox!: Sandbox;

  private constructor(program: Program, doers: Doers) {
    this.#program = program;
    this.#doers = doers;
  }

  static async open(maker: SandboxMaker, program: Program, doers: Doers): Promise<Session> {
    const session = new Session(program, doers);
    session.#sandbox = await maker.open((request, stack) => session.#answer(request, stack));
    return session;
  }

  /** Runs the script up to where it first waits. */
  start(): ScriptState {
    return this.#stateOf(this.#sandbox.start(moduleSource(), this.#program.code));
  }

  /**
   * Gives a call that waits its answer, and runs the script up to where it waits again.
   * @param hand what it does meanwhile a person does, and it stands in no line; told of each verb and its answer
   */
  wake(wait: WaitId, answer: Answer<unknown>, hand: Hand | null = null): ScriptState {
    const { gives, site } = this.#waits.get(wait) ?? { gives: null, site: NOWHERE };
    this.#waits.delete(wait);
    const message = answer.ok
      ? { id: wait, value: answer.value === undefined ? null : gives?.write(answer.value) }
      : { id: wait, error: this.#fault(answer.name, answer.diagnostics, site.place()) };
    this.#hand = hand;
    const state = this.#stateOf(this.#sandbox.resume(JSON.stringify(message)));
    this.#hand = null;
    return state;
  }

  /** How it failed where nobody awaits what failed; null: nowhere. To be asked when nothing can take it up any more. */
  unheard(): (ScriptState & { state: 'failed' }) | null {
    const thrown = this.#sandbox.unheard();
    return thrown && this.#failed(thrown);
  }

  get waits(): number {
    return this.#waits.size;
  }

  /** Where it began to wait last, of what it still waits for; null: nowhere that it could say. */
  get waitsAt(): ScriptPlace | null {
    for (const { site } of [...this.#waits.values()].reverse()) {
      const place = site.place();
      if (place) return place;
    }
    return null;
  }

  #answer(request: string, stack: string): string {
    const [op, self, given] = JSON.parse(request) as [string, number, unknown];
    const args: readonly unknown[] = Array.isArray(given) ? given : [];
    if (op === ABSENT) {
      const [kind, name] = args.map(String) as [string, string];
      const said = absence(kind, name);
      return JSON.stringify(said ? { error: this.#misnamed(name, said, stack) } : { value: null });
    }
    const described = this.#described(op);
    if (!described) {
      const message = `${op.split('.')[0]} is not there: write the platform's name out, as in lab.kvm.`;
      return JSON.stringify({ error: { name: 'Error', message } });
    }
    const site = this.#hand ? NOWHERE : this.#siteOf(stack);
    const { verb, doer, property } = described;
    if (property) return JSON.stringify({ value: verb.gives?.write(doer(self)) });
    const read = readArgs(verb.args, args);
    if (!read.ok) return JSON.stringify({ error: this.#misuse(verb.args, few(read.misfits), stack) });
    const wait = verb.waits ? ++this.#lastWait : 0;
    const answer: Answer<unknown> = doer(self, read.value, site, wait);
    this.#hand?.(op, self, answer);
    if (!answer.ok) return JSON.stringify({ error: this.#refusal(verb.args, answer, stack) });
    if (verb.waits) {
      this.#waits.set(wait, { gives: verb.gives, site });
      return JSON.stringify({ value: { $wait: wait } });
    }
    return JSON.stringify({ value: answer.value === undefined ? null : verb.gives?.write(answer.value) });
  }

  #described(op: string): Described | null {
    const [first = '', second] = op.split('.');
    if (second === undefined) {
      const verb = (FUNCTIONS as Record<string, Verb>)[first];
      return verb ? { verb, doer: (this.#doers as Any)[first], property: false } : null;
    }
    const thing = (THINGS as Record<string, Thing>)[first];
    const awaited = second === 'then' && thing?.awaits !== undefined;
    const doer = (this.#doers as Any)[first]?.[awaited ? 'awaited' : second];
    if (!thing || !doer) return null;
    if (awaited && thing.awaits) {
      return { verb: { args: [], waits: true, gives: thing.awaits.gives }, doer, property: false };
    }
    const verb = thing.can[second];
    if (verb) return { verb, doer, property: false };
    const property = thing.has[second];
    return property ? { verb: { args: [], gives: property.gives }, doer, property: true } : null;
  }

  #siteOf(stack: string): Site {
    return {
      place: () => {
        const place = placeOfStack(this.#program, stack);
        return place && calledName(this.#program.source, place);
      },
    };
  }

  #misuse(args: Verb['args'], misfits: readonly Misfit[], stack: string) {
    const places = () => {
      const call = placeOfStack(this.#program, stack);
      return misfits.map(
        ({ path, given }) =>
          call && placeOfArgument(this.#program.source, call, wayTo(args, path, given === undefined)),
      );
    };
    return this.#keep({ name: 'TypeError', diagnostics: misfits.map(aboutOption), places, byPlace: true });
  }

  /** A name that is not there. */
  #misnamed(name: string, said: Diagnostic, stack: string) {
    const places = () => {
      const place = placeOfStack(this.#program, stack);
      return [place && placeOfName(this.#program.source, place, name)];
    };
    return this.#keep({ name: 'TypeError', diagnostics: [said], places });
  }

  #refusal(args: Verb['args'], { name, diagnostics, at }: No, stack: string) {
    const places = () => {
      const { source } = this.#program;
      const call = placeOfStack(this.#program, stack);
      if (!call) return [];
      const called = calledName(source, call);
      const place = at === undefined ? called : placeOfArgument(source, call, wayTo(args, at, false));
      return diagnostics.map(({ where }) => placeOfOption(source, call, lastWord(where)) ?? place);
    };
    return this.#keep({ name, diagnostics, places });
  }

  #fault(name: string, diagnostics: readonly Diagnostic[], place: ScriptPlace | null) {
    return this.#keep({ name, diagnostics, places: () => diagnostics.map(() => place) });
  }

  /** The error as the script sees it; by its number it is known again when nobody catches it. */
  #keep(fault: Fault) {
    const message = fault.diagnostics.map(({ what, fix }) => (fix ? `${what} ${fix}` : what)).join(' ');
    const findings = fault.diagnostics.map(({ what, where, fix }) => ({ what, where, fix }));
    return { name: fault.name, message, findings, fault: this.#faults.push(fault) - 1 };
  }

  #stateOf(progress: Progress): ScriptState {
    switch (progress.state) {
      case 'waiting':
      case 'returned':
        return { state: progress.state };
      case 'stopped': {
        const seen = placeOfStack(this.#program, progress.stack);
        // Where nothing else is known, the interpreter names the beginning.
        const place = seen && (seen.line > 1 || seen.column > 1) ? namedAt(this.#program.source, seen) : null;
        return { state: 'stopped', diagnostics: [diagnosticOfCap(progress.by, place)] };
      }
      case 'threw':
        return this.#failed(progress.thrown);
    }
  }

  #failed(thrown: Thrown): ScriptState & { state: 'failed' } {
    const fault = thrown.fault === null ? undefined : this.#faults[thrown.fault];
    if (fault) return { state: 'failed', name: fault.name, diagnostics: told(fault) };
    const diagnostic = diagnosticOfThrown(this.#program, thrown);
    return { state: 'failed', name: thrown.name, diagnostics: [diagnostic] };
  }
}

const MOST_MISFITS = 20;

/** Nobody reads more at once, and of a long list it is the same for each. */
function few(misfits: readonly Misfit[]): readonly Misfit[] {
  if (misfits.length <= MOST_MISFITS) return misfits;
  return [...misfits.slice(0, MOST_MISFITS), { path: '', given: null, what: 'There is more like that.' }];
}

function told({ diagnostics, places, byPlace }: Fault): ScriptDiagnostic[] {
  const at = places();
  const all = diagnostics.map(({ what, where, fix }, i) => ({
    what,
    ...(where === undefined ? {} : { where }),
    ...(fix === undefined ? {} : { fix }),
    place: at[i] ?? null,
  }));
  const order = ({ place }: ScriptDiagnostic) => (place ? place.line * 1e6 + place.column : 0);
  return byPlace ? all.sort((a, b) => order(a) - order(b)) : all;
}

/** Which option does not fit is said with it; where the reason names it already, not again. */
function aboutOption({ what, fix, path }: Misfit): Diagnostic {
  const option = path.includes('.') ? path.replace(/(\[\d+\])+$/, '').replace(/^.*\./, '') : '';
  const named = what.startsWith(`${option} `) || what.startsWith('There is no option');
  return { what: option && !named ? `${option}: ${what}` : what, ...(fix ? { fix } : {}) };
}

/** `options.capabilities[1]` as a way into the arguments. */
function wayTo(args: Verb['args'], path: string, name: boolean): Way {
  const [first = '', ...into] = path.split(/\.|(?=\[\d+\])/);
  const index = args.findIndex((each) => each.name === first);
  return {
    argument: index < 0 ? (EXTRA.exec(first) ? Number(first.slice(1)) : args.length) : index,
    into: into.map((each) => (/^\[\d+\]$/.test(each) ? Number(each.slice(1, -1)) : each)),
    name,
  };
}

/** The option that a finding is about is the last word of its object: `host alpha, memory`. */
const lastWord = (where = ''): string => /[\w-]+$/.exec(where)?.[0] ?? '';

/** An argument that nobody asked for, by its place. */
const EXTRA = /^#\d+$/;

/** Lists hand whatever they call a place and themselves: `texts.forEach(note)`. */
const isOfList = (extra: readonly unknown[]): boolean =>
  extra.length === 2 && typeof extra[0] === 'number' && Array.isArray(extra[1]);

function missing({ name, about, kind }: Arg<Any>): { ok: false; misfits: Misfit[] } {
  const read = kind.read(undefined, name);
  const [first] = read.ok ? [] : read.misfits;
  const meant = about && `It is ${about.replace(/^./, (letter) => letter.toLowerCase())}`;
  return misfit(name, undefined, `${name} is missing.`, [meant, first?.fix].filter(Boolean).join(' '));
}

export function readArgs(args: Verb['args'], given: readonly unknown[]): Read<unknown[]> {
  const misfits: Misfit[] = [];
  const values: unknown[] = [];
  for (const [i, each] of args.entries()) {
    const { name, kind, optional, rest } = each;
    const own = rest ? given.slice(i) : [given[i]];
    const reads = own.map((raw): Read<unknown> => {
      const absent = raw === undefined || (raw === null && optional);
      if (absent && optional) return { ok: true, value: undefined };
      return i < given.length ? kind.read(raw, name) : missing(each);
    });
    for (const read of reads) if (!read.ok) misfits.push(...read.misfits);
    const good = reads.map((read) => (read.ok ? read.value : undefined));
    values.push(rest ? good : good[0]);
  }
  const extra = args.some(({ rest }) => rest) ? [] : given.slice(args.length);
  if (extra.some((raw) => raw !== null) && !isOfList(extra)) {
    const most = args.length === 0 ? 'nothing' : args.map(({ name }) => name).join(', ');
    const fix = `Leave it out: it takes ${most}.`;
    misfits.push(...misfit(`#${args.length}`, null, 'This is one argument too many.', fix).misfits);
  }
  return misfits.length > 0 ? { ok: false, misfits } : { ok: true, value: values };
}
