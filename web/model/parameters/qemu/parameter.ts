/** One of QEMU's migration parameters, or a setting of its accelerator or machine that acts on a migration. */
import type { Condition } from '../conditions.ts';
import type { Described, PerEra, Provenance, Value } from '../described.ts';

export interface Parameter extends Described, Provenance {
  /** An era that is missing does not know the parameter. */
  defaults: PerEra<Value>;
  /** The version that brought it, and the first one without it. */
  since: string;
  removed?: string;
  /** Takes effect when it is changed while a move runs. */
  duringMove: boolean;
  /** It does nothing unless all of these hold. */
  needs: readonly Condition[];
  /** `migrate-set-parameters`, or an option with which QEMU is started. */
  setBy: 'monitor' | 'start';
}

type Given = Omit<Parameter, 'certainty' | 'source' | 'needs' | 'setBy'> &
  Partial<Pick<Parameter, 'certainty' | 'source' | 'needs' | 'setBy'>>;

/** Defaults and ranges: the parameters' own table and check in QEMU, at v7.2.0 and v10.2.0. */
export const QEMU_SOURCE = 'QEMU migration/options.c (7.2: migration.c), qapi/migration.json';

export const parameter = (given: Given): Parameter => ({
  certainty: 'sourced',
  source: QEMU_SOURCE,
  needs: [],
  setBy: 'monitor',
  ...given,
});
