/** Everything that a script's calls do. Platforms are loaded when a script names them, each as a part of its own. */
import type { Doers } from '../../../script/session.ts';
import type { Stage } from '../stage.ts';
import { clientDoers } from './client.ts';
import { expectationDoers, expectDoer } from './expectation.ts';
import { functionDoers } from './functions.ts';
import { labDoers } from './lab.ts';

type PlatformDoers = (stage: Stage) => Partial<Doers>;

/** By the name that a script has to write to use it: `lab.wpar`. */
const PLATFORMS: Readonly<Record<string, () => Promise<PlatformDoers>>> = {
  powervm: async () => (await import('./powervm.ts')).powervmDoers,
  wpar: async () => {
    const [{ wparDoers }, console] = await Promise.all([
      import('./wpar.ts'),
      import('../wpar/wpar-console.ts'),
    ]);
    return (stage) => wparDoers(stage, console);
  },
  kvm: async () => (await import('./kvm.ts')).kvmDoers,
};

export async function doersOf(stage: Stage): Promise<Doers> {
  const named = Object.entries(PLATFORMS).filter(([name]) => stage.job.source.includes(name));
  const parts = await Promise.all(named.map(async ([, load]) => (await load())(stage)));
  const doers: Partial<Doers> = {
    ...functionDoers(stage, () => stage.layout.seed),
    ...labDoers(stage),
    ...clientDoers(stage),
    expect: expectDoer(stage),
    Expectation: expectationDoers(stage),
    ...Object.assign({}, ...parts),
  };
  // What is not there is named by no part of the script.
  return doers as Doers;
}
