/** What can be done to a server, a VIOS or a partition where it stands, and why some of it cannot be done now. */
import { call, thingName } from '../../../model/call.ts';
import type { Form, Offer } from '../../../model/world-view.ts';
import type { Course } from '../course/course.ts';
import type { Choice } from '../many/suggest.ts';
import { isConsoleDown, isDown } from '../mobility/outages.ts';
import { moveOf, type Scene } from '../mobility/scene.ts';
import type { Console } from '../objects/console.ts';
import type { Lpar } from '../objects/lpar.ts';
import { typeOfState } from '../objects/lpar-state.ts';
import type { ManagedSystem } from '../objects/managed-system.ts';
import type { Vios } from '../objects/vios.ts';
import { keyOf } from '../objects/world.ts';
import { hasLpars, moveForm, serverName } from './moves.ts';
import { type Progress, progressOf } from './progress.ts';

export const offer = (
  id: string,
  label: string,
  made: Pick<Offer, 'call'> | Pick<Offer, 'form'>,
  refused: string | null = null,
  confirm: string | null = null,
): Offer => ({ id, label, call: null, form: null, ...made, refused, confirm });

export function lparOffers(
  scene: Scene,
  { constants }: Pick<Course, 'constants'>,
  lpar: Lpar,
  label: string,
  all: () => readonly Choice[],
): Offer[] {
  const move = moveOf(scene, lpar);
  const on = thingName('Lpar', label);
  const type = typeOfState(lpar.state);
  if (move) return move.going === 'failed' ? recoverOffers(label) : [];
  const offers: Offer[] = [
    type
      ? offer('migrate', 'Move…', { form: moveForm(scene, constants, lpar, label, all()) })
      : offer('migrate', 'Move…', { form: null }, `It is ${lpar.state}: it cannot move now.`),
  ];
  if (lpar.state === 'Not Activated')
    offers.push(offer('activate', 'Activate', { call: call(on, 'activate') }));
  if (lpar.state === 'Running')
    offers.push(
      offer('suspend', 'Suspend', { call: call(on, 'suspend') }),
      offer('shut-down', 'Shut down', { call: call(on, 'shutDown') }, null, `Shut ${label} down?`),
    );
  if (lpar.state === 'Suspended') offers.push(offer('resume', 'Resume', { call: call(on, 'resume') }));
  if (lpar.state === 'Error')
    offers.push(offer('restart', 'Restart', { call: call(on, 'restart') }, null, `Restart ${label}?`));
  if (lpar.consoleOpen)
    offers.push(offer('close-console', 'Close the console', { call: call(on, 'closeConsole') }));
  return offers;
}

export const recoverOffers = (label: string): Offer[] => [
  offer('recover', 'Recover', { call: call(thingName('Lpar', label), 'recover') }),
  offer(
    'recover-force',
    'Recover by force',
    { call: call(thingName('Lpar', label), 'recover', { force: true }) },
    null,
    'Recover although an end does not answer? What that end holds is left there.',
  ),
];

export const stopOffer = (label: string, { stoppable, phase }: Progress): Offer =>
  offer(
    'stop',
    'Stop the move',
    { call: call(thingName('Lpar', label), 'stop') },
    stoppable ? null : `Not during “${phase}”: it has to go on from here.`,
    `Stop the move of ${label}? Everything goes back to how it was.`,
  );

/** A move under way can be stopped where the partition stands, too. */
export function movingOffers(
  course: Course,
  scene: Scene,
  lpar: Lpar,
  label: string,
  at: Parameters<typeof progressOf>[3],
): Offer[] {
  const move = moveOf(scene, lpar);
  if (!move || move.going === 'failed') return [];
  return [
    stopOffer(
      label,
      progressOf(course, move, label, at, () => null),
    ),
  ];
}

