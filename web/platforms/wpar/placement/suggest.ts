/**
 * Where a partition should go: the systems that pass every mandatory and chosen test, first those whose hardware its
 * group ranks higher, then those with more room left after the move. The others are listed, too, with what they fail.
 */
import { type Finding, isError } from '../finding.ts';
import { RANKS, type Rank } from '../objects/group.ts';
import { type Utilisation, utilisation } from '../objects/load.ts';
import type { ManagedSystem } from '../objects/system.ts';
import { groupOf, hostedBy, systemOf, type WparWorld, wparOf } from '../objects/world.ts';
import { findingsOf, passes, testsOf } from '../rules/examine.ts';
import type { Mode } from '../rules/rule.ts';

export interface Candidate {
  system: string;
  possible: boolean;
  /** What stands against it, and what one is warned of. */
  findings: readonly Finding[];
  /** Of its hardware in the partition's group; null: the group ranks nothing. */
  rank: Rank | null;
  /** With the partition on it. */
  projected: Utilisation;
  /** 0 … 1: how much room is left then. */
  score: number;
  /** Partitions on it now. */
  partitions: number;
  /** In sentences. */
  why: readonly string[];
}

export interface Wish {
  mode?: Mode;
  phase?: 'live' | 'static';
}

/** Weights of the free shares: a rule of this simulator. */
const PROCESSOR_WEIGHT = 0.6;
const MEMORY_WEIGHT = 0.4;

/** Best first; those that are not possible at the end. Empty where there is no such partition. */
export function suggestTarget(world: WparWorld, name: string, wish: Wish = {}): Candidate[] {
  const wpar = wparOf(world, name);
  const departure = systemOf(world, wpar?.home ?? null);
  if (!wpar || !departure) return [];
  const all = world.systems
    .filter((system) => system.name !== departure.name)
    .map((system) => candidate(world, name, departure, system, wish));
  const possible = all.filter((each) => each.possible).sort(better);
  const others = all.filter((each) => !each.possible).sort(byName);
  const alone = possible.length === 1;
  return [
    ...possible.map((each) =>
      alone ? { ...each, why: ['It is the only one that passes.', ...each.why] } : each,
    ),
    ...others,
  ];
}

export const bestTarget = (world: WparWorld, name: string, wish: Wish = {}): string | null =>
  suggestTarget(world, name, wish).find(({ possible }) => possible)?.system ?? null;

function candidate(
  world: WparWorld,
  name: string,
  departure: ManagedSystem,
  arrival: ManagedSystem,
  { mode = 'synchronous', phase = 'live' }: Wish,
): Candidate {
  const wpar = wparOf(world, name);
  if (!wpar) throw new Error(`${name} has been looked up before`);
  const c = { world, wpar, departure, arrival, mode };
  const findings = findingsOf(c, phase);
  const tests = testsOf(c, phase).filter(({ outcome }) => outcome !== 'skipped').length;
  const profiles = groupOf(world, wpar.group)?.profiles;
  const rank = profiles?.find(({ profile }) => profile === arrival.profile)?.rank ?? null;
  const projected = utilisation(world, arrival, { also: wpar });
  const score =
    PROCESSOR_WEIGHT * (1 - projected.processorPercent / 100) +
    MEMORY_WEIGHT * (1 - projected.memoryPercent / 100);
  const partitions = hostedBy(world, arrival.name).length;
  const possible = passes(findings);
  const failed = findings.filter(isError);
  return {
    system: arrival.name,
    possible,
    findings,
    rank,
    projected,
    score,
    partitions,
    why: possible
      ? [
          `It passes all ${tests} tests${findings.length > 0 ? `, with ${findings.length === 1 ? 'a warning' : `${findings.length} warnings`}` : ''}.`,
          ...(rank ? [`Its hardware is ranked ${rank} in the group ${wpar.group}.`] : []),
          `With ${name} its processors would be ${Math.round(projected.processorPercent)} % busy and its memory ${Math.round(projected.memoryPercent)} % full.`,
        ]
      : failed.map(({ message }) => message),
  };
}

const rankOf = ({ rank }: Candidate): number => (rank ? RANKS.indexOf(rank) : RANKS.length);
const byName = (a: Candidate, b: Candidate): number => (a.system < b.system ? -1 : 1);
const better = (a: Candidate, b: Candidate): number =>
  rankOf(a) - rankOf(b) || b.score - a.score || a.partitions - b.partitions || byName(a, b);
