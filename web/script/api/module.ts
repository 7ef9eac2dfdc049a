/** What the module exports beside `lab`: time, words, knobs, questions, expectations. */
import { arg, field, may, option, shape, type Thing, type Verb, verb } from '../define.ts';
import { ANYTHING_AS_TEXT, list, NAME, number, reference, TEXT, TIME } from '../kinds.ts';
import * as kvm from './kvm.ts';
import * as lab from './lab.ts';
import { POWERVM_OPTIONS } from './powervm/options.ts';
import { POWERVM_RESULTS } from './powervm/results.ts';
import { POWERVM_THINGS } from './powervm/things.ts';
import { CHANGES, QEMU_PARAMETERS } from './qemu.ts';
import { DISKS_OUTCOME, MOVE_INFO, OUTCOME, POSTCOPY_OUTCOME } from './results.ts';
import { VALUE } from './value.ts';
import { WPAR_OPTIONS } from './wpar/options.ts';
import { WPAR_RESULTS } from './wpar/results.ts';
import { WPAR_THINGS } from './wpar/things.ts';

const EXPECTATION = reference('Expectation');

export const PARAM_OPTIONS = shape('ParamOptions', 'A knob.', {
  default: field(VALUE, 'Its value where nobody turns it; its kind says what the knob is.'),
  min: may(VALUE, 'The smallest value.'),
  max: may(VALUE, 'The largest value.'),
  of: may(list(TEXT, 50), 'The choices, where it is a choice.'),
  about: may(TEXT, 'What it does, for people.'),
});

export const ASK_OPTIONS = shape('AskOptions', 'A question.', {
  question: field(TEXT, 'What is asked.'),
  choices: field(list(TEXT, 20), 'What can be answered.'),
  default: may(TEXT, 'The answer where nobody is there to give one.'),
});

export const FUNCTIONS = {
  param: verb({
    about:
      'A knob: a value that whoever runs the scenario can change. A run with another value is another run.',
    args: [arg('name', NAME, 'By which it is known.'), arg('options', PARAM_OPTIONS, '')],
    gives: VALUE,
    signatures: [
      'param(name: string, options: { default: SizeText | Size; min?: SizeText | Size; max?: SizeText | Size; about?: string }): Size',
      'param(name: string, options: { default: RateText | Rate; min?: RateText | Rate; max?: RateText | Rate; about?: string }): Rate',
      'param(name: string, options: { default: DurationText | Duration; min?: DurationText | Duration; max?: DurationText | Duration; about?: string }): Duration',
      'param(name: string, options: { default: number; min?: number; max?: number; about?: string }): number',
      'param(name: string, options: { default: boolean; about?: string }): boolean',
      'param<const C extends string>(name: string, options: { default: C; of: readonly C[]; about?: string }): C',
    ],
    example: "const link = param('link', { default: '10 Gbit/s', min: '1 Gbit/s', max: '100 Gbit/s' });",
  }),
  sleep: verb({
    about: 'Waits so long, in virtual time.',
    args: [arg('time', TIME, 'How long.')],
    gives: null,
    waits: true,
    example: "await sleep('1 min');",
  }),
  until: verb({
    about:
      'Waits until so long after the start; not at all when that has passed. The run does not end before a moment that somebody waits for.',
    args: [arg('time', TIME, 'The moment, from the start of the run.')],
    gives: null,
    waits: true,
  }),
  now: verb({ about: 'Virtual time since the start of the run.', args: [], gives: TIME }),
  random: verb({
    about: 'A number from 0 to 1, without 1. With the same seed the same ones come in the same order.',
    args: [],
    gives: number(),
  }),
  log: verb({
    about: 'Writes a line, with the moment, into the log of the run.',
    args: [{ ...arg('values', ANYTHING_AS_TEXT, 'What to write.'), rest: true }],
    gives: null,
    signatures: ['log(...values: unknown[]): void'],
    example: "log('pause', run.downtime, 'after', run.rounds, 'rounds');",
  }),
  note: verb({
    about: 'A caption for the moment: what is to be seen now, and why.',
    args: [arg('text', TEXT, 'One or two sentences.')],
    gives: null,
  }),
  byHand: verb({
    about:
      'Says that a person did something to a partition, and not the script, as scripts say that were made of a run in which somebody acted: what becomes impossible by it is `Superseded`.',
    args: [
      arg('name', TEXT, 'Of the partition.'),
      arg('what', TEXT, 'What was done.'),
      option('outcome', ANYTHING_AS_TEXT, 'What came of it; false: nothing.'),
    ],
    gives: null,
  }),
  ask: verb({
    about:
      'Asks whoever watches. Time stands still until there is an answer; without anybody the default counts.',
    args: [arg('id', NAME, 'By which the answer is given.'), arg('options', ASK_OPTIONS, '')],
    gives: TEXT,
    waits: true,
    signatures: [
      'ask<const C extends string>(id: string, options: { question: string; choices: readonly C[]; default?: C }): Promise<C>',
    ],
    example:
      "if (await ask('give-up', { question: 'Cancel?', choices: ['yes', 'no'], default: 'no' }) === 'yes') move.cancel();",
  }),
  expect: verb({
    about:
      'Checks what the scenario is about. One that fails is listed with its line, and the run has failed; the script goes on.',
    args: [arg('value', VALUE, 'What there is.'), option('about', TEXT, 'What it means, for people.')],
    gives: EXPECTATION,
    signatures: ['expect<V extends Value>(value: V, about?: string): Expectation<V>'],
    example: "expect(run.downtime, 'the pause').toBeAtMost('300 ms');",
  }),
} as const satisfies Record<string, Verb>;

