/** A managed system: an AIX image that hosts workload partitions, driven by the manager through its agent. */
import type { Adapter } from './address.ts';
import { filesetLevel } from './level.ts';

/** Oldest first. Workload partitions run on POWER4 and later. */
export const PROCESSOR_CLASSES = ['POWER4', 'POWER5', 'POWER6', 'POWER7', 'POWER8', 'POWER9'] as const;
export type ProcessorClass = (typeof PROCESSOR_CLASSES)[number];

export interface ManagedSystem {
  readonly name: string;
  readonly model: string;
  /** AIX for every system that can host; anything else fails the tests for a move. */
  readonly osType: string;
  /** `6100-02-01` */
  readonly level: string;
  readonly processorClass: ProcessorClass;
  readonly processors: number;
  readonly processorMHz: number;
  /** What running code may have bound to: vector unit, decimal floating point, storage keys. */
  readonly features: readonly string[];
  readonly memoryBytes: number;
  /** The clone image that it was installed from; null: installed on its own. */
  readonly image: string | null;
  readonly filesets: Readonly<Record<string, string>>;
  /** Equal hardware has the same profile; groups rank profiles. */
  readonly profile: string;
  readonly adapters: readonly Adapter[];
  /** Programs that application partitions can run. */
  readonly commands: readonly string[];
  /** How far the manager knows it: not at all, found on the network, or registered with its inventory. */
  readonly agent: 'unknown' | 'discovered' | 'registered';
  readonly agentUp: boolean;
  readonly up: boolean;
  /** How far its clock is ahead of true time. */
  readonly clockOffsetMs: number;
  /** What runs on it beside the partitions. */
  readonly own: Load;
}

export interface Load {
  /** In processors of the system that it runs on: 0.5 is half of one. */
  readonly processors: number;
  readonly memoryBytes: number;
}

export type AgentState = 'Online' | 'Offline' | 'Not registered';

export function agentState({ agent, agentUp, up }: ManagedSystem): AgentState {
  if (agent !== 'registered') return 'Not registered';
  return agentUp && up ? 'Online' : 'Offline';
}

/** POWER4 is 0. */
export const classRank = (of: ProcessorClass): number => PROCESSOR_CLASSES.indexOf(of);

/** What the base system, workload partitions, checkpoint and restart, and C++ programs need. */
export const usualFilesets = (level: string): Record<string, string> => ({
  'bos.rte': filesetLevel(level),
  'bos.rte.libc': filesetLevel(level),
  'bos.wpars': filesetLevel(level),
  'mcr.rte': filesetLevel(level),
  'xlC.rte': '9.0.0.1',
});
