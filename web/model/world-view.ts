/**
 * A platform's world at a moment, as its console would show it: plain data that any platform can give and one set of
 * elements can draw. What can be done stands where it can be done, as a call with its label, or as a form that makes one;
 * what cannot be done says why.
 */
import type { Call, CallValue } from './call.ts';
import type { RuleFinding } from './rule-finding.ts';
import type { VirtualNs } from './units.ts';

export interface WorldView {
  /** `powervm`, `wpar`, `kvm`. */
  platform: string;
  /** The manager's own name: `HMC hmc1`, `WPAR Manager`. */
  console: string;
  hosts: readonly HostView[];
  panels: readonly Panel[];
  /** What a client sees, where the platform shows more than its heartbeat. */
  session: SessionView | null;
}

export type Tone = 'quiet' | 'good' | 'busy' | 'warn' | 'bad';

/** A server in the lab, with what stands on it. */
export interface HostView {
  id: string;
  /** `POWER7 · firmware AL730_066`. */
  about: string;
  state: StateWord;
  /** What fills up: memory, processors. */
  capacities: readonly Capacity[];
  partitions: readonly PartitionView[];
  offers: readonly Offer[];
}

export interface StateWord {
  word: string;
  tone: Tone;
}

export interface Capacity {
  label: string;
  used: number;
  total: number;
  /** As text, with units: `12 of 64 GiB`. */
  text: string;
}

export interface PartitionView {
  id: string;
  /** Its name where its host is seen anyway; absent: `id`. */
  label?: string;
  about: string;
  state: StateWord;
  memoryBytes: number;
  /** On its way from here or to here: drawn as a shadow of what stands elsewhere. */
  shadow: boolean;
  offers: readonly Offer[];
  /** Where it can be dragged, host by host; a host that is not listed refuses without a word (it stands there). */
  moves: readonly MoveOffer[];
}

export interface MoveOffer {
  to: string;
  call: Call;
  /** Why not; null: it can. The check may still find more. */
  refused: string | null;
  /** Why this host is the best one; null for all others. */
  suggested: string | null;
}

/** Something that can be done here: a call, or a form that makes one. */
export interface Offer {
  id: string;
  label: string;
  call: Call | null;
  form: Form | null;
  /** Why it cannot be done now; null: it can. */
  refused: string | null;
  /** It stops or deletes something: ask once more, with this question. */
  confirm: string | null;
}

/** Makes a call: the fields fill the call's arguments at their paths (`0`, `1.mode`). */
export interface Form {
  title: string;
  about: string;
  submit: string;
  call: Call;
  fields: readonly FormField[];
  /** Whether the call can be held against the rules before it is made. */
  checked: boolean;
}

export interface FormField {
  /** Into the arguments: `0` is the first, `1.mode` the option `mode` of the second. */
  path: string;
  label: string;
  about: string;
  input:
    | { kind: 'text' | 'flag' }
    | { kind: 'number'; min: number; max: number; unit: string }
    | { kind: 'choice'; choices: readonly Choice[] };
  /** Null: nothing is given, and the default of the call counts. */
  value: CallValue;
  required: boolean;
}

export interface Choice {
  value: CallValue;
  label: string;
  /** Why this one, or why not. */
  about: string;
  suggested: boolean;
  refused: string | null;
}

/** A table of the console: managed systems, partitions, exports, moves under way. */
export interface Panel {
  id: string;
  title: string;
  /** One sentence on what it shows, for people. */
  about: string;
  columns: readonly Column[];
  rows: readonly Row[];
  /** What can be done beside its rows: create, discover. */
  offers: readonly Offer[];
}

export interface Column {
  id: string;
  label: string;
  /** Numbers stand at the right. */
  kind: 'text' | 'number' | 'state' | 'bar';
  /** Falls away first where there is little room. */
  minor: boolean;
}

export interface Row {
  id: string;
  cells: Readonly<Record<string, Cell>>;
  offers: readonly Offer[];
  /** What opens below it: name and text. */
  details: readonly (readonly [name: string, text: string])[];
}

export interface Cell {
  text: string;
  tone: Tone;
  /** Of a bar, 0…1. */
  share: number | null;
}

/** What somebody who is logged in sees: the whole terminal up to the moment. */
export interface SessionView {
  title: string;
  lines: readonly SessionLine[];
  /** Silence since the last line, and the longest one. */
  silentNs: VirtualNs;
  longestGapNs: VirtualNs;
  /** Null: it lives. Otherwise how it ended, in words. */
  ended: string | null;
  /** Null: it ended, and nobody can type. */
  typing: SessionTyping | null;
}

export interface SessionTyping {
  /** The line becomes its one argument; `^C` ends what runs in the foreground. */
  call: Call;
  /** What stands in front of the line; '' while something else has the terminal. */
  prompt: string;
  /** Lines that were typed and not heard yet: they are sent again and again. */
  unheard: number;
}

export interface SessionLine {
  at: VirtualNs;
  text: string;
  tone: Tone;
}

/** The answer to a line in the console's terminal. A line that acts also gives the call that it stands for. */
export interface TerminalAnswer {
  lines: readonly { text: string; stream: 'out' | 'err' }[];
  returnCode: number;
  /** Becomes an intervention; null: it only read. */
  call: Call | null;
  /** Where one is now, as a prompt: the next line is given with it in front. Absent: there is only one place. */
  place?: string;
}

/** Why a call cannot be made, with what the rules found. */
export interface CallRefusal {
  message: string;
  findings: readonly RuleFinding[];
}
