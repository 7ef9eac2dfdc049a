/** Operating systems of partitions, and the least levels that are known for a move. */
import { compareGenerations, type Generation } from './generation.ts';
import type { Lpar } from './lpar.ts';
import type { ManagedSystem } from './managed-system.ts';

export type Family = 'AIX' | 'SLES' | 'RHEL' | 'IBM i' | 'Linux' | 'other';

export interface OperatingSystem {
  family: Family;
  /** `7.1.3`: version, release and technology level; empty where nothing is told. */
  level: string;
}

/** From what the console shows: `AIX 7.1 7100-03-05-1524`, `Linux/SuSE 3.0.76`, `OS/400 V7R1M0`. */
export function osOf({ env, osVersion }: Pick<Lpar, 'env' | 'osVersion'>): OperatingSystem {
  const aix = osVersion.match(/AIX\s*(\d+)\.(\d+)(?:\s+\d{4}-(\d{2}))?/i);
  if (aix) {
    const technology = aix[3] === undefined ? '' : `.${Number(aix[3])}`;
    return { family: 'AIX', level: `${aix[1]}.${aix[2]}${technology}` };
  }
  const suse = osVersion.match(/(?:SLES|SUSE Linux Enterprise Server)\D*(\d+)(?:\D+(\d+))?/i);
  if (suse) return { family: 'SLES', level: `${suse[1]}.${suse[2] ?? '0'}` };
  const redHat = osVersion.match(/(?:RHEL|Red Hat Enterprise Linux)\D*(\d+)(?:\.(\d+))?/i);
  if (redHat) return { family: 'RHEL', level: `${redHat[1]}.${redHat[2] ?? '0'}` };
  const ibmi = osVersion.match(/(?:IBM i|OS\/400|i5\/OS)\D*(\d+)[R.](\d+)/i);
  if (ibmi || env === 'os400') return { family: 'IBM i', level: ibmi ? `${ibmi[1]}.${ibmi[2]}` : '' };
  return { family: /linux/i.test(osVersion) ? 'Linux' : 'other', level: '' };
}

export const knowsNothingOf = ({ level }: OperatingSystem): boolean => level === '';

interface Least {
  least: string;
  /** `typical`: from experience, unverified. */
  ground: 'typical' | ['article'] | ['ibmi'];
  /** The server that asks for it; null: mobility itself. */
  on: ManagedSystem | null;
}

const TYPICAL_LEVELS: Readonly<Record<string, readonly (readonly [since: Generation, least: string])[]>> = {
  AIX: [
    ['POWER8', '6.1.8'],
    ['POWER7', '5.3.10'],
    ['POWER6', '5.3.7'],
  ],
  SLES: [
    ['POWER8', '11.3'],
    ['POWER7', '10.3'],
    ['POWER6', '10.1'],
  ],
  RHEL: [
    ['POWER8', '6.5'],
    ['POWER7', '5.5'],
    ['POWER6', '5.1'],
  ],
};

/** What must hold, the surest first: AIX 5.3 and IBM i 7.1 are published, the rest is not. */
export function leastLevels({ family }: OperatingSystem, systems: readonly ManagedSystem[]): Least[] {
  const published: Least[] =
    family === 'AIX'
      ? [{ least: '5.3', ground: ['article'], on: null }]
      : family === 'IBM i'
        ? [{ least: '7.1', ground: ['ibmi'], on: null }]
        : [];
  const newest = [...systems].sort((a, b) => compareGenerations(b.generation, a.generation))[0];
  const typical = TYPICAL_LEVELS[family]?.find(
    ([since]) => newest && compareGenerations(newest.generation, since) >= 0,
  );
  return typical && newest ? [...published, { least: typical[1], ground: 'typical', on: newest }] : published;
}
