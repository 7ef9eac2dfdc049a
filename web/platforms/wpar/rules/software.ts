/** What runs on both systems has to be the same, because the partition borrows it from whoever hosts it. */
import { implied, sourced, TYPICAL } from '../ground.ts';
import { movesAsynchronously, sameLevel, versionName } from '../objects/level.ts';
import type { Case, Complaint, Phase, Rule } from './rule.ts';

const LIVE: readonly Phase[] = ['live'];

const filesetRule = (
  id: string,
  fileset: string,
  about: string,
  reason: string,
  kind: Rule['kind'],
  ground: Rule['ground'],
): Rule => ({
  id,
  kind,
  phases: LIVE,
  about,
  reason,
  ground,
  check: ({ departure, arrival }) => {
    const [d, a] = [departure, arrival].map(({ filesets }) => filesets[fileset] ?? 'missing');
    if (d === a || d === undefined || a === undefined) return null;
    return {
      object: arrival.name,
      field: fileset,
      message: `${fileset} is ${a} on ${arrival.name} and ${d} on ${departure.name}.`,
      remedy: `Bring ${fileset} to the same level on both.`,
      values: { departure: d, arrival: a },
      fix: sameFileset(arrival.name, arrival.filesets, fileset, d),
    };
  },
});

const sameFileset = (
  system: string,
  filesets: Readonly<Record<string, string>>,
  fileset: string,
  level: string,
): Complaint['fix'] & object => {
  const { [fileset]: _, ...others } = filesets;
  const set = level === 'missing' ? others : { ...others, [fileset]: level };
  return {
    label: `Set ${fileset} of ${system} to ${level}`,
    edits: [{ kind: 'system', system, set: { filesets: set } }],
  };
};

const osLevel = ({ departure, arrival }: Case): Complaint | null =>
  sameLevel(departure.level, arrival.level)
    ? null
    : {
        object: arrival.name,
        field: 'level',
        message: `${arrival.name} has AIX level ${arrival.level}, ${departure.name} has ${departure.level}.`,
        remedy: 'Update one of them, or install both from the same clone image.',
        values: { departure: departure.level, arrival: arrival.level },
        fix: {
          label: `Install ${arrival.name} like ${departure.name}`,
          edits: [
            {
              kind: 'system',
              system: arrival.name,
              set: { level: departure.level, filesets: departure.filesets, image: departure.image },
            },
          ],
        },
      };

export const SOFTWARE_RULES: readonly Rule[] = [
  {
    id: 'os-type-match',
    kind: 'critical',
    phases: ['live', 'static'],
    about: 'The arrival system runs AIX.',
    reason: 'A workload partition is a part of an AIX.',
    ground: TYPICAL,
    check: ({ departure, arrival }) =>
      arrival.osType === 'AIX'
        ? null
        : {
            object: arrival.name,
            field: 'operating system',
            message: `${arrival.name} runs ${arrival.osType}, not AIX.`,
            remedy: 'Choose another system.',
            values: { departure: departure.osType, arrival: arrival.osType },
          },
  },
  {
    id: 'os-level-match',
    kind: 'critical',
    phases: LIVE,
    about: 'Version, technology level and service pack of AIX are equal.',
    reason: 'The partition borrows /usr from its host: other libraries would be put under running programs.',
    ground: sourced('article'),
    check: osLevel,
  },
  {
    id: 'asynchronous-level',
    kind: 'critical',
    phases: LIVE,
    about: 'Asynchronous relocation: both systems are at AIX 6.1 technology level 2 or later.',
    reason: 'Asynchronous mobility came with technology level 2.',
    ground: sourced('features'),
    check: ({ departure, arrival, mode }) => {
      const old = [departure, arrival].find(({ level }) => !movesAsynchronously(level));
      if (mode === 'synchronous' || !old) return null;
      return {
        object: old.name,
        field: 'level',
        message: `${old.name} has AIX level ${old.level}, which relocates synchronously only.`,
        remedy: 'Relocate synchronously, or update both systems to technology level 2.',
        values: { departure: departure.level, arrival: arrival.level },
      };
    },
  },
  {
    id: 'mcr-fileset-present',
    kind: 'critical',
    phases: ['live', 'pause'],
    about: 'The checkpoint and restart software is installed.',
    reason: 'It is separate software, beyond what workload partitions themselves need.',
    ground: sourced('commands'),
    check: ({ departure, arrival }) => {
      const bare = [departure, arrival].find(({ filesets }) => filesets['mcr.rte'] === undefined);
      if (!bare) return null;
      const level = (bare === arrival ? departure : arrival).filesets['mcr.rte'];
      return {
        object: bare.name,
        field: 'mcr.rte',
        message: `The checkpoint and restart software is missing on ${bare.name}.`,
        remedy: `Install mcr.rte on ${bare.name}.`,
        ...(level ? { fix: sameFileset(bare.name, bare.filesets, 'mcr.rte', level) } : {}),
      };
    },
  },
  filesetRule(
    'mcr-level-match',
    'mcr.rte',
    'Checkpoint and restart have the same level.',
    'One writes the image that the other reads.',
    'critical',
    TYPICAL,
  ),
  filesetRule(
    'bos-rte-match',
    'bos.rte',
    'The base operating system has the same level.',
    'Processes come to a kernel that has to look the same to them.',
    'critical',
    TYPICAL,
  ),
  filesetRule(
    'bos-wpars-match',
    'bos.wpars',
    'The software for workload partitions has the same level.',
    'It rebuilds the partition on the arrival system.',
    'critical',
    TYPICAL,
  ),
  filesetRule(
    'libc-match',
    'bos.rte.libc',
    'The C library is the same.',
    'Running programs have its text mapped, and find that of the arrival system after the restart.',
    'critical',
    implied('article'),
  ),
  filesetRule(
    'xlc-runtime-match',
    'xlC.rte',
    'The C++ runtime is the same.',
    'C++ programs have it mapped.',
    'optional',
    TYPICAL,
  ),
  {
    id: 'usr-content-match',
    kind: 'warning',
    phases: LIVE,
    about: 'Both systems come from one clone image.',
    reason: 'Then everything below /usr and /opt is identical, whatever the levels say.',
    ground: sourced('article'),
    check: ({ wpar, departure, arrival }) =>
      wpar.privateUsr || (departure.image !== null && departure.image === arrival.image)
        ? null
        : {
            object: arrival.name,
            field: '/usr',
            message: `${departure.name} and ${arrival.name} were not installed from the same clone image; files below /usr and /opt can differ.`,
            remedy: 'Clone one from the other.',
            values: { departure: departure.image ?? 'none', arrival: arrival.image ?? 'none' },
          },
  },
  {
    id: 'level-unsupported',
    kind: 'critical',
    phases: ['start', 'static'],
    about: 'The private files of the partition belong to the version of AIX that hosts it.',
    reason: 'They were made for the kernel of that version.',
    ground: sourced('notes'),
    check: ({ wpar, arrival }) =>
      wpar.level === null || versionName(wpar.level) === versionName(arrival.level)
        ? null
        : {
            object: wpar.name,
            field: 'level',
            message: `0960-667 The level inside ${wpar.name}, AIX ${versionName(wpar.level)}, is not supported on ${arrival.name} with AIX ${versionName(arrival.level)}.`,
            remedy: `Migrate it: migwpar ${wpar.name}.`,
            values: { departure: wpar.level, arrival: arrival.level },
          },
  },
];
