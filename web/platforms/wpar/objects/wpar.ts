/**
 * A workload partition: what was defined, how its programs behave, and where it stands. A system partition looks like
 * an AIX of its own, chroot()ed into its own directory; an application partition wraps one command.
 */
import type { Workload } from '../../../model/scenario.ts';
import type { WparState } from '../states/states.ts';
import type { Address } from './address.ts';
import type { NfsVersion } from './nfs.ts';
import type { ResourceControls } from './resources.ts';
import type { Part } from './root-files.ts';

export interface WparDefinition {
  readonly name: string;
  readonly kind: 'system' | 'application';
  readonly hostname: string;
  /** Null: nobody can log in over the network, only from its host. */
  readonly address: Address | null;
  readonly owner: string;
  /** On its host; its files are mounted there. */
  readonly directory: string;
  readonly storage: Storage;
  /** Without it there is neither a pause nor a live relocation. */
  readonly checkpointable: boolean;
  /** Own, writable /usr and /opt, instead of those of its host. */
  readonly privateUsr: boolean;
  /** Starts with its host. */
  readonly auto: boolean;
  /** Runs at start and stop; empty: none. */
  readonly script: string;
  /** Of an application partition. */
  readonly application: string;
  readonly description: string;
  readonly group: string | null;
  readonly resources: ResourceControls;
  /** Devices of its host beside the usual pseudo devices. */
  readonly devices: readonly string[];
  readonly uuid: string;
}

export type Storage =
  | { readonly kind: 'local' }
  | {
      readonly kind: 'nfs';
      readonly server: string;
      readonly path: string;
      readonly version: NfsVersion;
      /** Parts that lie on the host's own disks all the same. */
      readonly localParts: readonly Part[];
    };

/** What runs in it, as far as it matters here. */
export interface Behaviour {
  /** Private and shared memory in use, and the kernel's objects: what a checkpoint has to save. */
  readonly stateBytes: number;
  readonly threads: number;
  /** In processors. */
  readonly processors: number;
  /** How it writes its state: what an asynchronous relocation has to fetch first. */
  readonly workload: Workload;
  /** Why a component forbids a checkpoint at present. */
  readonly denial: string | null;
  /** One process cannot be ended. */
  readonly unkillable: boolean;
  readonly pendingIo: boolean;
  readonly kernelExtensions: readonly string[];
}

/** The partition as one system knows it. An asynchronous relocation has two for a while. */
export interface Copy {
  readonly system: string;
  readonly state: WparState;
  readonly processes: 'none' | 'running' | 'frozen';
  /** Its address is an alias on an interface of the system. */
  readonly alias: boolean;
  readonly mounted: boolean;
  /** The number by which the system's kernel knows it. */
  readonly kernelId: number;
}

/** How its programs came to an end. */
export type Ending = 'stop' | 'shutdown' | 'kill' | 'crash';

export interface Life {
  /** How often it has been started: a session belongs to one start. */
  readonly starts: number;
  /** Null while its programs live. */
  readonly ended: Ending | null;
  /** What everybody who is logged in was told last. */
  readonly notice: string | null;
}

export interface Wpar extends WparDefinition, Behaviour {
  /** Of AIX, as its private files have it; null before they exist. */
  readonly level: string | null;
  /** Where the manager believes it to be; null: nowhere yet. */
  readonly home: string | null;
  readonly copies: readonly Copy[];
  /** A checkpoint that was stored and not used yet. */
  readonly image: { readonly system: string; readonly bytes: number } | null;
  /** The task that holds its lock. */
  readonly task: string | null;
  readonly life: Life;
}

/** An idle system partition, a value to start from. */
export const IDLE: Behaviour = {
  stateBytes: 120e6,
  threads: 100,
  processors: 0.05,
  workload: { kind: 'idle' },
  denial: null,
  unkillable: false,
  pendingIo: false,
  kernelExtensions: [],
};

export const NEVER_STARTED: Life = { starts: 0, ended: null, notice: null };

export const copyOn = (wpar: Wpar, system: string | null): Copy | undefined =>
  wpar.copies.find((copy) => copy.system === system);

/** What the manager shows as its state: that of the copy where it believes the partition to be. */
export const stateOf = (wpar: Wpar): WparState =>
  (copyOn(wpar, wpar.home) ?? wpar.copies[0])?.state ?? 'Undeployed';

export const runningOn = (wpar: Wpar): string | null =>
  wpar.copies.find(({ processes }) => processes === 'running')?.system ?? null;

export const definitionOf = (wpar: Wpar): WparDefinition => {
  const { level, home, copies, image, task, life, ...rest } = wpar;
  const { stateBytes, threads, processors, workload, denial, unkillable, ...other } = rest;
  const { pendingIo, kernelExtensions, ...definition } = other;
  return definition;
};

/** A definition, on no system yet. */
export const undeployed = (definition: WparDefinition, behaviour: Behaviour = IDLE): Wpar => ({
  ...definition,
  ...behaviour,
  level: null,
  home: null,
  copies: [],
  image: null,
  task: null,
  life: NEVER_STARTED,
});
