/** The partition a scenario is about (its first move's, or its client's), and a way to change it. */
import type { PartitionSpec, Scenario } from '../model/scenario.ts';

export const subjectOf = (scenario: Scenario): PartitionSpec | undefined => {
  const id = scenario.moves[0]?.partition ?? scenario.client.partition;
  return scenario.partitions.find((p) => p.id === id) ?? scenario.partitions[0];
};

export const withSubject = (scenario: Scenario, change: (p: PartitionSpec) => PartitionSpec): Scenario => {
  const subject = subjectOf(scenario);
  return { ...scenario, partitions: scenario.partitions.map((p) => (p === subject ? change(p) : p)) };
};
