/** Where a partition can be dragged, and what a move's dialog offers. */
import { type CallValue, call, type ThingName, thingName } from '../../../model/call.ts';
import type { Form, Choice as FormChoice, FormField, MoveOffer } from '../../../model/world-view.ts';
import type { Course } from '../course/course.ts';
import { type Choice, choices, suggestion } from '../many/suggest.ts';
import type { Constants } from '../mobility/constants.ts';
import { isError } from '../mobility/findings.ts';
import { keepsVlans, possibleFor, vlansThere } from '../mobility/mappings.ts';
import { candidates } from '../mobility/movers.ts';
import type { Scene } from '../mobility/scene.ts';
import type { Lpar } from '../objects/lpar.ts';
import { typeOfState } from '../objects/lpar-state.ts';
import { lparsOf, systemOf } from '../objects/world.ts';
import { caseOf } from '../rules/case.ts';

export const serverName = (name: string): ThingName => thingName('ManagedSystem', name);
const value = (thing: ThingName): CallValue => ({ ...thing });

/** Rules are held for each partition and server; where that were too many, only what is seen at a glance is said. */
const MOST_EXAMINED = 600;

/** So much that a form for each partition says where to alone. */
const isLarge = ({ world }: Scene): boolean => world.lpars.length * world.systems.length > MOST_EXAMINED;

/** Choices of every partition that could be asked for at this moment, found once for a scene. */
export type ChoicesOf = (lpar: Lpar) => readonly Choice[];

export function choicesIn(scene: Scene, { constants }: Pick<Course, 'constants'>): ChoicesOf {
  if (isLarge(scene)) return (lpar) => glance(scene, lpar);
  const found = new Map<Lpar, readonly Choice[]>();
  return (lpar) => {
    const known = found.get(lpar) ?? choices(scene, lpar, constants);
    found.set(lpar, known);
    return known;
  };
}

/** So many servers are listed then, the emptiest. */
const MOST_LISTED = 8;

/** By state and memory alone. */
function glance({ world }: Scene, lpar: Lpar): Choice[] {
  return [...world.systems]
    .filter(({ name }) => name !== lpar.system)
    .sort((a, b) => b.availableMemoryMb - a.availableMemoryMb)
    .slice(0, MOST_LISTED)
    .map(({ name, state, availableMemoryMb }) => {
      const refused =
        state !== 'Operating'
          ? `${name} does not operate.`
          : availableMemoryMb < lpar.runningMemoryMb
            ? `${name} has too little free memory.`
            : null;
      return { target: name, findings: [], refused, waits: false, why: '' };
    });
}

export function moveOffers(lpar: Lpar, label: string, all: readonly Choice[]): MoveOffer[] {
  const best = suggestion(all);
  return all.map((choice) => ({
    to: choice.target,
    call: call(thingName('Lpar', label), 'migrate', value(serverName(choice.target)), {
      type: typeOfState(lpar.state) ?? 'active',
      queue: true,
    }),
    refused: refusal(choice),
    suggested: choice === best ? capital(choice.why) : null,
  }));
}

