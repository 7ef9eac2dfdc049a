/** What the module does beside the world: time, words, knobs, questions. */

import { parseQuantity, showQuantity } from '../../../model/quantities.ts';
import type { Knob } from '../../../model/script.ts';
import { ns } from '../../../model/units.ts';
import { kindOfValue, showValue, type Value } from '../../../script/api/value.ts';
import { didYouMean } from '../../../script/nearest.ts';
import { type Answer, type Doers, type No, no, noSuch, yes } from '../../../script/session.ts';
import { tooMany } from '../journal.ts';
import type { Stage } from '../stage.ts';

type Functions = Pick<Doers, 'param' | 'sleep' | 'until' | 'now' | 'random' | 'log' | 'note' | 'ask'>;

export function functionDoers(stage: Stage, seed: () => number): Functions {
  const { journal, job } = stage;
  const random = randomFrom(seed);
  /** Where a knob stands that the run does not turn. */
  const standing = (name: string, options: KnobOptions): Answer<Value> => {
    const own = stage.layout.knobs.get(name);
    return own === undefined ? yes(options.default) : readKnob(name, own, options);
  };
  return {
    param: (_, [name, options]) => {
      const full = tooMany('params', journal.knobs.length, 'knobs');
      if (full) return no('Error', full);
      if (journal.knobs.some((knob) => knob.name === name))
        return noSuch('name', `There is a knob ${name} already.`, 'Give this one another name.');
      const wrong = misdescribed(options);
      if (wrong) return wrong;
      const given = Object.hasOwn(job.parameters, name) ? job.parameters[name] : undefined;
      const usual = standing(name, options);
      if (!usual.ok) return usual;
      const read = given === undefined ? usual : readKnob(name, given, options);
      if (!read.ok) {
        journal.wrongInputs.push(...read.diagnostics);
        return read;
      }
      journal.knobs.push(knobOf(name, { ...options, default: usual.value }, read.value));
      return yes(read.value);
    },
    sleep: (_, [time], __, wait) => {
      stage.wakeAt(ns(stage.now + time), wait);
      return yes(undefined);
    },
    until: (_, [time, { byHand = false } = {}], __, wait) => {
      const at = ns(Math.max(stage.now, time));
      stage.moments++;
      stage.wakeAt(at, wait, yes(undefined), { byHand, before: () => stage.moments-- });
      return yes(undefined);
    },
    now: () => yes(stage.now),
    random: () => yes(random()),
    log: (_, [values], site) => {
      const full = tooMany('logLines', journal.logs.length, 'lines in its log');
      if (full) return no('Error', full);
      journal.logs.push({ at: stage.now, text: values.join(' '), place: site.place() });
      return yes(undefined);
    },
    note: (_, [text], site) => {
      const full = tooMany('notes', journal.notes.length, 'captions');
      if (full) return no('Error', full);
      journal.notes.push({ at: stage.now, text, place: site.place() });
      return yes(undefined);
    },
    ask: (_, [id, { question, choices, default: usual }], __, wait) => {
      const full = tooMany('questions', journal.questions.length, 'questions');
      if (full) return no('Error', full);
      if (journal.questions.some((each) => each.id === id))
        return noSuch('id', `${id} was asked already.`, 'Give each question a name of its own.');
      if (choices.length === 0)
        return noSuch('options.choices', 'choices: There is nothing to answer.', 'Give at least one.');
      const twice = choices.findIndex((each, i) => choices.indexOf(each) < i);
      if (twice >= 0)
        return noSuch(
          `options.choices[${twice}]`,
          `choices: '${choices[twice]}' stands there twice.`,
          'Leave one out.',
        );
      if (usual !== undefined && !choices.includes(usual))
        return noSuch(
          'options.default',
          `default: '${usual}' is none of the choices.`,
          didYouMean(usual, choices),
        );
      const asked = { id, question, choices, at: stage.now };
      const given = Object.hasOwn(job.answers, id) ? job.answers[id] : undefined;
      if (given !== undefined && !choices.includes(given)) {
        const fault = {
          where: id,
          what: `'${given}' is no answer to '${question}'`,
          fix: `Answer one of ${choices.join(', ')}.`,
        };
        journal.wrongInputs.push(fault);
        return no('Error', fault);
      }
      const said = given === undefined ? saidBefore(stage, id, choices) : null;
      const answer = given ?? said?.answer ?? (job.attended ? null : (usual ?? null));
      const by = said?.by ?? (given === undefined ? 'default' : 'beforehand');
      journal.questions.push({ ...asked, answer, by: answer === null ? null : by });
      if (answer !== null) stage.wakeAt(stage.now, wait, yes(answer));
      return yes(undefined);
    },
  };
}

interface Said {
  answer: string;
  by: 'person' | 'beforehand';
}

/** What a person answered, or the script itself says; what is none of the choices (any more) is passed over. */
function saidBefore({ job, layout, passedOver, now }: Stage, id: string, choices: string[]): Said | null {
  const said = job.interventions.flatMap(({ action }): Said[] =>
    action.kind === 'answer' && action.question === id ? [{ answer: action.answer, by: 'person' }] : [],
  );
  const own = layout.answers.get(id);
  if (own !== undefined) said.push({ answer: own, by: 'beforehand' });
  for (const each of said) {
    if (choices.includes(each.answer)) return each;
    passedOver.push({ at: now, text: `‘${each.answer}’ is none of the answers to ${id}. It is left out.` });
  }
  return null;
}

