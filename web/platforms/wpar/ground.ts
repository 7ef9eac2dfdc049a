/** What a rule, a message or a number rests on. */

/**
 * `sourced`: read in the source that is named. `implied`: follows from what is. `typical`: from experience, not
 * verified: such a rule warns, unless somebody makes it blocking. `simulator`: a rule or value of this simulator, not
 * a statement about the product.
 */
export type Certainty = 'sourced' | 'implied' | 'typical' | 'simulator';

export interface Ground {
  certainty: Certainty;
  source: string;
}

const TITLES = {
  article: 'Workload Partitions: Part 3, Live Application Mobility, operating systems magazine',
  commands: 'AIX documentation, commands of workload partitions',
  topics: 'IBM Workload Partitions for AIX, documentation',
  help: 'WPAR Manager 2.2.1, online help',
  veritas: 'Veritas Storage Foundation guide, WPAR mobility',
  redbook: 'Introduction to Workload Partition Management in AIX 6.1, extract',
  features: 'feature history of AIX workload partitions by technology level',
  patents: 'IBM patents on workload partition mobility',
  notes: 'field notes on updating workload partitions',
  output: 'output of lswpar on a running system, and tools that read it',
  services: 'AIX kernel services, kwpar_checkpoint_status',
  defects: 'IBM defect reports IZ80308 and related',
  haifa: 'IBM Research Haifa, workload partitions',
} as const;

export type Title = keyof typeof TITLES;

const ground =
  (certainty: Certainty) =>
  (...titles: Title[]): Ground => ({ certainty, source: titles.map((title) => TITLES[title]).join('; ') });

export const sourced = ground('sourced');
export const implied = ground('implied');
export const TYPICAL: Ground = { certainty: 'typical', source: 'typical, unverified' };
export const OWN: Ground = { certainty: 'simulator', source: 'a rule of this simulator' };
