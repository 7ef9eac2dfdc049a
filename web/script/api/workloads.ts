/** How a guest writes its memory, as a script says it: the ways that can be simulated, with their own names and units. */
import { WORKLOAD_KINDS } from '../../model/parameters/workloads.ts';
import { type Any, field, type Shape, shape } from '../define.ts';
import { isObject, type Kind, misfit, spoken, TEXT } from '../kinds.ts';
import { didYouMean } from '../nearest.ts';
import { optionsOf } from './described.ts';

/** `kind`, and what the model calls the rest; pages may still be given as memory. */
export type WorkloadOptions = { kind: string } & Record<string, unknown>;

const typeName = (kind: string): string =>
  `${kind.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Workload`;

const only = (word: string): Kind<string> => ({ ...TEXT, type: `'${word}'` });

/** One shape for each kind, in the order of the model. */
export const WORKLOADS: readonly { kind: string; shape: Shape<Any> }[] = WORKLOAD_KINDS.filter(
  ({ simulated, rows }) => simulated && !rows,
).map(({ kind, label, about, curve, fields }) => ({
  kind,
  shape: shape(typeName(kind), `${label}. ${about} Distinct pages within t seconds: ${curve}.`, {
    kind: field(only(kind), `This way of writing.`),
    ...optionsOf(fields),
  }),
}));

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
      `There is no workload ${spoken(raw.kind)}.`,
      didYouMean(String(raw.kind), KINDS),
    );
  },
  write: (value) => value,
};
