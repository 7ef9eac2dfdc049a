/** The machines of the lab: systems with their partitions, and the servers that keep their files. */
import { type Call, type CallValue, call } from '../../../model/call.ts';
import { showQuantity } from '../../../model/quantities.ts';
import type { Capacity, HostView, Offer, PartitionView } from '../../../model/world-view.ts';
import { serverThing, systemThing } from '../calls/things.ts';
import { utilisation } from '../objects/load.ts';
import { areaBlocks, BLOCK_BYTES, type NfsServer } from '../objects/nfs.ts';
import type { ManagedSystem } from '../objects/system.ts';
import { hostedBy, type WparWorld } from '../objects/world.ts';
import type { Copy, Wpar } from '../objects/wpar.ts';
import { evacuationPlan, keepsFromPowerOff } from '../placement/evacuate.ts';
import type { Session } from '../session/session.ts';
import { choiceField, groupChoices, numberField } from './fields.ts';
import { movesOf, partitionOffers } from './offers.ts';
import { listed, rounded, STATE_TONES, shownState, systemState } from './words.ts';

export const offer = (id: string, label: string, made: Call, rest: Partial<Offer> = {}): Offer => ({
  id,
  label,
  call: made,
  form: null,
  refused: null,
  confirm: null,
  ...rest,
});

export const hostViews = (world: WparWorld, sessions: readonly Session[]): HostView[] => [
  ...world.systems.map((system) => systemView(world, system, sessions)),
  ...world.servers.map((server) => serverView(world, server)),
];

function systemView(world: WparWorld, system: ManagedSystem, sessions: readonly Session[]): HostView {
  return {
    id: system.name,
    about: `${system.model} · AIX ${system.level}`,
    state: systemState(system),
    capacities: capacities(world, system),
    partitions: hostedBy(world, system.name).flatMap((wpar) =>
      wpar.copies
        .filter((copy) => copy.system === system.name)
        .map((copy) => partitionView(world, wpar, copy, sessions)),
    ),
    offers: systemOffers(world, system),
  };
}

function capacities(world: WparWorld, system: ManagedSystem): Capacity[] {
  const { processorPercent, memoryPercent } = utilisation(world, system);
  const bytes = (memoryPercent / 100) * system.memoryBytes;
  const processors = (processorPercent / 100) * system.processors;
  return [
    {
      label: 'Memory',
      used: bytes,
      total: system.memoryBytes,
      text: `${showQuantity(bytes, 'size')} of ${showQuantity(system.memoryBytes, 'size')}`,
    },
    {
      label: 'Processors',
      used: processors,
      total: system.processors,
      text: `${rounded(processors)} of ${system.processors}`,
    },
  ];
}

/** Elsewhere it is at home: what stands here is on its way, or what a relocation left. */
function partitionView(
  world: WparWorld,
  wpar: Wpar,
  copy: Copy,
  sessions: readonly Session[],
): PartitionView {
  const home = copy.system === wpar.home;
  const state = home ? shownState(world, wpar) : copy.state;
  return {
    id: wpar.name,
    about: wpar.description || (wpar.kind === 'system' ? 'system partition' : wpar.application),
    state: { word: state, tone: STATE_TONES[state] },
    memoryBytes: wpar.stateBytes,
    shadow: !home,
    offers: home ? partitionOffers(world, wpar, sessions) : [],
    moves: home ? movesOf(world, wpar) : [],
  };
}

export function systemOffers(world: WparWorld, system: ManagedSystem): Offer[] {
  const thing = systemThing(system.name);
  const { up, agentUp, agent, name } = system;
  const keeps = keepsFromPowerOff(world, name);
  const down = up ? null : `${name} is down.`;
  return [
    evacuateOffer(world, system),
    offer('register', 'Register', call(thing, 'register'), {
      refused: agent === 'registered' ? `${name} is registered already.` : down,
    }),
    agentUp
      ? offer('stop-agent', 'Silence its agent', call(thing, 'stopAgent'), { refused: down })
      : offer('start-agent', 'Start its agent', call(thing, 'startAgent'), { refused: down }),
    up
      ? offer('crash', 'Switch it off', call(thing, 'crash'), {
          confirm:
            keeps.length > 0 ? `${listed(keeps)} That is lost. Switch ${name} off?` : `Switch ${name} off?`,
        })
      : offer('boot', 'Switch it on', call(thing, 'boot')),
  ];
}

const MOST_AT_ONCE = 10;

function evacuateOffer(world: WparWorld, { name }: ManagedSystem): Offer {
  const rows = evacuationPlan(world, name);
  const plan = rows.map(({ wpar, how, to, why }) =>
    to === null ? `${wpar} stays: ${why.join(' ')}` : `${wpar} to ${to}, ${how}`,
  );
  return {
    id: 'evacuate',
    label: 'Evacuate',
    call: null,
    form:
      rows.length === 0
        ? null
        : {
            title: `Evacuate ${name}`,
            about: `The largest first, each to its best target when its turn comes. As things are: ${plan.join('; ')}.`,
            submit: 'Evacuate',
            call: call(systemThing(name), 'evacuate', {}),
            fields: [
              choiceField([{ ...firstGroup, label: 'All partitions' }, ...groupChoices(world).slice(1)])(
                '0.group',
                'Which',
                { value: null },
              ),
              numberField(1, MOST_AT_ONCE, '')('0.atOnce', 'At the same time', { value: 1 }),
            ],
            checked: false,
          },
    refused: rows.length === 0 ? `Nothing stands on ${name}.` : null,
    confirm: null,
  };
}

const firstGroup = { value: null as CallValue, label: '', about: '', suggested: false, refused: null };

/** A checkpoint as a file, from the moment at which it is begun. */
const imagesOn = ({ wpars }: WparWorld, server: string): PartitionView[] =>
  wpars
    .filter(({ storage, image, home, copies }) => {
      const [only, ...others] = copies;
      // With a copy on another system it is paged over to that one, without an image.
      const freezing = only?.system === home && only?.state === 'Frozen' && others.length === 0;
      return storage.kind === 'nfs' && storage.server === server && (image !== null || freezing);
    })
    .map(({ name, stateBytes }) => ({
      id: name,
      about: 'image of its state',
      state: { word: 'image', tone: 'quiet' },
      memoryBytes: stateBytes,
      shadow: true,
      offers: [],
      moves: [],
    }));

function serverView(world: WparWorld, server: NfsServer): HostView {
  const { name, up, area } = server;
  const blocks = areaBlocks(area);
  return {
    id: name,
    about: `NFS server · AIX ${server.level} · ${area.path}: ${blocks} blocks, ${showQuantity(blocks * BLOCK_BYTES, 'size')}`,
    state: up ? { word: 'Serving', tone: 'good' } : { word: 'Down', tone: 'bad' },
    capacities: [],
    partitions: imagesOn(world, name),
    offers: serverOffers(server),
  };
}

export const serverOffers = ({ name, up }: NfsServer): Offer[] => [
  up
    ? offer('server-down', 'Let it fail', call(serverThing(name), 'down'), {
        confirm: `Whatever touches a file on ${name} hangs then. Let it fail?`,
      })
    : offer('server-up', 'Bring it back', call(serverThing(name), 'up')),
];
