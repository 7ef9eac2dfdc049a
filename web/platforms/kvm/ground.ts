/** What a rule rests on. Only what a source says blocks; what is known from experience alone warns. */
import type { RuleFinding } from '../../model/rule-finding.ts';

export type Ground = Pick<RuleFinding, 'certainty' | 'source'>;

const TITLES = {
  compatibility: 'QEMU docs/devel/migration/compatibility.rst',
  vfio: 'QEMU docs/devel/migration/vfio.rst',
  postcopy: 'QEMU docs/devel/migration/postcopy.rst',
  models: 'QEMU docs/system/cpu-models-x86.rst',
  schema: 'QEMU qapi/migration.json',
  migration: 'QEMU migration/migration.c',
  options: 'QEMU migration/options.c',
  libvirt: 'libvirt src/qemu/qemu_migration.c',
  cpuMap: 'libvirt src/cpu_map',
} as const;

type Title = keyof typeof TITLES;

export const sourced = (...titles: Title[]): Ground => ({
  certainty: 'sourced',
  source: titles.map((title) => TITLES[title]).join('; '),
});
export const TYPICAL: Ground = { certainty: 'typical', source: 'typical, unverified' };
/** Of the simulated world itself: where nothing is, nothing can move. */
export const OWN: Ground = { certainty: 'sourced', source: 'a rule of this simulator' };