export function systemOffers(scene: Scene, system: ManagedSystem): Offer[] {
  const on = serverName(system.name);
  const empty = !hasLpars(scene, system.name);
  return [
    offer(
      'evacuate',
      'Evacuate…',
      { form: evacuateForm(scene, system) },
      empty ? 'No partition stands on it.' : isDown(system) ? 'It does not operate.' : null,
    ),
    isDown(system)
      ? offer('power-on', 'Power on', { call: call(on, 'powerOn') })
      : offer(
          'fail',
          'Let it fail',
          { call: call(on, 'fail') },
          null,
          `Let ${system.name} fail? What runs on it is lost with it.`,
        ),
  ];
}

function evacuateForm({ world }: Scene, system: ManagedSystem): Form {
  const most = Math.max(1, system.activeMovesSupported);
  const others = world.systems.filter(({ name }) => name !== system.name);
  return {
    title: `Evacuate ${system.name}`,
    about: 'Every partition leaves, the largest first; where each goes is decided when its turn comes.',
    submit: 'Evacuate',
    call: call(serverName(system.name), 'evacuate', {}),
    checked: false,
    fields: [
      {
        path: '0.concurrency',
        label: 'At once',
        about: `The server supports ${most}.`,
        input: { kind: 'number', min: 1, max: most, unit: 'moves' },
        value: Math.min(4, most),
        required: false,
      },
      {
        path: '0.to',
        label: 'To',
        about: 'Empty: to whichever server suits best.',
        input: {
          kind: 'choice',
          choices: others.map(({ name, availableMemoryMb }) => ({
            value: { ...serverName(name) },
            label: name,
            about: `${Math.floor(availableMemoryMb / 1024)} GiB free`,
            suggested: false,
            refused: null,
          })),
        },
        value: null,
        required: false,
      },
    ],
  };
}

export function viosOffers(vios: Vios): Offer[] {
  const on = thingName('Vios', keyOf(vios));
  const running = vios.state === 'Running';
  return [
    running
      ? offer('fail', 'Let it fail', { call: call(on, 'fail') }, null, `Let ${vios.name} fail?`)
      : offer('activate', 'Activate', { call: call(on, 'activate') }),
    vios.msp
      ? offer('no-mover', 'End its work as a mover', { call: call(on, 'setMover', false) })
      : offer('mover', 'Make it a mover', { call: call(on, 'setMover', true) }),
    ...(vios.msp ? [offer('tune', 'Tune the mover…', { form: tuneForm(vios) })] : []),
    ...(vios.orphans.length > 0
      ? [offer('orphans', 'Remove left-over adapters', { call: call(on, 'removeOrphans') })]
      : []),
  ];
}

function tuneForm(vios: Vios): Form {
  const { movesAtOnce, concurrencyLevel } = vios.tunables;
  return {
    title: `Tune the mover ${vios.name} of ${vios.system}`,
    about: 'Attributes of vioslpm0. Level and link of the VIOS may allow fewer moves.',
    submit: 'Set',
    call: call(thingName('Vios', keyOf(vios)), 'tune', {}),
    checked: false,
    fields: [
      {
        path: '0.movesAtOnce',
        label: 'Moves at once',
        about: 'cfg_msp_lpm_ops; usually 8.',
        input: { kind: 'number', min: 1, max: 8, unit: 'moves' },
        value: movesAtOnce,
        required: true,
      },
      {
        path: '0.concurrencyLevel',
        label: 'Concurrency level',
        about: 'concurrency_lvl: lower gives each move more memory, and fewer moves run at once.',
        input: { kind: 'number', min: 1, max: 5, unit: '' },
        value: concurrencyLevel,
        required: true,
      },
    ],
  };
}

export function consoleOffers(scene: Scene, { name }: Console): Offer[] {
  const on = thingName('Console', name);
  return [
    isConsoleDown(scene, name)
      ? offer('repair', 'Bring it back', { call: call(on, 'repair') })
      : offer('fail', 'Let it fail', { call: call(on, 'fail') }, null, `Let ${name} fail?`),
  ];
}

export function balanceOffer({ world }: Scene): Offer {
  return offer(
    'balance',
    'Balance',
    { call: call(thingName('PowerVm'), 'balance') },
    world.systems.length < 2 ? 'There is one server only.' : null,
  );
}
