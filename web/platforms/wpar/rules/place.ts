/** Whether the manager can reach the systems, and whether they are two. */
import { OWN, sourced, TYPICAL } from '../ground.ts';
import { agentState } from '../objects/system.ts';
import { copyOn } from '../objects/wpar.ts';
import type { Rule } from './rule.ts';

export const PLACE_RULES: readonly Rule[] = [
  {
    id: 'agent-registered',
    kind: 'critical',
    phases: ['create', 'live', 'static'],
    about: 'The systems are registered with the manager.',
    reason: 'It compares the inventory that an agent hands over when it registers.',
    ground: sourced('patents'),
    check: ({ arrival, departure }) => {
      const system = [departure, arrival].find(({ agent }) => agent !== 'registered');
      if (!system) return null;
      return {
        object: system.name,
        field: 'agent',
        message: `${system.name} is not registered with the manager.`,
        remedy: 'Discover and register it.',
        fix: {
          label: `Register ${system.name}`,
          edits: [{ kind: 'system', system: system.name, set: { agent: 'registered' } }],
        },
      };
    },
  },
  {
    id: 'agent-online',
    kind: 'critical',
    phases: ['create', 'start', 'live', 'static', 'pause', 'stop'],
    about: 'The agents answer.',
    reason: 'The manager does its work through them.',
    ground: sourced('haifa'),
    check: ({ arrival, departure }) => {
      const system = [departure, arrival].find((each) => agentState(each) === 'Offline');
      if (!system) return null;
      return {
        object: system.name,
        field: 'agent',
        message: `${system.name} does not respond.`,
        remedy: system.up ? `Restart the agent on ${system.name}.` : `Start ${system.name}.`,
        fix: system.up
          ? {
              label: `Restart the agent on ${system.name}`,
              edits: [{ kind: 'system', system: system.name, set: { agentUp: true } }],
            }
          : { label: `Start ${system.name}`, edits: [{ kind: 'power', system: system.name, up: true }] },
      };
    },
  },
  {
    id: 'not-same-system',
    kind: 'critical',
    phases: ['live', 'static'],
    about: 'The arrival system is another one.',
    reason: 'There is nothing to be moved otherwise.',
    ground: OWN,
    check: ({ wpar, departure, arrival }) =>
      arrival.name !== departure.name
        ? null
        : {
            object: arrival.name,
            field: '',
            message: `${wpar.name} is on ${arrival.name} already.`,
            remedy: 'Choose another system.',
          },
  },
  {
    id: 'name-unique',
    kind: 'critical',
    phases: ['create', 'live', 'static'],
    about: 'The arrival system has no partition of that name.',
    reason: 'Names are unique on a system.',
    ground: TYPICAL,
    check: ({ wpar, departure, arrival }) =>
      arrival.name === departure.name || !copyOn(wpar, arrival.name)
        ? null
        : {
            object: arrival.name,
            field: 'partitions',
            message: `${arrival.name} has a partition ${wpar.name} already.`,
            remedy: 'Remove what an earlier move left there.',
          },
  },
];
