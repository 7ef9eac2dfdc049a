/** From a script's options to descriptions of PowerVM's objects; quantities in bytes become MiB. */
import type { Diagnostic } from '../../../model/result.ts';
import { MIB } from '../../../model/units.ts';
import { defaultConsole } from '../../../platforms/powervm/objects/console.ts';
import type {
  ConsoleDescription,
  LparDescription,
  SystemDescription,
  ViosDescription,
} from '../../../platforms/powervm/objects/description.ts';
import { defaultLpar } from '../../../platforms/powervm/objects/lpar.ts';
import { defaultSystem } from '../../../platforms/powervm/objects/managed-system.ts';
import { defaultVios } from '../../../platforms/powervm/objects/vios.ts';
import type { Values } from '../../../script/api/powervm/kinds.ts';
import type {
  CONSOLE_OPTIONS,
  LPAR_OPTIONS,
  SERVER_OPTIONS,
  VIOS_OPTIONS,
} from '../../../script/api/powervm/options.ts';
import type { Kind } from '../../../script/kinds.ts';

type Read<K> = K extends Kind<infer T> ? T : never;

const mb = (bytes: number): number => Math.round(bytes / MIB);
const given = <T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

/** Attributes that no object of the kind has. */
export function unknownAttributes(
  kind: 'console' | 'server' | 'vios' | 'lpar',
  attributes: Values = {},
): Diagnostic[] {
  const known = KNOWN[kind];
  const { unknown = [] } = attributes;
  if (!Array.isArray(unknown) || !unknown.every((name) => typeof name === 'string'))
    return [
      {
        where: 'unknown',
        what: 'It is no list of names.',
        fix: "Name the attributes that nobody has seen: ['lmbMb'].",
      },
    ];
  return Object.keys(attributes)
    .filter((name) => !known.has(name))
    .map((name) => ({
      where: name,
      what: `A ${kind} has no attribute ${name}.`,
      fix: `It has ${[...known].join(', ')}.`,
    }));
}

const names = (object: object): Set<string> =>
  new Set([...Object.keys(object).filter((name) => name !== 'kind' && name !== 'name'), 'unknown']);

const KNOWN = {
  console: names(defaultConsole('')),
  server: names(defaultSystem('')),
  vios: names(defaultVios('', '', 1)),
  lpar: names(defaultLpar('', '', 1)),
};

export const consoleOf = (
  name: string,
  { product, version, attributes = {} }: Read<typeof CONSOLE_OPTIONS>,
): ConsoleDescription => ({ name, ...given({ product, version }), ...attributes });

export const serverOf = (
  name: string,
  options: Read<typeof SERVER_OPTIONS>,
  console: string | undefined,
): SystemDescription => ({
  name,
  ...given({
    typeModel: options.model,
    generation: options.generation,
    firmware: options.firmware,
    configurableMemoryMb: options.memory === undefined ? undefined : mb(options.memory),
    configurableProcUnits: options.processors,
    lmbMb: options.lmb === undefined ? undefined : mb(options.lmb),
    console,
    edition: options.edition,
    viosCount: options.vios,
    activeMovesSupported: options.moves,
  }),
  ...options.attributes,
});

const MBIT = 1e6 / 8;

export const viosOf = (
  name: string,
  system: string,
  { level, mover, link, freeProcessors, attributes = {} }: Read<typeof VIOS_OPTIONS>,
): ViosDescription => ({
  name,
  system,
  ...given({
    level,
    msp: mover,
    freeCores: freeProcessors,
    addresses:
      link === undefined
        ? undefined
        : [
            {
              address: `${system}-${name}`,
              over: 'physical' as const,
              mbitPerSecond: Math.round(link / MBIT),
              mtuBytes: 9000,
            },
          ],
  }),
  ...attributes,
});

export function lparOf(name: string, system: string, options: Read<typeof LPAR_OPTIONS>): LparDescription {
  const usual = defaultLpar('', '', 1).load;
  const { writes, hot, touchedPercent } = options;
  const load = {
    dirtyMbPerSecond: writes === undefined ? usual.dirtyMbPerSecond : writes / MIB,
    hotSetMb: hot === undefined ? usual.hotSetMb : mb(hot),
    touchedShare: touchedPercent === undefined ? usual.touchedShare : touchedPercent / 100,
  };
  return {
    name,
    system,
    load,
    ...given({
      memoryMb: options.memory === undefined ? undefined : mb(options.memory),
      procUnits: options.processors,
      osVersion: options.os,
      state: options.state,
      storage: options.storage,
      vlan: options.vlan,
    }),
    ...options.attributes,
  };
}
