/** Where PowerVM's part of a script is done: its world as laid out, its consoles once time has begun, and its things. */
import { type Call, type CallValue, call, type ThingName, thingName } from '../../../model/call.ts';
import type { RuleFinding } from '../../../model/rule-finding.ts';
import type { TaskRecord } from '../../../model/task-record.ts';
import type { Begun } from '../../../platforms/powervm/course/conductor.ts';
import { DESCRIBED, type DescribedVerb } from '../../../platforms/powervm/edits/described.ts';
import { type Asked, orderOf } from '../../../platforms/powervm/mobility/asked.ts';
import type { MoveOrder } from '../../../platforms/powervm/mobility/order.ts';
import { lparNamed, type Scene, sceneOf } from '../../../platforms/powervm/mobility/scene.ts';
import type { Lpar } from '../../../platforms/powervm/objects/lpar.ts';
import type { ThingKind } from '../../../platforms/powervm/objects/names.ts';
import { keyOf } from '../../../platforms/powervm/objects/world.ts';
import type { Any } from '../../../script/define.ts';
import { type Answer, no, type Site, yes } from '../../../script/session.ts';
import type { Stage } from '../stage.ts';
import { LaidWorld } from './laid.ts';
import { PowerPlatform } from './platform.ts';

interface Named {
  readonly name: string;
}

export interface MoveThing {
  readonly task: string;
  readonly lpar: string;
  readonly order: MoveOrder;
  readonly type: string;
}

export interface SeriesThing {
  readonly task: string;
}

const PLATFORM = 'powervm';
const KINDS: readonly string[] = ['ManagedSystem', 'Console', 'Vios', 'Lpar'] satisfies ThingKind[];

export class Bench {
  readonly stage: Stage;
  readonly laid = new LaidWorld();

  constructor(stage: Stage) {
    this.stage = stage;
  }

  /** Something of PowerVM is there, so that its consoles begin with time. */
  settle(): void {
    const { stage, laid } = this;
    stage.layout.platform = 'PowerVM';
    stage.settle(PLATFORM, (carrier) => {
      this.#nameAll();
      return new PowerPlatform(laid.world, laid.constants, carrier, () => stage.fleet);
    });
  }

  /** Everything can be named by people, whether or not the script has spoken of it: VIOS and consoles by default. */
  #nameAll(): void {
    const { consoles, systems, vioses, lpars } = this.laid.world;
    for (const { name } of consoles) this.numbered('Console', name);
    for (const { name } of systems) this.numbered('ManagedSystem', name);
    for (const vios of vioses) this.#alias('Vios', keyOf(vios), vios.name);
    for (const lpar of lpars) this.#alias('Lpar', keyOf(lpar), lpar.name);
  }

  /** By server and name, and by the name alone where nobody else has it. */
  #alias(kind: 'Vios' | 'Lpar', key: string, name: string): void {
    const { things } = this.stage;
    for (const each of [key, name])
      if (things.named(kind, each) === null) things.add(kind, { name: key } satisfies Named, each);
  }

  get platform(): PowerPlatform | undefined {
    return this.stage.platform(PLATFORM) as PowerPlatform | undefined;
  }

  /** As it is now, or as it is laid out so far. */
  get scene(): Scene {
    return this.platform?.scene ?? sceneOf(this.laid.world);
  }

  /** Whoever acts begins time. */
  acting(): Answer<PowerPlatform> {
    const begun = this.stage.begin();
    if (!begun.ok) return begun;
    const found = this.platform;
    return found ? yes(found) : no('Error', { what: 'There is no server.', fix: 'Add one first.' });
  }

  nameOf(kind: ThingKind, id: number): string {
    return this.stage.things.at<Named>(kind, id).name;
  }

  server = (id: number): string => this.nameOf('ManagedSystem', id);
  console = (id: number): string => this.nameOf('Console', id);
  vios = (id: number): string => this.nameOf('Vios', id);
  lpar = (id: number): string => this.nameOf('Lpar', id);

  /** The thing of a name; default VIOS come to be without the script's doing. */
  numbered(kind: ThingKind, name: string): number {
    const { things } = this.stage;
    return things.named(kind, name) ?? things.add(kind, { name } satisfies Named, name);
  }

  found(id: number): Lpar | undefined {
    return lparNamed(this.scene, this.lpar(id));
  }

  ordered(self: number, to: number, options: object = {}): Answer<MoveOrder> {
    const order = orderOf(this.scene, this.lpar(self), this.server(to), options as Asked);
    return order ? yes(order) : no('Refused', { what: `There is no partition ${this.lpar(self)} any more.` });
  }

  taskOf(id: string): TaskRecord | undefined {
    return this.platform?.tasks.find((task) => task.id === id);
  }

  isOver(id: string): boolean {
    return (this.taskOf(id)?.endNs ?? null) !== null;
  }

  /** Says to the journal and to the script why the console does not do it. */
  refusal(site: Site, name: string, findings: readonly RuleFinding[]): ReturnType<typeof no> {
    const faults = findings
      .filter(({ severity }) => severity === 'error')
      .map(({ object, message, remedy, id }) => ({ where: `${object}, ${id}`, what: message, fix: remedy }));
    const touched = this.stage.touched.get(name);
    if (touched === undefined) return this.stage.refuse(site, 'Refused', ...faults);
    return no('Superseded', {
      what: faults[0]?.what ?? `${name} cannot move.`,
      where: name,
      fix: `A person's action made it so: ${touched}`,
    });
  }

  /** Several moves, or a recovery, as one task. */
  series(begun: Begun, site: Site, name: string): Answer<number> {
    if (!begun.ok) return this.refusal(site, name, begun.findings);
    this.stage.happened();
    return yes(this.stage.things.add('LparMoves', { task: begun.id } satisfies SeriesThing));
  }

  /** Something breaks or is repaired. */
  happens(change: (scene: Scene) => Scene): Answer<undefined> {
    const acted = this.acting();
    if (!acted.ok) return acted;
    acted.value.edit(change);
    this.stage.happened();
    return yes(undefined);
  }

  performed(what: Call, site: Site): Answer<undefined> {
    const acted = this.acting();
    if (!acted.ok) return acted;
    const done = acted.value.perform(what);
    if (!done.ok) return this.stage.refuse(site, 'Refused', ...done.diagnostics);
    this.stage.happened();
    return yes(undefined);
  }

  thing(kind: ThingKind, id: number): ThingName {
    return thingName(kind, this.nameOf(kind, id));
  }

  /** Verbs that take no time are carried out by what they say they take. */
  edits(kind: ThingKind): object {
    return Object.fromEntries(
      Object.entries<DescribedVerb>(DESCRIBED[kind]).map(([verb, { takes }]) => [
        verb,
        (self: number, args: readonly Any[], site: Site): Answer<undefined> => {
          const given = takes.map(({ is }, i): CallValue => {
            const value = args[i];
            if (value === undefined) return null;
            return KINDS.includes(is) ? { ...this.thing(is as ThingKind, value) } : value;
          });
          return this.performed(call(this.thing(kind, self), verb, ...given), site);
        },
      ]),
    );
  }
}
