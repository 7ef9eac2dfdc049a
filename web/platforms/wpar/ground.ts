/** The documents that rules, messages and numbers of workload partitions rest on. */
import { groundsIn } from '../../model/rule-ground.ts';

export { type Certainty, type Ground, OWN, TYPICAL } from '../../model/rule-ground.ts';

export const { sourced, implied } = groundsIn({
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
});
