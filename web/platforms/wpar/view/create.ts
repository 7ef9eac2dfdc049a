/** Forms that make something new: a partition, from nothing or from a backup. */
import { call } from '../../../model/call.ts';
import type { Form, Offer } from '../../../model/world-view.ts';
import { MANAGER, sizeText, systemThing } from '../calls/things.ts';
import { type WparWorld, wparOf } from '../objects/world.ts';
import { IDLE } from '../objects/wpar.ts';
import {
  choice,
  choiceField,
  flagField,
  groupChoices,
  hostChoices,
  storageChoices,
  textField,
} from './fields.ts';

/** The next name that resolves and is not used. */
const nextName = (world: WparWorld): string =>
  world.names.find(
    ({ name }) => !wparOf(world, name) && !world.systems.some((system) => system.name === name),
  )?.name ?? '';

export function createForm(world: WparWorld): Form {
  const storage = storageChoices(world);
  const [system] = world.systems;
  const [group] = world.groups;
  return {
    title: 'New system workload partition',
    about:
      'Prepare the NFS server first: with its files there, in a directory of its own, the partition can be moved while it runs.',
    submit: 'Create',
    call: call(MANAGER, 'createSystemWpar', '', {}),
    fields: [
      textField('0', 'Partition name', {
        value: nextName(world),
        required: true,
        about: 'Where it resolves, that is its address.',
      }),
      choiceField(hostChoices(world))('1.host', 'Managed system', {
        value: system ? systemThing(system.name) : null,
        required: true,
      }),
      choiceField(storage)('1.nfs', 'Files', { value: storage[0]?.value ?? null }),
      flagField('1.checkpointable', 'Enable checkpoint', {
        value: true,
        about: 'Needed to pause it and to move it while it runs.',
      }),
      textField('1.address', 'Address', { about: 'Left out: what its name resolves to.' }),
      choiceField(groupChoices(world))('1.group', 'Group', { value: group?.name ?? '' }),
      flagField('1.auto', 'Start with its host', { value: false }),
      flagField('1.privateUsr', 'Own /usr and /opt', {
        value: false,
        about: 'Otherwise it borrows those of its host.',
      }),
      textField('1.description', 'Description'),
      textField('1.memory', 'State', {
        value: sizeText(IDLE.stateBytes),
        about: 'What a checkpoint will have to save.',
      }),
    ],
    checked: true,
  };
}

export function applicationForm(world: WparWorld): Form {
  const commands = [...new Set(world.systems.flatMap((system) => system.commands))];
  const [system] = world.systems;
  return {
    title: 'New application workload partition',
    about: 'A command with walls around it: it runs at once, and when it ends nothing is left.',
    submit: 'Run',
    call: call(MANAGER, 'createApplicationWpar', '', {}),
    fields: [
      textField('0', 'Partition name', { required: true }),
      textField('1.command', 'Command', {
        value: `${commands[0] ?? '/usr/bin/sleep'} 10000`,
        required: true,
      }),
      choiceField(hostChoices(world))('1.host', 'Managed system', {
        value: system ? systemThing(system.name) : null,
        required: true,
      }),
      choiceField(storageChoices(world))('1.nfs', 'What it writes'),
      flagField('1.checkpointable', 'Enable checkpoint', { value: true }),
    ],
    checked: true,
  };
}

export function restoreOffer(world: WparWorld): Offer {
  const [system] = world.systems;
  const [backup] = world.backups;
  const form: Form = {
    title: 'Restore from a backup',
    about: 'A partition with the definition and the files of the archive.',
    submit: 'Restore',
    call: call(MANAGER, 'restore'),
    fields: [
      choiceField(
        world.backups.map(({ file, definition, bytes }) =>
          choice(file, file, { about: `${definition.name}, ${Math.round(bytes / 1e6)} MB` }),
        ),
      )('0', 'Archive', { value: backup?.file ?? null, required: true }),
      choiceField(hostChoices(world))('1', 'Managed system', {
        value: system ? systemThing(system.name) : null,
        required: true,
      }),
      textField('2.name', 'Under the name', { about: 'Left out: the name that it had.' }),
    ],
    checked: true,
  };
  return {
    id: 'restore',
    label: 'Restore…',
    call: null,
    form: backup ? form : null,
    refused: backup ? null : 'There is no backup yet. Back up a partition first.',
    confirm: null,
  };
}
