/** What the page is about, as one value: what undo goes back to. Each change of it is a function. */
import type { Diagnostic } from '../model/result.ts';
import type { Intervention, Job, Scenario } from '../model/scenario.ts';
import type { ScriptInputs } from '../model/script.ts';
import type { VirtualNs } from '../model/units.ts';
import type { CaseOffer, OpenedFile } from '../worker/protocol.ts';
import type { OpenScript } from './scripting.ts';
import { subjectOf, withSubject } from './subject.ts';
import type { TraceFacts } from './traces.ts';

/** The cases of an opened file. */
export interface CaseList {
  offers: readonly CaseOffer[];
  /** The id of the one that is open. */
  chosen: string;
  /** Why the others of the file cannot be offered. */
  refused: readonly Diagnostic[];
  /** How many the file has. */
  entries: number;
}

export interface Experiment {
  job: Job;
  /** The scenario as it was opened: what "was" and "reset" refer to. */
  original: Scenario;
  traces: readonly TraceFacts[];
  cases: CaseList | null;
  /** The script that lays the scenario out, as it was opened; null: there is none. */
  script: OpenScript | null;
}

export const withScenario = (experiment: Experiment, scenario: Scenario): Experiment => ({
  ...experiment,
  job: { ...experiment.job, scenario },
});

/** Begins anew with another scenario: what a person did to the old one does not apply. */
export const begunWith = (
  experiment: Experiment,
  scenario: Scenario,
  cases: CaseList | null = null,
): Experiment => ({
  ...experiment,
  job: withoutScript({ ...experiment.job, scenario, interventions: [] }),
  original: scenario,
  cases,
  script: null,
});

function withoutScript({ scenario, interventions, attachments }: Job): Job {
  return { scenario, interventions, attachments };
}

/** Begins anew with a script. */
export const begunWithScript = (
  experiment: Experiment,
  script: OpenScript,
  attachments: Job['attachments'],
): Experiment => ({
  ...experiment,
  job: {
    ...experiment.job,
    interventions: [],
    attachments,
    script: { source: script.source, seed: null, parameters: {}, answers: {}, attended: true },
  },
  cases: null,
  script,
});

/** Another text of the same script. */
export const withSource = (experiment: Experiment, source: string): Experiment =>
  withInputs(experiment, { source });

/** A knob is turned; null: back to its own value. */
export function withKnob(experiment: Experiment, name: string, value: string | null): Experiment {
  const { [name]: _, ...others } = experiment.job.script?.parameters ?? {};
  return withInputs(experiment, { parameters: value === null ? others : { ...others, [name]: value } });
}

function withInputs(experiment: Experiment, inputs: Partial<ScriptInputs>): Experiment {
  const { job } = experiment;
  return job.script ? { ...experiment, job: { ...job, script: { ...job.script, ...inputs } } } : experiment;
}

/** What the script laid out, for the views. */
export const withLaidOut = (experiment: Experiment, scenario: Scenario): Experiment => ({
  ...experiment,
  job: { ...experiment.job, scenario },
  original: scenario,
});

/** Back to the scenario as it was opened, without what a person did to it. */
export const restored = (experiment: Experiment): Experiment =>
  experiment.script
    ? begunWithScript(experiment, experiment.script, experiment.job.attachments)
    : begunWith(experiment, experiment.original, experiment.cases);

export const isChanged = ({ job, original, script }: Experiment): boolean =>
  job.interventions.length > 0 ||
  (script && job.script
    ? job.script.source !== script.source || Object.keys(job.script.parameters).length > 0
    : JSON.stringify(job.scenario) !== JSON.stringify(original));

/** From that moment on the future is another one. */
export function withAction(
  experiment: Experiment,
  at: VirtualNs,
  action: Intervention['action'],
): Experiment {
  const { job } = experiment;
  const interventions = [...job.interventions, { at, action }].sort((a, b) => a.at - b.at);
  return { ...experiment, job: { ...job, interventions } };
}

/** As if it had never been done. */
export function withoutAction(experiment: Experiment, undone: Intervention): Experiment {
  const { job } = experiment;
  const interventions = job.interventions.filter((intervention) => intervention !== undone);
  return { ...experiment, job: { ...job, interventions } };
}

/** A trace becomes the workload of the partition that moves. */
export function withTrace(experiment: Experiment, trace: Extract<OpenedFile, { kind: 'trace' }>): Experiment {
  const { job, traces } = experiment;
  const { id, label, pages, bytes } = trace;
  const scenario = withSubject(job.scenario, (p) => ({
    ...p,
    guest: { ...p.guest, workload: { kind: 'trace', trace: id } },
  }));
  const pageBytes = subjectOf(scenario)?.guest.pageBytes ?? 0;
  return {
    ...experiment,
    script: null,
    job: {
      ...withoutScript(job),
      scenario,
      attachments: [...job.attachments.filter((a) => a.id !== id), { id, bytes }],
    },
    traces: [...traces.filter((t) => t.id !== id), { id, label, pages, pageBytes }],
  };
}
