/** AIX workload partitions: `lab.wpar`. What the platform itself can do is handed to it; here is the rest. */
import { rowAt } from '../../../model/activity.ts';
import type { TaskRecord } from '../../../model/task-record.ts';
import { ns } from '../../../model/units.ts';
import { longestOf, pausesWithin } from '../../../platforms/wpar/course/pauses.ts';
import { areaBlocks, blocksOf, directoryOf } from '../../../platforms/wpar/objects/nfs.ts';
import { agentState } from '../../../platforms/wpar/objects/system.ts';
import { hostedBy, serverOf, systemOf, wparOf } from '../../../platforms/wpar/objects/world.ts';
import { stateOf } from '../../../platforms/wpar/objects/wpar.ts';
import { keepsFromPowerOff } from '../../../platforms/wpar/placement/evacuate.ts';
import { suggestTarget } from '../../../platforms/wpar/placement/suggest.ts';
import { RULES } from '../../../platforms/wpar/rules/examine.ts';
import { sessionAt } from '../../../platforms/wpar/session/session-at.ts';
import { WPAR_THINGS } from '../../../script/api/wpar/things.ts';
import type { Any } from '../../../script/define.ts';
import { didYouMean } from '../../../script/nearest.ts';
import { type Answer, type Doers, no, noSuch, yes } from '../../../script/session.ts';
import { workloadOf } from '../guest.ts';
import type { Stage } from '../stage.ts';
import { type Act, actOf, type Named } from '../wpar/act.ts';
import { layingOut } from '../wpar/lay-out.ts';
import { WparSite } from '../wpar/site.ts';
import type { WparConsole } from '../wpar/wpar-platform.ts';

type Kind = 'WparManager' | 'AixSystem' | 'NfsServer' | 'Wpar' | 'WparTask' | 'WparSession';

const PAGE_BYTES = 4096;
const IDLE_BYTES = 120e6;

