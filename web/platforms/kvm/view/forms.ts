/** Forms of the console: how to migrate, what to set while it runs, and what to change of hosts and guests. */
import { type Call, type CallValue, call, thingName } from '../../../model/call.ts';
import { parameterNamed } from '../../../model/parameters/qemu/parameters.ts';
import { ORCHESTRATOR_PRESETS } from '../../../model/presets/orchestrators.ts';
import type { VirtualNs } from '../../../model/units.ts';
import type { Choice, Form, FormField, MoveOffer } from '../../../model/world-view.ts';
import { CHANGEABLE, numberAt } from '../migration/limits.ts';
import type { KvmMove } from '../migration/setup.ts';
import { has } from '../migration/setup.ts';
import type { Standing } from '../migration/standing.ts';
import { HOST_CPUS } from '../objects/cpu.ts';
import { sizeText } from '../objects/sizes.ts';
import { VERSIONS } from '../objects/version.ts';
import type { Guest, Host } from '../objects/world.ts';

/** Sets of capabilities that people choose between. */
const WAYS: readonly { label: string; about: string; capabilities: readonly string[] }[] = [
  { label: 'Pre-copy', about: 'QEMU’s own way, round after round.', capabilities: [] },
  {
    label: 'Pre-copy, auto-converge',
    about: 'Slows the guest step by step until the copy keeps up.',
    capabilities: ['auto-converge'],
  },
  {
    label: 'Pre-copy, xbzrle',
    about: 'Pages that are sent again go as their difference.',
    capabilities: ['xbzrle'],
  },
  { label: 'Pre-copy, multifd', about: 'Several connections side by side.', capabilities: ['multifd'] },
  {
    label: 'Pre-copy, post-copy allowed',
    about: 'Can go over to the destination at any time; what is missing follows.',
    capabilities: ['postcopy-ram', 'postcopy-preempt', 'return-path'],
  },
];

const choice = (
  value: CallValue,
  label: string,
  about: string,
  refused: string | null = null,
  suggested = false,
): Choice => ({ value, label, about, suggested, refused });

export function migrateForm({ guest, host }: Standing, offers: readonly MoveOffer[]): Form {
  const best =
    offers.find(({ suggested }) => suggested !== null) ?? offers.find(({ refused }) => refused === null);
  const to = best?.to ?? null;
  return {
    title: `Migrate ${guest.name}`,
    about: `It stands on ${host}.`,
    submit: 'Migrate',
    call: call(thingName('Guest', guest.name), 'migrate'),
    checked: true,
    fields: [
      {
        path: '0',
        label: 'Destination',
        about: 'The host that it is to run on.',
        required: true,
        value: to === null ? null : thingName('Host', to),
        input: {
          kind: 'choice',
          choices: offers.map((offer) =>
            choice(
              thingName('Host', offer.to),
              offer.to,
              offer.refused ?? offer.suggested ?? '',
              null,
              offer.suggested !== null,
            ),
          ),
        },
      },
      ...HOW,
    ],
  };
}

/** A parameter with QEMU’s own name, unit and range. */
function numberField(path: string, name: string, value: number | null): FormField {
  const parameter = parameterNamed(name);
  const range =
    parameter?.value.kind === 'number' ? parameter.value : { min: 0, max: Number.MAX_SAFE_INTEGER };
  return {
    path,
    label: parameter?.label ?? name,
    about: `${name}. ${parameter?.about ?? ''}`,
    required: false,
    value,
    input: { kind: 'number', min: range.min, max: range.max, unit: parameter?.unit ?? '' },
  };
}

/** Of the parameters that can change while it runs those that do something in this move. */
export function settingsForm(move: KvmMove, at: VirtualNs): Form {
  const { partition } = move.record;
  const needed: Readonly<Record<string, string>> = {
    'cpu-throttle-initial': 'auto-converge',
    'cpu-throttle-increment': 'auto-converge',
    'max-cpu-throttle': 'auto-converge',
    'throttle-trigger-threshold': 'auto-converge',
    'vcpu-dirty-limit': 'dirty-limit',
    'max-postcopy-bandwidth': 'postcopy-ram',
  };
  const names = CHANGEABLE.filter((name) => {
    const capability = needed[name];
    return capability === undefined || has(move.setup, capability);
  });
  return {
    title: `Set parameters of ${partition}’s migration`,
    about: 'They count from this moment on, as with migrate-set-parameters.',
    submit: 'Set',
    call: call(thingName('Move', partition), 'set'),
    checked: false,
    fields: names.map((name) => numberField(`0.${name}`, name, numberAt(move, name, at))),
  };
}

