/** `migrlpar -o set`: what a server does with inactive moves, and how many moves a mover serves. */
import { type Call, type CallValue, call, thingName } from '../../../model/call.ts';
import { type PowerWorld, systemOf, viosesOf } from '../objects/world.ts';
import { attributesOf, type Options } from './line.ts';

/** Attributes as fields have them. */
const OF_SYSTEM: Readonly<Record<string, string>> = { inactive_prof_policy: 'inactivePolicy' };
const OF_MOVER: Readonly<Record<string, string>> = {
  num_active_migrations_configured: 'movesAtOnce',
  concurr_migration_perf_level: 'concurrencyLevel',
};

/** The call that it stands for, or what is wrong with the line. */
export function setBy(world: PowerWorld, { given }: Options): Call | string {
  const system = given.get('-m') ?? '';
  if (!systemOf(world, system)) return `There is no managed system ${system}.`;
  const resource = given.get('-r');
  const attributes = attributesOf(given.get('-i') ?? '');
  if (resource === 'sys') {
    const values = valuesOf(attributes, OF_SYSTEM, String);
    return typeof values === 'string' ? values : call(thingName('ManagedSystem', system), 'set', values);
  }
  if (resource !== 'lpar') return 'Give -r sys or -r lpar.';
  const [name, id] = [given.get('-p'), given.get('--id')];
  const vios = viosesOf(world, system).find((each) =>
    name === undefined ? String(each.id) === id : each.name === name,
  );
  if (!vios) return `There is no VIOS ${name ?? id ?? ''} on ${system}.`;
  const values = valuesOf(attributes, OF_MOVER, Number);
  return typeof values === 'string'
    ? values
    : call(thingName('Vios', `${system}/${vios.name}`), 'tune', values);
}

function valuesOf(
  attributes: ReadonlyMap<string, string>,
  names: Readonly<Record<string, string>>,
  read: (text: string) => CallValue,
): Record<string, CallValue> | string {
  const wrong = [...attributes.keys()].find((name) => !Object.hasOwn(names, name));
  if (attributes.size === 0 || wrong !== undefined)
    return `${wrong === undefined ? 'Give -i' : `-i: ${wrong} cannot be set`}. What can: ${Object.keys(names).join(', ')}.`;
  return Object.fromEntries([...attributes].map(([name, value]) => [names[name] ?? name, read(value)]));
}
