/** A scenario that is data, and what a person did to it, as a script that gives the same run to the bit. */
import { call, thingName } from './call.ts';
import { lineOf, withInterventions } from './lines.ts';
import type { Job, Scenario } from './scenario.ts';

const IMPORTS = "import { lab, ns, until } from 'switchover';";

export function scriptOf({ scenario, interventions }: Pick<Job, 'scenario' | 'interventions'>): string {
  const { moves, ...laid } = scenario;
  const acts = moves.map(({ at, partition, to }) => {
    const line = lineOf(call(thingName('Guest', partition), 'migrate', thingName('Host', to)));
    return `void (async () => { await until(ns(${at})); try { ${line}; } catch {} })();\n`;
  });
  const source = `/**
 * ${scenario.title}
 *
 * Written by the page: the world as data, as it stood there, and what happens in it. Change it as you like.
 */
${IMPORTS}

lab.kvm.scenario(${literal(laid)});

${acts.join('')}`;
  return withInterventions(source, interventions);
}

/** JSON, with the quotes and names that the rest of a script has. */
const literal = (scenario: Omit<Scenario, 'moves'>): string =>
  JSON.stringify(scenario, null, 2)
    .replace(/^(\s*)"([A-Za-z_]\w*)":/gm, '$1$2:')
    // Short lists and objects of numbers stand in a line.
    .replace(
      /([[{])\s+([^[\]{}]{1,70}?)\s+([\]}])/g,
      (_, open, inner, close) => `${open} ${inner.replace(/\s+/g, ' ')} ${close}`,
    );
