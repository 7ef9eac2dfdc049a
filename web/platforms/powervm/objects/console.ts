/** A management console: the hardware management console, and the two that stand in for it on blades and Flex. */
import type { Known } from './known.ts';

export type ConsoleProduct = 'HMC' | 'IVM' | 'FSM';

export interface Console extends Known {
  readonly kind: 'console';
  readonly name: string;
  readonly product: ConsoleProduct;
  /** `7.7.9.0`, `V10R3.1061`. */
  readonly version: string;
  readonly address: string;
  readonly user: string;
  /** Consoles that it can reach by ping and ssh; null: every other one. */
  readonly reaches: readonly string[] | null;
  /** Consoles with which keys for its user are exchanged; null: every other one. */
  readonly trusts: readonly string[] | null;
  /** Whether the user may migrate partitions. */
  readonly mayMigrate: boolean;
  /** Partitions and VIOS (`server/name`) that another operation holds. */
  readonly busyWith: readonly string[];
}

export const DEFAULT_CONSOLE_VERSION: Readonly<Record<ConsoleProduct, string>> = {
  HMC: '10.3.1061',
  IVM: '2.2.6.65',
  FSM: '1.3.4',
};

export const defaultConsole = (name: string, product: ConsoleProduct = 'HMC'): Console => ({
  kind: 'console',
  name,
  product,
  version: DEFAULT_CONSOLE_VERSION[product],
  address: '',
  user: 'hscroot',
  reaches: null,
  trusts: null,
  mayMigrate: true,
  busyWith: [],
});