interface KnobOptions {
  default: Value;
  min?: Value | undefined;
  max?: Value | undefined;
  of?: string[] | undefined;
  about?: string | undefined;
}

/** Why a knob cannot be described so; null: it can. */
function misdescribed({ default: usual, min, max, of }: KnobOptions): No | null {
  const kind = kindOfValue(usual);
  const text = usual.is === 'plain' && typeof usual.value === 'string' ? usual.value : null;
  if (usual.is === 'plain' && (usual.value === null || usual.value === undefined))
    return noSuch(
      'options.default',
      'default: A knob needs a value.',
      "Give a number, a text, true or '5 s'.",
    );
  if (text !== null && !of)
    return noSuch(
      'options.default',
      `default: '${text}' is one of several.`,
      `Name them: of: ['${text}', …].`,
    );
  if (of && text === null)
    return noSuch('options.of', `of: Choices are texts, and the knob is ${kind}.`, 'Leave it out.');
  if (of && text !== null && !of.includes(text))
    return noSuch('options.default', `default: '${text}' is none of the choices.`, didYouMean(text, of));
  const ordered = usual.is === 'quantity' || typeof usual.value === 'number';
  for (const [name, bound] of [
    ['min', min],
    ['max', max],
  ] as const) {
    if (!bound) continue;
    const at = `options.${name}`;
    const shown = `${name}: ${showValue(bound)}`;
    if (!ordered) return noSuch(at, `${shown} bounds nothing: the knob is ${kind}.`, 'Leave it out.');
    if (kindOfValue(bound) !== kind)
      return noSuch(at, `${shown} is ${kindOfValue(bound)}, and the knob is ${kind}.`, `Give ${kind}.`);
  }
  if (min && max && Number(min.value) > Number(max.value))
    return noSuch(
      'options.max',
      `max: ${showValue(max)} is less than min, ${showValue(min)}.`,
      'Exchange the two.',
    );
  if (min && Number(usual.value) < Number(min.value))
    return noSuch(
      'options.default',
      `default: ${showValue(usual)} is less than min.`,
      `Give at least ${showValue(min)}.`,
    );
  if (max && Number(usual.value) > Number(max.value))
    return noSuch(
      'options.default',
      `default: ${showValue(usual)} is more than max.`,
      `Give at most ${showValue(max)}.`,
    );
  return null;
}

/** As it is written on a command line or in a link: exact, so that it reads as the same value again. */
function written(value: Value): string {
  if (value.is === 'plain') return `${value.value}`;
  const shown = showQuantity(value.value, value.dimension);
  const back = parseQuantity(shown, value.dimension);
  const base = { size: 'B', rate: 'B/s', time: 'ns' }[value.dimension];
  return back.ok && back.value === value.value ? shown : `${value.value} ${base}`;
}

function kindOf({ default: usual, of }: KnobOptions): Knob['kind'] {
  if (of) return 'choice';
  if (usual.is === 'quantity') return usual.dimension;
  return typeof usual.value === 'boolean' ? 'flag' : typeof usual.value === 'number' ? 'number' : 'choice';
}

const knobOf = (name: string, options: KnobOptions, value: Value): Knob => ({
  name,
  about: options.about ?? '',
  kind: kindOf(options),
  value: written(value),
  default: written(options.default),
  ...(options.min ? { min: written(options.min) } : {}),
  ...(options.max ? { max: written(options.max) } : {}),
  ...(options.of ? { of: options.of } : {}),
});

function readKnob(name: string, given: string, options: KnobOptions): Answer<Value> {
  const wrong = (fix: string) =>
    no('Error', { where: name, what: `'${given}' does not fit the knob ${name}.`, fix });
  const { default: usual, of, min, max } = options;
  if (of)
    return of.includes(given) ? yes({ is: 'plain', value: given }) : wrong(`Give one of ${of.join(', ')}.`);
  if (usual.is === 'quantity') {
    const parsed = parseQuantity(given, usual.dimension);
    if (!parsed.ok) return wrong(`Give ${kindOfValue(usual)}. ${parsed.fix}`);
    return within({ ...usual, value: parsed.value });
  }
  if (typeof usual.value === 'boolean')
    return given === 'true' || given === 'false'
      ? yes({ is: 'plain', value: given === 'true' })
      : wrong('Give true or false.');
  if (typeof usual.value === 'number') {
    const value = given.trim() === '' ? Number.NaN : Number(given);
    return Number.isFinite(value) ? within({ is: 'plain', value }) : wrong('Give a number.');
  }
  return yes({ is: 'plain', value: given });

  function within(value: Value): Answer<Value> {
    if (min && Number(value.value) < Number(min.value)) return wrong(`Give at least ${showValue(min)}.`);
    if (max && Number(value.value) > Number(max.value)) return wrong(`Give at most ${showValue(max)}.`);
    return yes(value);
  }
}

/** Counter-based: the n-th number of a seed, by two rounds of a 32-bit mix (splitmix's constants). */
function randomFrom(seed: () => number): () => number {
  let drawn = 0;
  return () => {
    drawn++;
    let mixed = (Math.imul(drawn, 0x9e3779b9) ^ seed()) >>> 0;
    for (const [shift, factor] of [
      [16, 0x85ebca6b],
      [13, 0xc2b2ae35],
    ] as const) {
      mixed = Math.imul(mixed ^ (mixed >>> shift), factor) >>> 0;
    }
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
