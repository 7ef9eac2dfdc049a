/** What was said about knobs and questions that a script does not have. */
import type { Diagnostic } from '../../model/result.ts';
import type { VirtualNs } from '../../model/units.ts';
import type { Stage } from './stage.ts';

/** By a person while it played, or by the script itself: passed over, and listed. */
export function unheeded(stage: Stage): { at: VirtualNs; text: string }[] {
  const { layout, job, now: at } = stage;
  const answered = job.interventions.flatMap(({ action }) =>
    action.kind === 'answer' ? [action.question] : [],
  );
  return [
    ...without(layout.knobs.keys(), knobsOf(stage)).map((name) => ({
      at,
      text: `There is no knob ${name}. It is left out.`,
    })),
    ...without([...layout.answers.keys(), ...answered], questionsOf(stage)).map((id) => ({
      at,
      text: `Nobody asks ${id}. The answer is left out.`,
    })),
  ];
}

/** By whoever ran it: wrong. What does not fit has been told already. */
export function unknownInputs(stage: Stage): Diagnostic[] {
  const { journal, job } = stage;
  const told = journal.wrongInputs.map(({ where }) => where);
  const unknown = (given: Readonly<Record<string, string>>, known: readonly string[], word: string) =>
    without(Object.keys(given), [...known, ...told]).map((name) => ({
      where: name,
      what: `The script has no ${word} ${name}.`,
      fix: known.length > 0 ? `There are ${known.join(', ')}.` : 'It has none.',
    }));
  return [
    ...unknown(job.parameters, knobsOf(stage), 'knob'),
    ...unknown(job.answers, questionsOf(stage), 'question'),
  ];
}

const knobsOf = ({ journal }: Stage): string[] => journal.knobs.map(({ name }) => name);
const questionsOf = ({ journal }: Stage): string[] => journal.questions.map(({ id }) => id);
const without = (names: Iterable<string>, known: readonly (string | undefined)[]): string[] =>
  [...names].filter((name) => !known.includes(name));