/** The first of what is against it, and how much more there is. */
function refusal({ refused, findings }: Choice): string | null {
  const more = findings.filter(isError).length - 1;
  return refused === null || more < 1 ? refused : `${refused} And ${more} more.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const field = (
  path: string,
  label: string,
  about: string,
  options: readonly FormChoice[],
  usual: CallValue = null,
): FormField => ({
  path,
  label,
  about,
  input: { kind: 'choice', choices: options },
  value: usual,
  required: false,
});

const plain = (of: CallValue, label: string, about = ''): FormChoice => ({
  value: of,
  label,
  about,
  suggested: false,
  refused: null,
});

/** The whole dialog: where to, of which type, by which movers, into which pool, by which VIOS, under which limits. */
export function moveForm(
  scene: Scene,
  constants: Constants,
  lpar: Lpar,
  label: string,
  all: readonly Choice[],
): Form {
  const best = suggestion(all);
  const type = typeOfState(lpar.state);
  const target = (best ?? all[0])?.target ?? '';
  return {
    title: `Move ${label}`,
    about:
      type === 'active'
        ? `${label} runs on while its memory is copied.`
        : `${label} is ${lpar.state.toLowerCase()}: its description moves, which takes seconds.`,
    submit: 'Move',
    call: call(thingName('Lpar', label), 'migrate', value(serverName(target)), { queue: true }),
    checked: true,
    fields: [
      {
        path: '0',
        label: 'Target',
        about: 'The server to which it moves.',
        input: { kind: 'choice', choices: all.map((choice) => targetChoice(choice, choice === best)) },
        value: value(serverName(target)),
        required: true,
      },
      ...(type === 'active' && !isLarge(scene) ? moverFields(scene, constants, lpar, target) : []),
      ...(isLarge(scene)
        ? []
        : [
            poolField(scene, target),
            ...strictFields(type === 'active'),
            ...mappingFields(scene, lpar, target),
            ...vlanFields(scene, lpar, target),
            ...limitFields(type === 'active'),
          ]),
    ],
  };
}

/** What rules are against can be chosen: they say beside the fields all that is, and how to put it right. */
const targetChoice = (choice: Choice, suggested: boolean): FormChoice => ({
  value: value(serverName(choice.target)),
  label: choice.target,
  about: refusal(choice) ?? capital(choice.why),
  suggested,
  refused: choice.findings.length > 0 ? null : choice.refused,
});

function moverFields(scene: Scene, constants: Constants, lpar: Lpar, target: string): FormField[] {
  const { world } = scene;
  const [source, to] = [systemOf(world, lpar.system), systemOf(world, target)];
  if (!source || !to) return [];
  const pairs = candidates(scene, source, to, constants);
  const [first] = pairs;
  const of = (end: 'source' | 'target', system: string): FormChoice[] => {
    const names = [...new Set(pairs.map((pair) => pair[end].name))];
    return names.map((name) => {
      const free = pairs.find((pair) => pair[end].name === name && pair.refused === null);
      const any = pairs.find((pair) => pair[end].name === name);
      return {
        value: name,
        label: `${name} of ${system}`,
        about: `${any?.mbitPerSecond ?? 0} Mbit/s, ${any?.[end].movesInProgress ?? 0} moves now`,
        suggested: first?.refused === null && first[end].name === name,
        refused: free ? null : (any?.refused ?? null),
      };
    });
  };
  return [
    field('1.sourceMsp', 'Mover at the source', 'Streams the memory out.', of('source', lpar.system)),
    field('1.destMsp', 'Mover at the target', 'Takes the memory in.', of('target', target)),
    field('1.redundantMsps', 'Second pair of movers', 'Takes over when one of the first pair is lost.', [
      plain(2, 'If possible'),
      plain(1, 'Required'),
      plain(0, 'None'),
    ]),
  ];
}

const poolField = ({ world }: Scene, target: string): FormField =>
  field(
    '1.procPool',
    'Processor pool',
    'Without one it lands in DefaultPool.',
    (systemOf(world, target)?.procPools ?? []).map(({ name }) => plain(name, name)),
  );

const STRICT = [plain(1, 'Required'), plain(2, 'If possible')];

const strictFields = (active: boolean): FormField[] => [
  field('1.vlanBridge', 'VLANs', 'Whether every VLAN has to be bridged on the target.', STRICT),
  field('1.mpio', 'Paths', 'Whether paths over different VIOS have to stay on different ones.', STRICT),
  ...(active
    ? [
        field('1.npivValidation', 'NPIV check', 'By port, or by port and disk, which takes longer.', [
          plain('port', 'Ports'),
          plain('portdisk', 'Ports and disks'),
        ]),
      ]
    : []),
];

/** Each storage adapter: which VIOS of the target is to serve it. */
function mappingFields({ world }: Scene, lpar: Lpar, target: string): FormField[] {
  const c = caseOf(world, { lpar: lpar.name, source: lpar.system, target });
  if (!c) return [];
  const adapters = [
    ...lpar.scsi.map(({ slot, vios }) => ({ is: 'scsi' as const, slot, vios })),
    ...lpar.fc.map(({ slot, vios }) => ({ is: 'fc' as const, slot, vios })),
  ];
  return adapters.map(({ is, slot, vios }) =>
    field(
      `1.servedBy.${slot}`,
      `${is === 'scsi' ? 'vSCSI' : 'Fibre Channel'} in slot ${slot}`,
      `${vios} serves it now.`,
      possibleFor(c, is, slot).map(({ vios: name, refused, suggested }) => ({
        value: name,
        label: `${name} of ${target}`,
        about: refused ?? '',
        suggested,
        refused,
      })),
    ),
  );
}

/** Each Ethernet adapter: on which VLAN it is to be on the target. */
function vlanFields({ world }: Scene, lpar: Lpar, target: string): FormField[] {
  const c = caseOf(world, { lpar: lpar.name, source: lpar.system, target });
  if (!c) return [];
  const refused = keepsVlans(c);
  return lpar.eth.flatMap(({ slot, pvid, vlans, vswitch }) => {
    const others = vlansThere(c, vswitch).filter((vlan) => vlan !== pvid);
    if (others.length === 0) return [];
    return [
      field(
        `1.vlans.${slot}`,
        `Ethernet in slot ${slot}`,
        `On VLAN ${[pvid, ...vlans].join(', ')} of ${vswitch} now, and there too unless another is chosen.`,
        others.map((vlan) => ({
          value: String(vlan),
          label: `VLAN ${vlan}`,
          about: refused ?? '',
          suggested: false,
          refused,
        })),
      ),
    ];
  });
}

const limitFields = (active: boolean): FormField[] => [
  ...(active
    ? [
        {
          path: '1.maxBandwidth',
          label: 'At most',
          about: 'What it may stream, as 500 MiB/s. Empty: what the movers can.',
          input: { kind: 'text' as const },
          value: null,
          required: false,
        },
      ]
    : []),
  {
    path: '1.destLparId',
    label: 'Partition id',
    about: 'Empty: its own where that is free.',
    input: { kind: 'number', min: 1, max: 1000, unit: '' },
    value: null,
    required: false,
  },
  {
    path: '1.profileName',
    label: 'Profile',
    about: 'Into which its present state is written. Empty: the current one.',
    input: { kind: 'text' },
    value: null,
    required: false,
  },
];

/** Whether anything of the server stands to be moved. */
export const hasLpars = ({ world }: Scene, system: string): boolean => lparsOf(world, system).length > 0;
