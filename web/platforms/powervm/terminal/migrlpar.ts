/** `migrlpar`: validate, move, stop, recover. What acts is a call; what stands against it is said at once. */
import { type Call, type CallValue, call, thingName } from '../../../model/call.ts';
import type { RuleFinding } from '../../../model/rule-finding.ts';
import type { TerminalAnswer } from '../../../model/world-view.ts';
import type { Course } from '../course/course.ts';
import { orderOf } from '../mobility/asked.ts';
import { examined } from '../mobility/examine.ts';
import { isError } from '../mobility/findings.ts';
import { labelOf, moveOf, type Scene, standing } from '../mobility/scene.ts';
import type { Lpar } from '../objects/lpar.ts';
import { systemOf } from '../objects/world.ts';
import { failed, said } from './answer.ts';
import { attributesOf, type Options, optionsOf } from './line.ts';

const TAKES = [
  ...['-o', '-m', '-t', '-p', '--id', '--ip', '-u', '-n', '-i', '-w', '-d'],
  ...['--mpio', '--vlanbridge', '--vsi', '--uuid', '--npivval', '--protectstorage', '--requirerr'],
  ...['--redundantvios', '--redundantmsps', '--redundantvnicbkdev', '--vniccfg', '--migsriov', '--steps'],
];
const FLAGS = ['--all', '--force', '-v', '--nodetails', '--affinity', '--usecurrdata'];

/** What a switch is called in a call. */
const SWITCHES: Readonly<Record<string, string>> = {
  '--mpio': 'mpio',
  '--vlanbridge': 'vlanBridge',
  '--vsi': 'vsi',
  '--uuid': 'uuid',
  '--protectstorage': 'protectStorage',
  '--requirerr': 'requireRemoteRestart',
  '--redundantvios': 'redundantVios',
  '--redundantmsps': 'redundantMsps',
  '--redundantvnicbkdev': 'redundantVnicBacking',
  '--vniccfg': 'vnicConfig',
  '--migsriov': 'migrateSriov',
};

export const MIGRLPAR =
  'migrlpar -o {v|m|s|r} -m SOURCE [-t TARGET] {-p NAME | --id ID | --all} [--ip CONSOLE [-u USER]] [-n PROFILE] [--mpio {1|2}] [--vlanbridge {1|2}] [--npivval {port|portdisk}] [--redundantvios {0|1|2}] [--redundantmsps {0|1|2}] [-i "ATTRIBUTES"] [--force] [-v]';

export function migrlpar(course: Course, scene: Scene, words: readonly string[]): TerminalAnswer {
  const options = optionsOf(words, TAKES, FLAGS);
  const { given, unknown } = options;
  if (unknown.length > 0) return failed(`${unknown[0]} is not known.`, MIGRLPAR);
  const operation = given.get('-o') ?? '';
  if (!['v', 'm', 's', 'r'].includes(operation)) return failed('Give -o v, m, s or r.', MIGRLPAR);
  const source = given.get('-m') ?? '';
  if (!systemOf(scene.world, source)) return failed(`There is no managed system ${source}.`);
  if (given.has('--all')) return all(scene, operation, source, given.get('-t'));
  const lpar = partitionOf(scene, source, options);
  if (!lpar)
    return failed(
      `HSCL8012 There is no partition ${given.get('-p') ?? given.get('--id') ?? ''} on ${source}.`,
    );
  const label = labelOf(scene, lpar);
  if (operation === 's') return acting(stopOf(scene, lpar, label));
  if (operation === 'r') return acting(recoverOf(scene, lpar, label, given.has('--force')));
  const target = given.get('-t') ?? '';
  if (!systemOf(scene.world, target)) return failed(`There is no managed system ${target}.`);
  const asked = askedOf(options, lpar);
  const order = orderOf(scene, label, target, asked);
  if (!order) return failed(`There is no partition ${label}.`);
  const { findings } = examined(scene, order, course.constants);
  const lines = told(findings);
  if (findings.some(isError)) return { ...failed(...lines), returnCode: 1 };
  if (operation === 'v') return said(...lines);
  const move = call(thingName('Lpar', label), 'migrate', { ...thingName('ManagedSystem', target) }, asked);
  return { ...said(...lines), call: move };
}

