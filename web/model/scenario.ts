/**
 * What a run is made from. A run is a pure function of a `Job`: the scenario, what a person did while it
 * played, and the attachments it names. Nothing else may influence a result.
 */
import type { Call } from './call.ts';
import type { ClientSpec } from './client.ts';
import type { Machine, MoveAct } from './migration.ts';
import type { HostNetwork, LinkSpec, PairLinkSpec, TrafficSpec } from './network.ts';
import type { Policy } from './policy.ts';
import type { ScriptInputs } from './script.ts';
import type { VirtualNs } from './units.ts';
import type { Workload } from './workload.ts';

export type { MeasuredGuest, Workload } from './workload.ts';

/** Raised when results of the same inputs may change. */
export const MODEL_VERSION = 1;

/**
 * Which migration loop runs. `qemu-7.2-tcg` is the one that was measured (docs/fidelity.md): the whole
 * dirty log is cleared at a sync. `qemu-10.2-kvm` clears it per 1 GiB chunk, just before sending.
 */
export type Era = 'qemu-7.2-tcg' | 'qemu-10.2-kvm';

/** A workload's pace: when in its own time the guest writes. One tick is nominally 1 ms. */
export interface Pace {
  /** Timer ticks the guest really sees per second (1000 on an undisturbed machine). */
  tickHz: number;
  /** Ticks that had passed when the run began: the phase of sweeps, bursts and stops. */
  ticksBefore: number;
  /** No writes after this tick; 0 = never stops. */
  stopTick: number;
  /** Writes only in the first `burstOnTicks` of every `burstOnTicks + burstOffTicks`; 0 and 0 = always. */
  burstOnTicks: number;
  burstOffTicks: number;
}

export const STEADY: Pace = { tickHz: 1000, ticksBefore: 0, stopTick: 0, burstOnTicks: 0, burstOffTicks: 0 };

/** A half-open range of pages. */
export interface PageRange {
  first: number;
  end: number;
}

export interface Guest {
  /** Size of the memory that migrates, bytes; a multiple of `pageBytes`. */
  memoryBytes: number;
  pageBytes: number;
  /** Pages that hold data at the start; all others are zero. A trace adds its own populated pages. */
  filled: PageRange[];
  workload: Workload;
  pace: Pace;
  /** Absent: one. */
  vcpus?: number;
  /** Pages that its kernel writes at every tick; absent: none. */
  system?: { firstPage: number; pages: number };
  /** What one write changes in its page, bytes; absent: 8. Matters to delta compression alone. */
  writeBytes?: number;
  /** Size of the destination's pages, when they are larger than the guest's: post-copy brings them as a whole. */
  hostPageBytes?: number;
  /** So many pages at the end of its memory it reports free when a move begins; absent: none. */
  freePages?: number;
  /** Virtual adapters, processes and disks: some products take their time for each. Absent: one of each. */
  adapters?: number;
  processes?: number;
  disks?: number;
  /** State of devices passed through, sent while it stands still; the stop rule counts it. Absent: none beside the machine's. */
  deviceBytes?: number;
  /** What the pages hold, by ranges; elsewhere they do not shrink, and are not zero once they are written. */
  contents?: PageContent[];
}

export interface PageContent {
  range: PageRange;
  /** Size after compression, as a share. */
  ratio: number;
  /** Share of the pages that hold only zeros at the start, percent, spread at random; absent: none beside those unfilled. */
  zeroPercent?: number;
  /** Zero pages in it stay zero when they are written. */
  staysZero?: boolean;
  /** What one write changes in its page, bytes; absent: as in the rest of the guest. */
  writeBytes?: number;
  /** Nothing shrinks, and each write changes its whole page. */
  encrypted?: boolean;
}

export interface HostSpec {
  id: string;
  memoryBytes: number;
  network?: HostNetwork;
}

export interface PartitionSpec {
  id: string;
  /** Where it stands at the start. */
  host: string;
  guest: Guest;
  /** One line on what runs in it, for people. */
  about: string;
}

/** Parameters of one migration, with QEMU's meaning. */
export interface Tuning {
  era: Era;
  /** 0 = unlimited (the link is then the only limit). */
  maxBandwidthBytesPerSecond: number;
  downtimeLimitMs: number;
  /** How the memory is brought over; absent: the era's plain pre-copy with the two parameters above. */
  policy?: Policy;
  /** The preset that the policy began as (presets.ts), for people: no result depends on it. */
  preset?: string;
  /** Whoever asks for post-copy sees the moment for it so much later. */
  postcopyLagNs?: number;
}

export interface Move {
  at: VirtualNs;
  partition: string;
  to: string;
  /** Where it is not the scenario's. */
  tuning?: Tuning;
  /** Only a part of the way, by an order of a platform's task: it runs on neither end of it. */
  part?: boolean;
  /** Who asked for it; absent: the scenario. */
  by?: 'console' | 'script';
}

export interface Scenario {
  title: string;
  /** The platform in the reader's words, e.g. `KVM · QEMU 10.2`. */
  platform: string;
  seed: number;
  hosts: HostSpec[];
  partitions: PartitionSpec[];
  /** What all hosts share that have no link of their own. */
  link: LinkSpec;
  links?: PairLinkSpec[];
  /** What crosses the network beside the moves. */
  traffic?: TrafficSpec[];
  tuning: Tuning;
  /** Of both ends, where they are not as their era usually has them. */
  machine?: Partial<Machine>;
  /** What the scenario itself does. */
  moves: Move[];
  /** The run never lasts longer than this. */
  horizonNs: VirtualNs;
  client: ClientSpec;
}

/** What a person can do to a partition: begin a move, or act on the one that it is on. */
export type MoveAction = { partition: string } & ({ kind: 'migrate'; to: string } | MoveAct);

/** What a person can do: act on a move, call the script API on a thing of the world, or answer a script's question. */
export type Action =
  | MoveAction
  | { kind: 'call'; call: Call }
  | { kind: 'answer'; question: string; answer: string };

/** What a person did while it played; acts before the scenario at equal instants. */
export interface Intervention {
  at: VirtualNs;
  action: Action;
}

/** A trace a scenario names: a file of the site, or bytes that a person brought. */
export type Attachment = { id: string; url: string } | { id: string; bytes: Uint8Array };

export interface Job {
  /** With a script: what it laid out last, for the views; results do not depend on it. */
  scenario: Scenario;
  /** Lays the scenario out and acts in it. */
  script?: ScriptInputs;
  interventions: Intervention[];
  attachments: Attachment[];
}
