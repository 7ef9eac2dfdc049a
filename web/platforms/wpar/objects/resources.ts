/**
 * Resource controls: shares and percentages of whatever system hosts the partition. A relocation carries them along
 * unchanged, so their effect changes with the host.
 */
import { GIB } from '../../../model/units.ts';
import type { ManagedSystem } from './system.ts';

/** `20%-50%,80%`: what it gets at least, what it may exceed while nobody else wants it, what it never exceeds. */
export interface PercentLimits {
  readonly min: number;
  readonly soft: number;
  readonly hard: number;
}

export interface ResourceControls {
  readonly active: boolean;
  /** Processors it is bound to; empty: all. */
  readonly resourceSet: string;
  /** Relative weights; null is unlimited. */
  readonly processorShares: number | null;
  readonly processorLimits: PercentLimits;
  readonly memoryShares: number | null;
  readonly memoryLimits: PercentLimits;
  readonly perProcessVirtualBytes: number | null;
  readonly totalVirtualBytes: number | null;
  readonly processes: number | null;
  readonly threads: number | null;
  readonly terminals: number | null;
  readonly largePages: number | null;
  /** Of the system's message queues, semaphores, shared memory segments and pinned memory. */
  readonly messageQueuesPercent: number;
  readonly semaphoresPercent: number;
  readonly sharedMemoryPercent: number;
  readonly pinnedMemoryPercent: number;
}

export const NO_LIMITS: PercentLimits = { min: 0, soft: 100, hard: 100 };

export const USUAL_CONTROLS: ResourceControls = {
  active: true,
  resourceSet: '',
  processorShares: null,
  processorLimits: NO_LIMITS,
  memoryShares: null,
  memoryLimits: NO_LIMITS,
  perProcessVirtualBytes: null,
  totalVirtualBytes: null,
  processes: null,
  threads: null,
  terminals: null,
  largePages: null,
  messageQueuesPercent: 100,
  semaphoresPercent: 100,
  sharedMemoryPercent: 100,
  pinnedMemoryPercent: 100,
};

/** `0%-100%,100%` */
export const limitsText = ({ min, soft, hard }: PercentLimits): string => `${min}%-${soft}%,${hard}%`;

export function limitsOf(text: string): PercentLimits | null {
  const found = /^\s*(\d+)%\s*-\s*(\d+)%\s*,\s*(\d+)%\s*$/.exec(text)?.slice(1).map(Number);
  if (!found) return null;
  const [min = 0, soft = 0, hard = 0] = found;
  return { min, soft, hard };
}

export const possibleLimits = ({ min, soft, hard }: PercentLimits): boolean =>
  [min, soft, hard].every((percent) => Number.isFinite(percent)) &&
  0 <= min &&
  min <= soft &&
  soft <= hard &&
  hard <= 100;

const rounded = (value: number): string => `${Math.round(value * 100) / 100}`;

/** `20 % of x103 is 0.8 of its 4 processors` */
export function effectOn(
  controls: ResourceControls,
  system: Pick<ManagedSystem, 'name' | 'processors' | 'memoryBytes'>,
): string[] {
  if (!controls.active) return [];
  const { hard: processors } = controls.processorLimits;
  const { hard: memory } = controls.memoryLimits;
  const share = (percent: number, whole: number): string => rounded((percent * whole) / 100);
  return [
    ...(processors < 100
      ? [
          `${processors} % of ${system.name} is ${share(processors, system.processors)} of its ${system.processors} processors`,
        ]
      : []),
    ...(memory < 100
      ? [`${memory} % of ${system.name} is ${share(memory, system.memoryBytes / GIB)} GiB of its memory`]
      : []),
  ];
}