function partitionOf(scene: Scene, source: string, { given }: Options): Lpar | undefined {
  const [name, id] = [given.get('-p'), given.get('--id')];
  return scene.world.lpars.find(
    (lpar) => lpar.system === source && (name === undefined ? String(lpar.id) === id : lpar.name === name),
  );
}

const acting = (answer: Call | string): TerminalAnswer =>
  typeof answer === 'string' ? failed(answer) : { ...said(), call: answer };

function stopOf(scene: Scene, lpar: Lpar, label: string): Call | string {
  const move = moveOf(scene, lpar);
  if (!move) return `${lpar.name} is in no move.`;
  if (move.order.source !== lpar.system) return `Stop it at its source, ${move.order.source}.`;
  return call(thingName('Lpar', label), 'stop');
}

function recoverOf(scene: Scene, lpar: Lpar, label: string, force: boolean): Call | string {
  const move = moveOf(scene, lpar);
  if (move?.going !== 'failed') return `There is nothing to recover of ${lpar.name}.`;
  return call(thingName('Lpar', label), 'recover', ...(force ? [{ force: true }] : []));
}

/** Every partition of the system: an evacuation to the target. */
function all(scene: Scene, operation: string, source: string, target: string | undefined): TerminalAnswer {
  if (operation !== 'm') return failed('--all goes with -o m here.');
  if (!target || !systemOf(scene.world, target)) return failed(`There is no managed system ${target ?? ''}.`);
  if (!standing(scene).some(({ system }) => system === source)) return said('No results were found.');
  const to = { ...thingName('ManagedSystem', target) };
  return { ...said(), call: call(thingName('ManagedSystem', source), 'evacuate', { to }) };
}

/** Switches and attributes as a call has them. */
function askedOf({ given }: Options, { eth }: Lpar): Record<string, CallValue> {
  const asked: Record<string, CallValue> = {};
  for (const [name, option] of Object.entries(SWITCHES)) {
    const value = given.get(name);
    if (value !== undefined) asked[option] = Number(value);
  }
  if (given.has('--affinity')) asked.affinity = true;
  const text = (name: string, option: string) => {
    const value = given.get(name);
    if (value !== undefined) asked[option] = value;
  };
  text('--npivval', 'npivValidation');
  text('-n', 'profileName');
  text('-u', 'remoteUser');
  const attributes = attributesOf(given.get('-i') ?? '');
  const attribute = (name: string, option: string, read: (value: string) => CallValue = String) => {
    const value = attributes.get(name);
    if (value !== undefined) asked[option] = read(value);
  };
  attribute('source_msp_name', 'sourceMsp');
  attribute('dest_msp_name', 'destMsp');
  attribute('shared_proc_pool_name', 'procPool');
  attribute('dest_lpar_id', 'destLparId', Number);
  const servedBy = Object.fromEntries(
    ['virtual_scsi_mappings', 'virtual_fc_mappings'].flatMap((name) =>
      (attributes.get(name) ?? '').split(',').flatMap((mapping) => {
        const [slot, vios = '', , viosSlot = '', port = ''] = mapping.split('/');
        return slot ? [[slot, [vios, viosSlot, port].join('/').replace(/\/+$/, '')]] : [];
      }),
    ),
  );
  if (Object.keys(servedBy).length > 0) asked.servedBy = servedBy;
  const vlans = Object.fromEntries(
    (attributes.get('vlan_mappings') ?? '').split(',').flatMap((mapping) => {
      const [mac = '', ...networks] = mapping.split('/');
      const slot = eth.find((each) => sameMac(each.mac, mac))?.slot;
      return slot === undefined ? [] : [[slot, networks.join('/')]];
    }),
  );
  if (Object.keys(vlans).length > 0) asked.vlans = vlans;
  return asked;
}

/** However their pairs of digits are set apart. */
const sameMac = (one: string, other: string): boolean =>
  one.replace(/[:-]/g, '').toLowerCase() === other.replace(/[:-]/g, '').toLowerCase();

/** Errors first, then warnings, each under its word. */
function told(findings: readonly RuleFinding[]): string[] {
  const block = (word: string, some: readonly RuleFinding[]) =>
    some.length === 0 ? [] : [`${word}:`, ...some.map(({ code, id, message }) => `${code ?? id} ${message}`)];
  return [
    ...block('Errors', findings.filter(isError)),
    ...block(
      'Warnings',
      findings.filter((each) => !isError(each)),
    ),
  ];
}
