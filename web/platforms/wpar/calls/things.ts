/** The platform's things by the names under which the script API knows them, and how quantities are written for it. */
import { type CallValue, type ThingName, thingName } from '../../../model/call.ts';
import { type Dimension, UNITS } from '../../../model/quantities.ts';

export const MANAGER: ThingName = thingName('WparManager');
export const systemThing = (name: string): ThingName => thingName('AixSystem', name);
export const serverThing = (name: string): ThingName => thingName('NfsServer', name);
export const wparThing = (name: string): ThingName => thingName('Wpar', name);
export const sessionThing = (id: string): ThingName => thingName('WparSession', id);

/** In the largest unit that leaves a whole number: a call gives exactly what it was made from. */
function exact(value: number, dimension: Dimension, units: readonly string[]): string {
  const unit = units.find((each) => Number.isInteger(value / (UNITS[dimension][each] ?? 1)) && value !== 0);
  const [name, size] = unit ? [unit, UNITS[dimension][unit] ?? 1] : [units.at(-1), 1];
  return `${value / size} ${name}`;
}

export const sizeText = (bytes: number): string => exact(bytes, 'size', ['GiB', 'MiB', 'MB', 'kB', 'B']);
export const timeText = (milliseconds: number): string =>
  exact(milliseconds * 1e6, 'time', ['min', 's', 'ms', 'µs', 'ns']);

export const modeText = (mode: number): string => mode.toString(8);

/** Without what is not given. */
export const given = (fields: Readonly<Record<string, CallValue | undefined>>): Record<string, CallValue> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
