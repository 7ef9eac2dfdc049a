/** A rule on trial: the ready world, changed until the rule speaks, and changed to where it just does not. */
import {
  changeConsole,
  changeLpar,
  changeSystem,
  changeVios,
} from '../../../../web/platforms/powervm/objects/change.ts';
import type { Console } from '../../../../web/platforms/powervm/objects/console.ts';
import { describeWorld } from '../../../../web/platforms/powervm/objects/describe.ts';
import type { LparDescription } from '../../../../web/platforms/powervm/objects/description.ts';
import type { Lpar } from '../../../../web/platforms/powervm/objects/lpar.ts';
import { type MobilityType, STATE_FOR } from '../../../../web/platforms/powervm/objects/lpar-state.ts';
import type { ManagedSystem } from '../../../../web/platforms/powervm/objects/managed-system.ts';
import type { Vios } from '../../../../web/platforms/powervm/objects/vios.ts';
import type { PowerWorld } from '../../../../web/platforms/powervm/objects/world.ts';
import type { MoveRequest, Options } from '../../../../web/platforms/powervm/rules/request.ts';

export interface Change {
  source?: Partial<ManagedSystem>;
  target?: Partial<ManagedSystem>;
  console?: Partial<Console>;
  /** The target then has a console of its own. */
  targetConsole?: Partial<Console>;
  lpar?: Partial<Lpar> | ((lpar: Lpar) => Partial<Lpar>);
  /** Of every VIOS of the end, or of the first one alone. */
  sourceVioses?: Partial<Vios> | ((vios: Vios) => Partial<Vios>);
  targetVioses?: Partial<Vios> | ((vios: Vios) => Partial<Vios>);
  sourceVios?: Partial<Vios> | ((vios: Vios) => Partial<Vios>);
  targetVios?: Partial<Vios> | ((vios: Vios) => Partial<Vios>);
  /** Described, before anything is changed. */
  described?: Partial<LparDescription>;
  others?: readonly LparDescription[];
  world?: (world: PowerWorld) => PowerWorld;
  options?: Partial<Options>;
  request?: Partial<MoveRequest>;
}

export interface Trial {
  rule: string;
  /** Active where nothing is said. */
  type?: MobilityType;
  /** Where the ready world is not enough to have something that the rule could complain about. */
  passes?: Change;
  fails: Change;
  says: RegExp;
  /** Next to failing, and what is said there; nothing, where nothing is said. */
  border: Change;
  at?: 'passes' | 'warning' | 'error';
  /** What is said of `fails`: an error, where nothing is said. */
  severity?: 'warning';
}

export const SOURCE = 'P770-A';
export const TARGET = 'P780-B';

export const requestFor = (type: MobilityType | undefined, change: Change = {}): MoveRequest => ({
  lpar: 'app01',
  source: SOURCE,
  target: TARGET,
  ...(type && { type }),
  ...(change.options && { options: change.options }),
  ...change.request,
});

export function worldWith(type: MobilityType = 'active', change: Change = {}): PowerWorld {
  const described = describeWorld({
    consoles: [{ name: 'hmc1' }, ...(change.targetConsole ? [{ name: 'hmc2' }] : [])],
    systems: [{ name: SOURCE }, { name: TARGET, ...(change.targetConsole && { console: 'hmc2' }) }],
    lpars: [
      { name: 'app01', system: SOURCE, state: STATE_FOR[type], ...change.described },
      ...(change.others ?? []),
    ],
  });
  if (!described.ok) throw new Error(JSON.stringify(described.diagnostics));
  let world = described.value;
  if (change.source) world = changeSystem(world, SOURCE, change.source);
  if (change.target) world = changeSystem(world, TARGET, change.target);
  if (change.console) world = changeConsole(world, 'hmc1', change.console);
  if (change.targetConsole) world = changeConsole(world, 'hmc2', change.targetConsole);
  if (change.lpar) world = changeLpar(world, { system: SOURCE, name: 'app01' }, change.lpar);
  for (const [system, name, values] of [
    [SOURCE, 'vios1', change.sourceVioses],
    [SOURCE, 'vios2', change.sourceVioses],
    [TARGET, 'vios1', change.targetVioses],
    [TARGET, 'vios2', change.targetVioses],
    [SOURCE, 'vios1', change.sourceVios],
    [TARGET, 'vios1', change.targetVios],
  ] as const)
    if (values) world = changeVios(world, { system, name }, values);
  return change.world ? change.world(world) : world;
}
