/** What a thread needs in order to open a case file: loaded when somebody brings one. */
export { sortCases } from './parse.ts';
export { caseToScenario } from './scenario.ts';
