/** What the partition itself has to be like. */
import { implied, sourced, TYPICAL } from '../ground.ts';
import { nameFault } from '../objects/name.ts';
import type { Rule } from './rule.ts';

export const PARTITION_RULES: readonly Rule[] = [
  {
    id: 'name-syntax',
    kind: 'critical',
    phases: ['create'],
    about: 'The name has up to 25 bytes and no special characters.',
    reason: 'Commands and paths are made from it.',
    ground: sourced('commands'),
    check: ({ wpar }) => {
      const fault = nameFault(wpar.name);
      return fault === null
        ? null
        : {
            object: wpar.name,
            field: 'name',
            message: fault,
            remedy: 'Use letters, digits and underscores.',
          };
    },
  },
  {
    id: 'ckpt-flag-required',
    kind: 'critical',
    phases: ['live', 'pause'],
    about: 'The partition is enabled for checkpoints.',
    reason: 'Only then can its state be saved.',
    ground: sourced('commands', 'help'),
    check: ({ wpar }) =>
      wpar.checkpointable
        ? null
        : {
            object: wpar.name,
            field: 'checkpointable',
            message: `${wpar.name} is not enabled for checkpoints.`,
            remedy: `Stop it, enable it (chwpar -c ${wpar.name}), and start it again; or relocate it statically.`,
          },
  },
  {
    id: 'checkpoint-denied',
    kind: 'critical',
    phases: ['live', 'pause'],
    about: 'No component forbids a checkpoint.',
    reason: 'Kernel services may veto one, and say why; later they may allow it again.',
    ground: sourced('services'),
    check: ({ wpar }) =>
      wpar.denial === null
        ? null
        : {
            object: wpar.name,
            field: 'checkpoint',
            message: `A component of ${wpar.name} forbids the checkpoint: ${wpar.denial}`,
            remedy: 'Wait until it allows one, or stop the program that holds it.',
            fix: {
              label: 'Let it end what it does',
              edits: [{ kind: 'wpar', wpar: wpar.name, set: { denial: null } }],
            },
          },
  },
  {
    id: 'aio-in-progress',
    kind: 'warning',
    phases: ['live', 'pause'],
    about: 'No asynchronous I/O is pending.',
    reason: 'At some levels a restart failed with it.',
    ground: sourced('defects'),
    check: ({ wpar }) =>
      wpar.pendingIo
        ? {
            object: wpar.name,
            field: 'asynchronous I/O',
            message: `Asynchronous I/O of ${wpar.name} is pending; at some levels the restart fails then.`,
            remedy: 'Install the correction, or wait for a quiet moment.',
          }
        : null,
  },
  {
    id: 'no-local-devices',
    kind: 'critical',
    phases: ['live', 'static'],
    about: 'No device of the departure system is exported to the partition.',
    reason: 'The state of a device cannot follow.',
    ground: implied('topics'),
    check: ({ wpar, departure }) =>
      wpar.devices.length === 0
        ? null
        : {
            object: wpar.name,
            field: 'devices',
            message: `${wpar.devices.join(', ')} ${wpar.devices.length > 1 ? 'are' : 'is'} local to ${departure.name}.`,
            remedy: 'Take the device back from the partition.',
            fix: {
              label: `Take ${wpar.devices.join(', ')} back`,
              edits: [{ kind: 'wpar', wpar: wpar.name, set: { devices: [] } }],
            },
          },
  },
  {
    id: 'kext-private',
    kind: 'critical',
    phases: ['live'],
    about: 'The partition has loaded no kernel extension of its own.',
    reason: 'What it keeps lies in the kernel that stays behind.',
    ground: TYPICAL,
    check: ({ wpar }) =>
      wpar.kernelExtensions.length === 0
        ? null
        : {
            object: wpar.name,
            field: 'kernel extensions',
            message: `${wpar.name} has loaded ${wpar.kernelExtensions.join(', ')}.`,
            remedy: 'Unload it, or relocate statically.',
          },
  },
  {
    id: 'app-binary-present',
    kind: 'critical',
    phases: ['create', 'live', 'static'],
    about: 'The command of an application partition exists on the system.',
    reason: 'It is the system’s own program that runs.',
    ground: sourced('help'),
    check: ({ wpar, arrival }) => {
      const command = wpar.application.split(/\s+/)[0] ?? '';
      if (wpar.kind === 'system' || arrival.commands.includes(command)) return null;
      return {
        object: arrival.name,
        field: 'command',
        message: `${command} is not there on ${arrival.name}.`,
        remedy: `Install it on ${arrival.name}.`,
        fix: {
          label: `Install ${command} on ${arrival.name}`,
          edits: [
            { kind: 'system', system: arrival.name, set: { commands: [...arrival.commands, command] } },
          ],
        },
      };
    },
  },
  {
    id: 'stop-prefers-shutdown',
    kind: 'warning',
    phases: ['stop'],
    about: 'A system partition is shut down from inside.',
    reason:
      'Inside, users are warned and services end in order; from outside its processes are ended, and sessions with them.',
    ground: sourced('article'),
    check: ({ wpar }) =>
      wpar.kind === 'application'
        ? null
        : {
            object: wpar.name,
            field: '',
            message: `Users of ${wpar.name} will be cut off without notice.`,
            remedy: 'Run shutdown inside instead.',
          },
  },
];
