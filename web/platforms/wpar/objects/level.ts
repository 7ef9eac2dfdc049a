/** AIX levels as `oslevel -s` has them: version, technology level, service pack, `6100-02-01`. */

export interface AixLevel {
  /** `6100` */
  version: number;
  technologyLevel: number;
  servicePack: number;
}

const SHAPE = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/;

/** Null for what is no level. A service pack that is left out is 00. */
export function levelOf(text: string): AixLevel | null {
  const [, version, technologyLevel, servicePack = '00'] = SHAPE.exec(text) ?? [];
  if (version === undefined || technologyLevel === undefined) return null;
  return {
    version: Number(version),
    technologyLevel: Number(technologyLevel),
    servicePack: Number(servicePack),
  };
}

const PER_PART = 100;
const rank = ({ version, technologyLevel, servicePack }: AixLevel): number =>
  (version * PER_PART + technologyLevel) * PER_PART + servicePack;

export const sameLevel = (a: string, b: string): boolean => {
  const [one, two] = [levelOf(a), levelOf(b)];
  return one !== null && two !== null && rank(one) === rank(two);
};

const atLeast = (text: string, least: string): boolean => {
  const [level, floor] = [levelOf(text), levelOf(least)];
  return level !== null && floor !== null && rank(level) >= rank(floor);
};

/** AIX 6.1 brought workload partitions, and with them mobility by checkpoint and restart. */
export const hasWpars = (level: string): boolean => atLeast(level, '6100-00-00');

/** Technology level 2 of AIX 6.1 brought asynchronous mobility. */
export const movesAsynchronously = (level: string): boolean => atLeast(level, '6100-02-00');

/** `6.1` of `6100-02-01` */
export function versionName(text: string): string {
  const level = levelOf(text);
  if (!level) return text;
  return `${Math.floor(level.version / 1000)}.${Math.floor(level.version / 100) % 10}`;
}

/** A fileset's level for an AIX level, `6.1.2.1`. */
export function filesetLevel(text: string): string {
  const level = levelOf(text);
  if (!level) return '0.0.0.0';
  return `${versionName(text)}.${level.technologyLevel}.${level.servicePack}`;
}
