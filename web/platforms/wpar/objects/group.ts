/** What the manager keeps beside the systems: groups of partitions, and policies that relocate by themselves. */

export interface WparGroup {
  readonly name: string;
  /** Optional tests that candidates must pass, by rule id. */
  readonly tests: readonly string[];
  /** Allowed hardware, by profile; profiles that are not named are not allowed. Null: all, of equal rank. */
  readonly profiles: readonly { readonly profile: string; readonly rank: Rank }[] | null;
}

export type Rank = 'High' | 'Medium' | 'Low';
export const RANKS: readonly Rank[] = ['High', 'Medium', 'Low'];

export interface RelocationPolicy {
  readonly name: string;
  /** Spikes shorter than this are averaged away. */
  readonly averagingMinutes: number;
  /** Utilisation of the whole system above which the policy is violated; null: not looked at. */
  readonly processorPercent: number | null;
  readonly memoryPercent: number | null;
  /** Relocates by itself; otherwise it only says so. */
  readonly automatic: boolean;
  /** Systems that it watches, and that partitions may go to. */
  readonly domain: readonly string[];
  /** Whose partitions it moves; null: any. */
  readonly group: string | null;
}

/** The product averages over 10 minutes where nothing else is said. */
export const USUAL_AVERAGING_MINUTES = 10;