const comparison = (about: string) =>
  verb({
    about,
    args: [arg('limit', VALUE, 'Of the same kind.')],
    gives: null,
    signatures: ['(limit: Comparable<V>): void'],
  });

export const EXPECT_THINGS = {
  Expectation: {
    about: 'What is expected of a value.',
    has: { not: { about: 'The opposite.', gives: EXPECTATION } },
    can: {
      toBe: comparison('Exactly this.'),
      toBeLessThan: comparison('Less than this.'),
      toBeAtMost: comparison('No more than this.'),
      toBeGreaterThan: comparison('More than this.'),
      toBeAtLeast: comparison('No less than this.'),
      toBeOneOf: verb({
        about: 'One of these.',
        args: [arg('values', list(VALUE, 100), 'The possible ones.')],
        gives: null,
        signatures: ['(values: readonly Comparable<V>[]): void'],
      }),
    },
  },
} as const satisfies Record<string, Thing>;

/** Every thing that a script can hold. */
export const THINGS = {
  ...lab.LAB_THINGS,
  ...kvm.KVM_THINGS,
  ...POWERVM_THINGS,
  ...WPAR_THINGS,
  ...EXPECT_THINGS,
} as const;
/** Options and results, in the order in which one reads them. */
export const SHAPES = [
  lab.SETUP,
  lab.LINK_OPTIONS,
  lab.LINK_CHANGES,
  lab.TRAFFIC_OPTIONS,
  kvm.HOST_OPTIONS,
  kvm.GUEST_OPTIONS,
  kvm.CLIENT_OPTIONS,
  kvm.REQUESTS,
  kvm.HOST_CHANGES,
  kvm.GUEST_CHANGES,
  kvm.MIGRATE_OPTIONS,
  kvm.DESTINATION,
  kvm.POSTCOPY_AFTER,
  QEMU_PARAMETERS,
  CHANGES,
  OUTCOME,
  POSTCOPY_OUTCOME,
  DISKS_OUTCOME,
  MOVE_INFO,
  ...POWERVM_OPTIONS,
  ...POWERVM_RESULTS,
  ...WPAR_OPTIONS,
  ...WPAR_RESULTS,
] as const;
/** Things that are there from the start, exported by these names; their number is 0. */
export const CONSTANTS: Readonly<Record<string, keyof typeof THINGS>> = { lab: 'Lab' };
/** Errors that a script can tell apart. */
export const ERRORS: Readonly<Record<string, string>> = {
  Refused: 'The world does not allow it: `findings` says why, each with what to do.',
  Superseded: 'What a person did while it played has made it impossible.',
};
/** Of the shapes those that a script gets. */
export const RESULTS: readonly string[] = [
  OUTCOME,
  POSTCOPY_OUTCOME,
  DISKS_OUTCOME,
  MOVE_INFO,
  ...POWERVM_RESULTS,
  ...WPAR_RESULTS,
].map(({ type }) => type);
