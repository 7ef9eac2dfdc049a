/** Groups with their tests and ranks, policies with their thresholds, and the constants of the world. */
import { call } from '../../../../model/call.ts';
import type { Panel, Row } from '../../../../model/world-view.ts';
import { MANAGER, timeText } from '../../calls/things.ts';
import { type RelocationPolicy, USUAL_AVERAGING_MINUTES, type WparGroup } from '../../objects/group.ts';
import type { WparWorld } from '../../objects/world.ts';
import { OPTIONAL_TESTS } from '../../rules/examine.ts';
import { basisOf } from '../../tasks/build.ts';
import { TIME_FIELDS, type TimeName } from '../../tasks/times.ts';
import { choiceField, flagField, groupChoices, numberField, textField } from '../fields.ts';
import { cell, listed } from '../words.ts';

export const policiesPanel = (world: WparWorld): Panel => ({
  id: 'policies',
  title: 'Groups and policies',
  about:
    'A group chooses optional tests and ranks hardware. A policy relocates when a system was too busy for a while, or says so.',
  columns: [
    { id: 'name', label: 'Name', kind: 'text', minor: false },
    { id: 'kind', label: 'Kind', kind: 'text', minor: false },
    { id: 'what', label: 'What it asks for', kind: 'text', minor: false },
    { id: 'members', label: 'For', kind: 'text', minor: false },
  ],
  rows: [...world.groups.map((group) => groupRow(world, group)), ...world.policies.map(policyRow)],
  offers: [
    {
      id: 'policy',
      label: 'New policy…',
      call: null,
      form: {
        title: 'New relocation policy',
        about:
          'When a system was above a threshold on average, a partition goes to another one that stays below it.',
        submit: 'Create',
        call: call(MANAGER, 'policy', '', {}),
        fields: [
          textField('0', 'Name', { value: `policy${world.policies.length + 1}`, required: true }),
          numberField(0, 100, '%')('1.processorPercent', 'Processors above', {
            value: 80,
            about: 'Left out: not looked at.',
          }),
          numberField(0, 100, '%')('1.memoryPercent', 'Memory above'),
          textField('1.averaging', 'On average over', { value: timeText(USUAL_AVERAGING_MINUTES * 60_000) }),
          flagField('1.automatic', 'Relocates by itself', {
            value: false,
            about: 'Otherwise it only says so.',
          }),
          choiceField(groupChoices(world))('1.group', 'Moves members of', { value: null }),
        ],
        checked: false,
      },
      refused: null,
      confirm: null,
    },
    {
      id: 'group',
      label: 'New group…',
      call: null,
      form: {
        title: 'New group of partitions',
        about: `Optional tests: ${OPTIONAL_TESTS.map(({ id }) => id).join(', ')}.`,
        submit: 'Create',
        call: call(MANAGER, 'group', '', {}),
        fields: [
          textField('0', 'Name', { value: `group${world.groups.length + 1}`, required: true }),
          textField('1.tests', 'Tests', { about: 'By name, one after the other.' }),
        ],
        checked: false,
      },
      refused: null,
      confirm: null,
    },
  ],
});

const groupRow = ({ wpars }: WparWorld, { name, tests, profiles }: WparGroup): Row => ({
  id: `group ${name}`,
  cells: {
    name: cell(name),
    kind: cell('Group'),
    what: cell(tests.length > 0 ? `tests ${tests.join(', ')}` : 'no optional tests'),
    members: cell(
      listed(
        wpars.filter(({ group }) => group === name).map((wpar) => wpar.name),
        'no partitions',
      ),
    ),
  },
  offers: [],
  details: [
    [
      'Hardware',
      profiles === null
        ? 'any, of equal rank'
        : profiles.map(({ profile, rank }) => `${profile} ${rank}`).join(', '),
    ],
  ],
});

const policyRow = (policy: RelocationPolicy): Row => ({
  id: `policy ${policy.name}`,
  cells: {
    name: cell(policy.name),
    kind: cell(policy.automatic ? 'Policy, automatic' : 'Policy, notifies'),
    what: cell(
      [
        ...(policy.processorPercent === null ? [] : [`processors above ${policy.processorPercent} %`]),
        ...(policy.memoryPercent === null ? [] : [`memory above ${policy.memoryPercent} %`]),
      ].join(' or ') || 'nothing',
    ),
    members: cell(policy.group ?? 'all partitions'),
  },
  offers: [],
  details: [
    ['On average over', timeText(policy.averagingMinutes * 60_000)],
    ['Systems', listed(policy.domain)],
  ],
});

const GROUNDS = { sourced: 'sourced', measured: 'measured', typical: 'typical, unverified' } as const;

export function constantsPanel(world: WparWorld): Panel {
  const { times } = basisOf(world);
  return {
    id: 'constants',
    title: 'Constants',
    about:
      'What each step takes. The product publishes few figures: these are values to start from, and can be changed.',
    columns: [
      { id: 'name', label: 'Constant', kind: 'text', minor: false },
      { id: 'value', label: 'Value', kind: 'number', minor: false },
      { id: 'unit', label: 'Unit', kind: 'text', minor: false },
      { id: 'ground', label: 'Ground', kind: 'text', minor: true },
    ],
    rows: TIME_FIELDS.map(({ name, label, about, unit, value, certainty, source, default: usual }) => {
      const now = times[name as TimeName];
      const [min, max] = value.kind === 'number' ? [value.min, value.max] : [0, 0];
      return {
        id: name,
        cells: {
          name: cell(label),
          value: cell(now, now === usual ? 'quiet' : 'warn'),
          unit: cell(unit),
          ground: cell(GROUNDS[certainty as keyof typeof GROUNDS] ?? certainty),
        },
        offers: [
          {
            id: 'set',
            label: 'Change…',
            call: null,
            form: {
              title: label,
              about: `${about} ${source}.`.trim(),
              submit: 'Change',
              call: call(MANAGER, 'constants', {}),
              fields: [numberField(min, max, unit)(`0.${name}`, label, { value: now, required: true })],
              checked: false,
            },
            refused: null,
            confirm: null,
          },
        ],
        details: [
          ['Ground', source],
          ['Usually', `${usual} ${unit}`],
        ],
      };
    }),
    offers: [],
  };
}
