/** Forms about a partition that is there. */
import { call } from '../../../model/call.ts';
import type { Choice, Form } from '../../../model/world-view.ts';
import { sizeText, systemThing, wparThing } from '../calls/things.ts';
import { movesAsynchronously } from '../objects/level.ts';
import { systemOf, type WparWorld } from '../objects/world.ts';
import { stateOf, type Wpar } from '../objects/wpar.ts';
import { suggestTarget } from '../placement/suggest.ts';
import {
  choice,
  choiceField,
  flagField,
  groupChoices,
  hostChoices,
  numberField,
  textField,
} from './fields.ts';

/** The best one first, with why; the others with what stands against them. */
function targetChoices(world: WparWorld, name: string, phase: 'live' | 'static'): Choice[] {
  const candidates = suggestTarget(world, name, { phase });
  const best = candidates.find(({ possible }) => possible);
  return candidates.map((candidate) =>
    choice(systemThing(candidate.system), candidate.system, {
      about: candidate.possible ? candidate.why.join(' ') : `It fails: ${candidate.why.join(' ')}`,
      suggested: candidate === best,
    }),
  );
}

const firstOf = (choices: readonly Choice[]) =>
  (choices.find(({ suggested }) => suggested) ?? choices[0])?.value ?? null;

export function relocateForm(world: WparWorld, wpar: Wpar): Form {
  const targets = targetChoices(world, wpar.name, 'live');
  const paused = stateOf(wpar) === 'Paused';
  const here = systemOf(world, wpar.home);
  const young = here !== undefined && movesAsynchronously(here.level);
  return {
    title: `Relocate ${wpar.name}`,
    about: paused
      ? 'It is paused: it is restarted from its image.'
      : 'It goes on there with everything that runs in it; whoever is logged in notices a pause.',
    submit: 'Relocate',
    call: call(wparThing(wpar.name), 'relocate'),
    fields: [
      choiceField(targets)('0', 'To', { value: firstOf(targets), required: true }),
      ...(paused
        ? []
        : [
            choiceField([
              choice('synchronous', 'Synchronous', {
                about:
                  'Checkpoint into an image on the NFS server, restart from it. The longer pause, and always a way back.',
              }),
              choice('asynchronous', 'Asynchronous', {
                about:
                  'Sends only what is needed, and pages the rest in. A short pause; until all is there it hangs on both systems.',
                suggested: young,
                refused: young ? null : 'It needs AIX 6.1 with technology level 2 on both systems.',
              }),
            ])('1.mode', 'How', { value: 'synchronous', required: true }),
          ]),
    ],
    checked: true,
  };
}

export function staticForm(world: WparWorld, wpar: Wpar): Form {
  const targets = targetChoices(world, wpar.name, 'static');
  return {
    title: `Relocate ${wpar.name}, static`,
    about:
      stateOf(wpar) === 'Active'
        ? 'It is stopped, defined anew there, and started: what runs in it does not survive.'
        : 'It is defined anew there.',
    submit: 'Relocate',
    call: call(wparThing(wpar.name), 'relocateStatic'),
    fields: [choiceField(targets)('0', 'To', { value: firstOf(targets), required: true })],
    checked: true,
  };
}

export const deployForm = (world: WparWorld, wpar: Wpar): Form => {
  const hosts = hostChoices(world);
  return {
    title: `Deploy ${wpar.name}`,
    about: 'Its private files are copied; that takes most of the time.',
    submit: 'Deploy',
    call: call(wparThing(wpar.name), 'deploy'),
    fields: [choiceField(hosts)('0', 'Managed system', { value: firstOf(hosts), required: true })],
    checked: true,
  };
};

/** `change` is what `chwpar` does to one that runs. */
export function changeForm(world: WparWorld, wpar: Wpar, verb: 'modify' | 'change'): Form {
  const running = stateOf(wpar) === 'Active';
  return {
    title: verb === 'modify' ? `Modify ${wpar.name}` : `Change ${wpar.name} with chwpar`,
    about:
      verb === 'modify'
        ? 'From the console only while it is stopped.'
        : 'Most of it can be changed while it runs.',
    submit: 'Change',
    call: call(wparThing(wpar.name), verb, {}),
    fields: [
      textField('0.hostname', 'Host name', { value: wpar.hostname, required: true }),
      textField('0.address', 'Address', {
        value: wpar.address?.address ?? '',
        about: 'Empty: none, only clogin leads in.',
      }),
      textField('0.description', 'Description', { value: wpar.description }),
      choiceField(groupChoices(world))('0.group', 'Group', { value: wpar.group ?? '' }),
      flagField('0.auto', 'Start with its host', { value: wpar.auto }),
      ...(running
        ? []
        : [
            flagField('0.checkpointable', 'Enable checkpoint', {
              value: wpar.checkpointable,
              about: 'Without it there is neither a pause nor a live relocation.',
            }),
          ]),
    ],
    checked: true,
  };
}

export const renameForm = ({ name }: Wpar): Form => ({
  title: `Rename ${name}`,
  about: '',
  submit: 'Rename',
  call: call(wparThing(name), 'rename'),
  fields: [textField('0', 'New name', { value: name, required: true })],
  checked: true,
});

export const backupForm = ({ name }: Wpar): Form => ({
  title: `Back up ${name}`,
  about: 'Its files and its definition, in one archive.',
  submit: 'Back up',
  call: call(wparThing(name), 'backup'),
  fields: [textField('0', 'File', { value: `/export/${name}.bff`, required: true })],
  checked: true,
});

const MOST_THREADS = 100_000;
const MOST_PROCESSORS = 1024;

/** Not the product’s: what the playground lets happen inside. */
export const behaviourForm = (wpar: Wpar): Form => ({
  title: `What runs in ${wpar.name}`,
  about: 'Not a form of the product: here you decide what its programs do.',
  submit: 'Let it be so',
  call: call(wparThing(wpar.name), 'behave', {}),
  fields: [
    textField('0.memory', 'State', {
      value: sizeText(wpar.stateBytes),
      about: 'Memory in use and what the kernel keeps for it: what a checkpoint has to save.',
    }),
    numberField(0, MOST_THREADS, '')('0.threads', 'Threads', {
      value: wpar.threads,
      about: 'Each takes its time to be frozen.',
    }),
    numberField(0, MOST_PROCESSORS, '')('0.processors', 'Load in processors', { value: wpar.processors }),
    textField('0.denial', 'A checkpoint is denied because', {
      value: wpar.denial ?? '',
      about: 'Empty: none is.',
    }),
    flagField('0.unkillable', 'A process cannot be ended', { value: wpar.unkillable }),
    flagField('0.pendingIo', 'Asynchronous I/O is pending', { value: wpar.pendingIo }),
  ],
  checked: false,
});
