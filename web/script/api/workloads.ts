/** How a guest writes its memory, as a script says it: the ways that can be simulated, with their own names and units. */
import { WORKLOAD_KINDS, type WorkloadKind } from '../../model/parameters/workloads.ts';
import { type Any, field, type Shape, shape } from '../define.ts';
import { isObject, type Kind, list, misfit, spoken, TEXT } from '../kinds.ts';
import { didYouMean } from '../nearest.ts';
import { optionsOf } from './described.ts';

/** `kind`, and what the model calls the rest; pages may still be given as memory. */
export type WorkloadOptions = { kind: string } & Record<string, unknown>;
type Rows = NonNullable<WorkloadKind['rows']>;

const typeName = (kind: string): string =>
  `${kind.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Workload`;

const only = (word: string): Kind<string> => ({ ...TEXT, type: `'${word}'` });

/** The shape of a row: all of its numbers have to be given. */
const rowOf = (kind: string, { label, fields }: Rows): Shape<Any> => {
  const options = Object.entries(optionsOf(fields));
  const needed = options.map(([name, { kind: of, about }]) => [
    name,
    field(of, about.replace(/ Default: .*$/, '')),
  ]);
  return shape(
    `${typeName(kind)}${label.replaceAll(' ', '')}`,
    `${label} of a workload.`,
    Object.fromEntries(needed),
  );
};

/** A workload within another: read when all kinds are known. */
const HELD: Kind<WorkloadOptions> = {
  type: 'Workload',
  read: (raw, path) => WORKLOAD.read(raw, path),
  write: (value) => value,
};

/** One shape for each kind, in the order of the model. */
export const WORKLOADS: readonly { kind: string; shape: Shape<Any> }[] = WORKLOAD_KINDS.map(
  ({ kind, label, about, curve, fields, rows, holds }) => ({
    kind,
    shape: shape(typeName(kind), `${label}. ${about} Distinct pages within t seconds: ${curve}.`, {
      kind: field(only(kind), `This way of writing.`),
      ...optionsOf(fields),
      ...(rows
        ? { [rows.name]: field(list(rowOf(kind, rows), rows.max), `${rows.label}, one behind the other.`) }
        : {}),
      ...(holds ? { [holds.name]: field<Any>(holds.many ? list(HELD) : HELD, holds.about) } : {}),
    }),
  }),
);

/** Shapes of the rows that some of them have. */
export const ROWS: readonly Shape<Any>[] = WORKLOAD_KINDS.flatMap(({ kind, rows }) =>
  rows ? [rowOf(kind, rows)] : [],
);

const KINDS = WORKLOADS.map(({ kind }) => kind);

export const WORKLOAD: Kind<WorkloadOptions> = {
  type: 'Workload',
  read(raw, path) {
    if (!isObject(raw) || Array.isArray(raw)) {
      return misfit(
        path,
        raw,
        `${spoken(raw)} is no workload.`,
        "Write it as { kind: 'uniform', pages: '1 GiB' }.",
      );
    }
    const found = WORKLOADS.find(({ kind }) => kind === raw.kind);
    if (found) return found.shape.read(raw, path);
    return misfit(
      `${path}.kind`,
      raw.kind,
      raw.kind === undefined ? 'kind is missing.' : `There is no workload ${spoken(raw.kind)}.`,
      didYouMean(String(raw.kind ?? ''), KINDS),
    );
  },
  write: (value) => value,
};