export function wparDoers(stage: Stage, console: WparConsole): Pick<Doers, Kind> {
  const site = new WparSite(stage, console);
  const { things } = stage;
  const nameOf = (kind: Kind, id: number): string => things.at<Named>(kind, id).name;
  /** The thing of a name, made where there is none yet. */
  const thing = (kind: Kind, name: string): number =>
    things.named(kind, name) ?? things.add(kind, { name }, name);
  const task = ({ task = '' }: { task?: string }): number => thing('WparTask', task);
  const system = (name: string | null): number | null => (name === null ? null : thing('AixSystem', name));
  const recordOf = (id: number): TaskRecord | undefined =>
    site.conductor?.tasks.find((each) => each.id === nameOf('WparTask', id));

  /** Every verb of a kind that the platform carries out, with what it gives. */
  const acts = (kind: Kind, own: readonly string[]): Record<string, Act> =>
    Object.fromEntries(
      Object.entries(WPAR_THINGS[kind].can)
        .filter(([verb]) => !own.includes(verb))
        .map(([verb, described]) => {
          const { gives } = described as { gives: { type: string } | null };
          return [
            verb,
            actOf(
              stage,
              site,
              kind,
              verb,
              gives?.type === 'WparTask' ? (made: Any) => task(made) : undefined,
            ),
          ];
        }),
    );

  const lay = layingOut(stage, site, thing);
  const manager = acts('WparManager', Object.keys(lay));
  const wpar = acts('Wpar', ['suggestTarget', 'candidates', 'ssh']);

  /** Whatever a call creates is known by its name from then on. */
  const making =
    (act: Act | undefined, nameFrom: (args: Any) => string | undefined): Act =>
    (self, args, where) => {
      const answer = (act as Act)(self, withWorkload(args), where);
      const name = nameFrom(args);
      if (answer.ok && name !== undefined) thing('Wpar', name);
      return answer;
    };

  const candidates = (self: number, mode: 'synchronous' | 'asynchronous' = 'synchronous') => {
    const name = nameOf('Wpar', self);
    const { world } = site;
    const known = wparOf(world, name);
    return suggestTarget(world, name, {
      mode,
      phase: known && stateOf(known) === 'Defined' ? 'static' : 'live',
    });
  };

  return {
    WparManager: {
      ...manager,
      ...lay,
      session: (_: number, [id]: [string]) =>
        found('session', id, site.conductor?.sessions, () => thing('WparSession', id)),
      task: (_: number, [id]: [string]) =>
        found('task', id, site.conductor?.tasks, () => thing('WparTask', id)),
      createSystemWpar: making(manager.createSystemWpar, ([name]) => name),
      createApplicationWpar: making(manager.createApplicationWpar, ([name]) => name),
      define: (self: number, args: Any, where: Any) => {
        const answer = making(manager.define, ([name]) => name)(self, args, where);
        return answer.ok ? yes(thing('Wpar', args[0])) : answer;
      },
      block: (self: number, args: Any, where: Any) =>
        unknownRule(args[0]) ?? manager.block?.(self, args, where),
      restore: making(manager.restore, ([file, , options]) => options?.name ?? backedUp(file)),
    },
    AixSystem: {
      ...acts('AixSystem', []),
      name: (self: number) => nameOf('AixSystem', self),
      agent: (self: number) => {
        const known = systemOf(site.world, nameOf('AixSystem', self));
        return known ? agentState(known) : '';
      },
      partitions: (self: number) =>
        hostedBy(site.world, nameOf('AixSystem', self)).map(({ name }) => thing('Wpar', name)),
      safeToSwitchOff: (self: number) =>
        keepsFromPowerOff(site.world, nameOf('AixSystem', self)).length === 0,
    },
    NfsServer: {
      ...acts('NfsServer', ['prepare', 'usage']),
      name: (self: number) => nameOf('NfsServer', self),
      blocks: (self: number) => {
        const known = serverOf(site.world, nameOf('NfsServer', self));
        return known ? areaBlocks(known.area) : 0;
      },
      usage: (self: number, [path]: [string]) => {
        const server = serverOf(site.world, nameOf('NfsServer', self));
        const directory =
          server && directoryOf(server, path.startsWith('/') ? path : `${server.area.path}/${path}`);
        return directory
          ? yes(blocksOf(directory))
          : noSuch('path', `There is no directory ${path}.`, 'Make it with mkdir or prepare.');
      },
      prepare: (self: number, [partition, hosts]: [string, Any[]], where: Any) =>
        prepare(self, partition, hosts, where),
    },
    Wpar: {
      ...wpar,
      name: (self: number) => nameOf('Wpar', self),
      state: (self: number) => {
        const known = wparOf(site.world, nameOf('Wpar', self));
        return known ? stateOf(known) : 'Removed';
      },
      host: (self: number) => system(wparOf(site.world, nameOf('Wpar', self))?.home ?? null),
      memory: (self: number) => wparOf(site.world, nameOf('Wpar', self))?.stateBytes ?? 0,
      rename: making(wpar.rename, ([name]) => name),
      behave: making(wpar.behave, () => undefined),
      suggestTarget: (self: number, [options]: Any) =>
        yes(system(candidates(self, options?.mode).find(({ possible }) => possible)?.system ?? null)),
      candidates: (self: number, [options]: Any) =>
        yes(
          candidates(self, options?.mode).map((each) => ({
            system: thing('AixSystem', each.system),
            possible: each.possible,
            why: [...each.why],
            failed: each.findings.filter(({ severity }) => severity === 'error').map(({ id }) => id),
          })),
        ),
      ssh: actOf(stage, site, 'Wpar', 'ssh', (made: Any) => thing('WparSession', made.session)),
    },
    WparTask: {
      id: (self: number) => nameOf('WparTask', self),
      status: (self: number) => recordOf(self)?.status ?? 'queued',
      step: (self: number) => {
        const record = recordOf(self);
        return record ? rowAt(record, stage.now).step : null;
      },
      cancel: (self: number) => {
        const id = nameOf('WparTask', self);
        const done = site.do({ on: { $ref: 'WparManager', name: '' }, verb: 'cancel', args: [id] }, 'script');
        return yes(done.ok);
      },
      awaited: (self: number, _: [], __: Any, wait: number) => {
        stage.wakeWhen(wait, () => {
          const record = recordOf(self);
          return record && record.endNs !== null ? yes(outcomeOf(record)) : null;
        });
        return yes(undefined);
      },
    },
    WparSession: {
      ...acts('WparSession', []),
      id: (self: number) => nameOf('WparSession', self),
      lines: (self: number) => seen(self).lines.map(({ text }) => text),
      longestGap: (self: number) => seen(self).longestGapNs,
      silent: (self: number) => seen(self).silentNs,
      ended: (self: number) => seen(self).ended,
    },
  } as unknown as Pick<Doers, Kind>;

  function unknownRule(rules: string | readonly string[]) {
    const ids = RULES.map(({ id }) => id);
    const unknown = [rules].flat().findIndex((each) => each !== 'all' && !ids.includes(each));
    if (unknown < 0) return null;
    const [at, id = ''] =
      typeof rules === 'string' ? ['rules', rules] : [`rules[${unknown}]`, rules[unknown]];
    return noSuch(at, `There is no rule '${id.slice(0, 40)}'.`, didYouMean(id, ids));
  }

  function found(
    word: string,
    id: string,
    all: readonly { id: string }[] | undefined,
    make: () => number,
  ): Answer<number> {
    if (all?.some((each) => each.id === id)) return yes(make());
    return no('Error', { what: `There is no ${word} ${id}.`, fix: `Ask for one that has begun.` });
  }

  function seen(self: number) {
    const { conductor } = site;
    const session = conductor?.sessions.find(({ id }) => id === nameOf('WparSession', self));
    if (!conductor || !session) throw new Error('A session is opened before anybody has it.');
    return sessionAt(conductor, session, stage.now);
  }

  function backedUp(file: string): string | undefined {
    return site.world.backups.find((each) => each.file === file)?.definition.name;
  }

  function prepare(self: number, partition: string, hosts: readonly Any[], where: Any): Answer<undefined> {
    const server = serverOf(site.world, nameOf('NfsServer', self));
    const path = `${server?.area.path}/${partition}`;
    const { mkdir, export: exported } = acts('NfsServer', []) as { mkdir: Act; export: Act };
    const made = server && directoryOf(server, path) ? yes(undefined) : mkdir(self, [path], where);
    if (!made.ok) return made;
    const names = [...hosts, partition];
    return exported(self, [path, { access: names, root: names }], where);
  }

  /** Ways to write memory are the model's from here on. */
  function withWorkload(args: Any): Any {
    return (args as Any[]).map((each) => {
      if (typeof each !== 'object' || each === null || !('workload' in each) || !each.workload) return each;
      const pages = Math.ceil((each.memory ?? IDLE_BYTES) / PAGE_BYTES);
      const read = workloadOf(each.workload, PAGE_BYTES, pages);
      return { ...each, workload: read.ok ? read.value : { kind: 'idle' } };
    });
  }

  function outcomeOf(record: TaskRecord) {
    const { status, startNs, endNs, requestedNs, target, failure, steps } = record;
    const span = { fromNs: requestedNs, toNs: ns(endNs ?? stage.now) };
    const snapshots = site.conductor?.snapshots ?? [];
    const moves = stage.fleet?.records() ?? [];
    const within = moves.filter((move) => move.startNs >= span.fromNs && move.startNs <= span.toNs);
    const bad = steps.flatMap(({ findings }) => findings).find(({ severity }) => severity === 'error');
    return {
      status: status as 'done' | 'failed' | 'cancelled',
      total: span.toNs - (startNs ?? span.fromNs),
      pause: longestOf(pausesWithin(snapshots, target, span)),
      sent: within
        .filter((move) => move.partition === target)
        .reduce((sum, { outcome }) => sum + outcome.sentBytes, 0),
      step: failure?.step ?? null,
      message: failure?.message ?? null,
      cause: failure?.cause ?? null,
      remedy: failure?.remedy ?? null,
      rule: failure ? (bad?.id ?? null) : null,
    };
  }
}
