/** Values as people type them into a monitor: `on`, `500`, `128M`. */
import { capabilityNamed } from '../../../model/parameters/qemu/capabilities.ts';
import { parameterNamed } from '../../../model/parameters/qemu/parameters.ts';
import type { MoveOptions } from '../migration/setup.ts';

const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  K: 2 ** 10,
  M: 2 ** 20,
  G: 2 ** 30,
  T: 2 ** 40,
};

/** Sizes and rates may have a suffix. */
export function typedValue(name: string, text: string): unknown {
  const parameter = parameterNamed(name);
  if (parameter?.value.kind === 'boolean') return text === 'on' ? true : text === 'off' ? false : text;
  if (parameter?.value.kind === 'list') return text.split(' ').filter(Boolean);
  if (parameter?.value.kind !== 'number') return text;
  const [, digits, suffix = ''] = /^(-?\d+(?:\.\d+)?)([BKMGT]?)$/i.exec(text) ?? [];
  const each = SUFFIXES[suffix.toUpperCase()];
  return digits === undefined || each === undefined ? text : Number(digits) * each;
}

/** `auto-converge=on downtime-limit=500` as options of a move; a word that is neither is returned. */
export function optionsOf(words: readonly string[]): { options: MoveOptions; strange: string[] } {
  const capabilities: string[] = [];
  const parameters: Record<string, unknown> = {};
  const strange: string[] = [];
  for (const word of words) {
    const [name = '', value = 'on'] = word.split('=', 2);
    if (capabilityNamed(name) && value === 'on') capabilities.push(name);
    else if (capabilityNamed(name) && value === 'off') continue;
    else if (parameterNamed(name)) parameters[name] = typedValue(name, value);
    else strange.push(word);
  }
  return {
    options: {
      ...(capabilities.length > 0 ? { capabilities } : {}),
      ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
    },
    strange,
  };
}

/** The host of `tcp:beta:49152`, `tcp://beta/`, `qemu+ssh://beta/system`, or of a bare name. */
export const hostIn = (uri: string): string => /^(?:[a-z+]+:(?:\/\/)?)?([^:/]+)/.exec(uri)?.[1] ?? uri;
