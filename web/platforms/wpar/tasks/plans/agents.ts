/** How the manager comes to know its systems. */
import { hostedBy, type WparWorld } from '../../objects/world.ts';
import { step } from '../build.ts';
import { out, type Step } from '../task.ts';
import type { Times } from '../times.ts';

export function discoverSteps(world: WparWorld, times: Times): Step[] {
  const found = world.systems.filter(({ agent, agentUp, up }) => agent === 'unknown' && agentUp && up);
  return [
    {
      ...step(
        { times, byShell: true },
        {
          name: 'Look for systems with an agent',
          on: world.manager,
          command: 'discover',
          takes: 'discoverMs',
          output: out(
            found.length > 0
              ? `Found: ${found.map(({ name }) => name).join(', ')}.`
              : 'Nothing new was found.',
          ),
          ends: found.map(({ name }) => ({ kind: 'agent', system: name, agent: 'discovered' })),
        },
      ),
      needs: [],
    },
  ];
}

export function registerSteps(world: WparWorld, times: Times, system: string): Step[] {
  const plan = { times, byShell: false };
  const here = world.systems.find(({ name }) => name === system);
  const partitions = hostedBy(world, system).map(({ name }) => name);
  return [
    step(plan, {
      name: 'Contact the agent',
      on: system,
      command: `contact ${system}`,
      takes: 'contactMs',
      output: out(`The agent on ${system} answers.`),
    }),
    step(plan, {
      name: 'Read the inventory',
      on: system,
      command: 'oslevel -s; lslpp -L; prtconf',
      takes: 'inventoryMs',
      output: here
        ? out(
            `${here.model}, ${here.processors} × ${here.processorClass}, AIX ${here.level}`,
            ...Object.entries(here.filesets).map(([fileset, level]) => `${fileset} ${level}`),
          )
        : [],
    }),
    step(plan, {
      name: 'Store the compatibility profile',
      on: system,
      command: `store profile of ${system}`,
      takes: 'profileMs',
      ends: [{ kind: 'agent', system, agent: 'registered' }],
    }),
    step(plan, {
      name: 'List its partitions',
      on: system,
      command: 'lswpar -c -G',
      takes: 'listWparsMs',
      output: out(partitions.length > 0 ? partitions.join(' ') : 'No partitions.'),
    }),
  ];
}
