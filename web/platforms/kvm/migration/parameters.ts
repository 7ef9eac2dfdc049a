/** What `query-migrate-parameters` and `query-migrate-capabilities` answer, and their text. */
import { CAPABILITIES, hasCapability } from '../../../model/parameters/qemu/capabilities.ts';
import type { Parameter } from '../../../model/parameters/qemu/parameter.ts';
import { PARAMETERS } from '../../../model/parameters/qemu/parameters.ts';
import type { VirtualNs } from '../../../model/units.ts';
import { eraOf, isAtLeast, versionNumber } from '../objects/version.ts';
import { CHANGEABLE, numberAt } from './limits.ts';
import { has, type KvmMove, type MoveSetup, settingOf } from './setup.ts';

/** Of a guest that has not moved: what it would move with. */
export type Source = { setup: MoveSetup; move: KvmMove | null };

const exists = (version: string, { since, removed }: { since: string; removed?: string }): boolean =>
  (versionNumber(since) === null || isAtLeast(version, since)) && (!removed || !isAtLeast(version, removed));

export function queryParameters({ setup, move }: Source, at: VirtualNs): Record<string, unknown> {
  const era = eraOf(setup.version);
  const there = PARAMETERS.filter(
    (parameter) =>
      parameter.setBy === 'monitor' &&
      Object.hasOwn(parameter.defaults, era) &&
      exists(setup.version, parameter),
  );
  const value = ({ name }: Parameter): unknown =>
    move && CHANGEABLE.includes(name) ? numberAt(move, name, at) : settingOf(setup, name);
  return Object.fromEntries(there.map((parameter) => [parameter.name, value(parameter)]));
}

export function queryCapabilities({ setup }: Source): { state: boolean; capability: string }[] {
  const era = eraOf(setup.version);
  return CAPABILITIES.filter(
    (capability) => hasCapability(capability.name, era) && exists(setup.version, capability),
  ).map(({ name }) => ({ state: has(setup, name), capability: name }));
}

const UNITS: Readonly<Record<string, string>> = { 'bytes/s': 'bytes/second', '%': '' };

export const infoParameters = (source: Source, at: VirtualNs): string[] =>
  Object.entries(queryParameters(source, at)).map(([name, value]) => {
    const unit = PARAMETERS.find((parameter) => parameter.name === name)?.unit ?? '';
    const shown = UNITS[unit] ?? unit;
    if (typeof value === 'boolean') return `${name}: ${value ? 'on' : 'off'}`;
    if (typeof value === 'number') return `${name}: ${value}${shown && ` ${shown}`}`;
    return name.startsWith('tls-')
      ? `${name}: '${value}'`
      : `${name}: ${Array.isArray(value) ? value.join(' ') : value}`;
  });

export const infoCapabilities = (source: Source): string[] =>
  queryCapabilities(source).map(({ capability, state }) => `${capability}: ${state ? 'on' : 'off'}`);