const set = (kind: 'Host' | 'Guest', name: string): Call => call(thingName(kind, name), 'set');

export const hostForm = (host: Host): Form => ({
  title: `Change ${host.name}`,
  about: 'As if it had been changed between two moments; what stands there stays.',
  submit: 'Change',
  call: set('Host', host.name),
  checked: false,
  fields: [
    field('0.memory', 'Memory', 'For guests, as 64 GiB.', { kind: 'text' }, sizeText(host.memory)),
    field('0.cores', 'Cores', '', { kind: 'number', min: 1, max: 4096, unit: '' }, host.cores),
    field('0.cpu', 'CPU', 'The model that it is.', HOST_CPU, host.cpu),
    field('0.qemu', 'QEMU', 'Its version.', VERSION, host.qemu),
    field('0.state', 'State', 'Whether it can be reached.', HOST_STATE, host.state),
  ],
});

export const guestForm = (guest: Guest): Form => ({
  title: `Change ${guest.name}`,
  about: 'Some of this takes effect only when it is started anew.',
  submit: 'Change',
  call: set('Guest', guest.name),
  checked: false,
  fields: [
    field('0.vcpus', 'Virtual CPUs', '', { kind: 'number', min: 1, max: 64, unit: '' }, guest.vcpus),
    field('0.cpu', 'CPU', 'The model that it sees.', GUEST_CPU, guest.cpu),
    field('0.machineType', 'Machine type', 'As pc-q35-9.2.', { kind: 'text' }, guest.machineType),
    field('0.vfio', 'Device passed through', 'Only some can migrate.', VFIO, guest.vfio),
    field('0.state', 'State', '', GUEST_STATE, guest.state),
  ],
});

const field = (
  path: string,
  label: string,
  about: string,
  input: FormField['input'],
  value: CallValue,
): FormField => ({ path, label, about, input, value, required: false });

const named = (names: readonly string[]): FormField['input'] => ({
  kind: 'choice',
  choices: names.map((name) => choice(name, name, '')),
});

// What there is to choose from is the same for all: built once, however many guests there are.
const HOST_CPU = named(HOST_CPUS);
const VERSION = named(VERSIONS);
const HOST_STATE = named(['up', 'down']);
const GUEST_CPU = named(['host', 'kvm64', ...HOST_CPUS]);
const VFIO = named(['none', 'plain', 'migratable', 'failover']);
const GUEST_STATE = named(['running', 'paused', 'shut off']);

const HOW: readonly FormField[] = [
  {
    path: '1.capabilities',
    label: 'Way',
    about: 'QEMU’s capabilities to turn on, at both ends.',
    required: false,
    value: null,
    input: {
      kind: 'choice',
      choices: WAYS.map(({ label, about, capabilities }) =>
        choice(capabilities.length === 0 ? null : capabilities, label, about),
      ),
    },
  },
  {
    path: '1.preset',
    label: 'Managed by',
    about: 'What stands above QEMU and steps in; it then chooses the way itself.',
    required: false,
    value: null,
    input: {
      kind: 'choice',
      choices: [
        choice(null, 'Nobody', 'QEMU goes on until it is done or told otherwise.'),
        ...ORCHESTRATOR_PRESETS.map(({ id, label, about }) => choice(id, label, about)),
      ],
    },
  },
  ...['max-bandwidth', 'downtime-limit'].map((name) => numberField(`1.parameters.${name}`, name, null)),
  {
    path: '1.copyStorage',
    label: 'Disks',
    about: 'Disks that the destination does not reach have to be copied along.',
    required: false,
    value: null,
    input: {
      kind: 'choice',
      choices: [
        choice(null, 'Stay where they are', 'On storage that both hosts reach.'),
        choice('all', 'Copied along', 'As with --copy-storage-all: first the disks, then the memory.'),
      ],
    },
  },
];
