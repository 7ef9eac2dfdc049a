/** KVM and QEMU: hosts, guests, moves, clients. */

import type { ClientSpec } from '../../../model/client.ts';
import type { MoveAct, MoveChanges } from '../../../model/migration.ts';
import { CHANGEABLE } from '../../../model/parameters/qemu/changeable.ts';
import type { MoveRecord } from '../../../model/recording.ts';
import { type Diagnostic, done } from '../../../model/result.ts';
import type { RuleFinding } from '../../../model/rule-finding.ts';
import type { Era, Guest, Move } from '../../../model/scenario.ts';
import { ns, ZERO_NS } from '../../../model/units.ts';
import { disksAlong } from '../../../platforms/kvm/migration/disks-along.ts';
import { deviceBytesOf, type MoveOptions } from '../../../platforms/kvm/migration/setup.ts';
import { changeGuest, changeHost } from '../../../platforms/kvm/objects/change.ts';
import { addGuest, addHost, type GuestDescription } from '../../../platforms/kvm/objects/describe.ts';
import { eraOf } from '../../../platforms/kvm/objects/version.ts';
import { hostOf, guestOf as kvmGuestOf } from '../../../platforms/kvm/objects/world.ts';
import { examine } from '../../../platforms/kvm/rules/examine.ts';
import { type Answer, type Doers, no, type Site, yes } from '../../../script/session.ts';
import { impossible } from '../../../world/impossible.ts';
import type { Journey } from '../../journey.ts';
import { askedBy } from '../asked-by.ts';
import { guestOf } from '../guest.ts';
import { tooMany } from '../journal.ts';
import { KvmHistory, KvmPlatform } from '../kvm-platform.ts';
import type { LaidGuest, LaidHost } from '../layout.ts';
import { outcomeOf } from '../outcome.ts';
import type { Stage } from '../stage.ts';
import { wayOf } from '../way.ts';
import { layData } from './kvm-data.ts';

export interface MoveThing {
  readonly move: Move;
  /** Set when it has ended with all that belongs to it. */
  ended: boolean;
}

const NEWEST: Era = 'qemu-10.2-kvm';

export function kvmDoers(stage: Stage): Pick<Doers, 'Kvm' | 'Host' | 'Guest' | 'Move'> {
  const { layout, things } = stage;
  const kvm = new KvmHistory();
  const host = (id: number) => things.at<LaidHost>('Host', id);
  const guest = (id: number) => things.at<LaidGuest>('Guest', id);
  const move = (id: number) => things.at<MoveThing>('Move', id);
  const named = (kind: 'Host' | 'Guest', name: string, options: readonly string[]): Answer<number> => {
    const id = things.named(kind, name);
    if (id !== null) return yes(id);
    const [word, there] = [kind.toLowerCase(), options.length > 0 ? ` There are ${options.join(', ')}.` : ''];
    return no('Error', { what: `There is no ${word} ${name}.${there}`, fix: 'Add it, with its options.' });
  };
  const again = (kind: 'Host' | 'Guest', name: string) =>
    things.named(kind, name) === null
      ? null
      : no('Error', {
          what: `There is a ${kind.toLowerCase()} ${name} already.`,
          fix: 'Give this one another name.',
        });

  return {
    Kvm: {
      scenario: (_, [data]) => stage.laidOut('a scenario') ?? layData(stage, kvm, data),
      defaults: (_, [options]) => {
        const late = stage.laidOut('defaults');
        if (late) return late;
        const era = layout.hosts[0]?.era ?? NEWEST;
        const way = wayOf(era, options);
        if (!way.ok) return no('Error', ...way.diagnostics);
        stage.usualWay = options;
        return yes(undefined);
      },
      host: (_, [name, options]) => {
        if (!options)
          return named(
            'Host',
            name,
            layout.hosts.map((each) => each.name),
          );
        const { memory, nic, maxMoves, ...others } = options;
        const late = stage.laidOut('hosts') ?? again('Host', name);
        if (late) return late as ReturnType<typeof no>;
        const full = tooMany('hosts', layout.hosts.length, 'hosts');
        if (full) return no('Error', full);
        const network = {
          ...(nic === undefined ? {} : { nicBytesPerSecond: nic }),
          ...(maxMoves === undefined ? {} : { maxMoves }),
        };
        const faults = kvm.take(
          ZERO_NS,
          addHost(kvm.world, { ...others, name, memory, nic: nic ?? 0, maxMoves: maxMoves ?? null }),
        );
        if (faults.length > 0) return no('Error', ...faults);
        stage.settle('kvm', () => new KvmPlatform(kvm, () => stage.fleet));
        const spec = {
          id: name,
          memoryBytes: memory,
          ...(Object.keys(network).length > 0 ? { network } : {}),
        };
        const era = eraOf(hostOf(kvm.world, name)?.qemu ?? '');
        const laid: LaidHost = { kind: 'Host', name, era, spec };
        layout.hosts.push(laid);
        return yes(things.add('Host', laid, name));
      },
      guest: (_, [name, options]) => {
        if (!options)
          return named(
            'Guest',
            name,
            layout.guests.map((each) => each.name),
          );
        const late = stage.laidOut('guests') ?? again('Guest', name);
        if (late) return late as ReturnType<typeof no>;
        const full = tooMany('guests', layout.guests.length, 'guests');
        if (full) return no('Error', full);
        const read = guestOf(options);
        if (!read.ok) return no('Error', ...read.diagnostics);
        const on = host(options.host);
        const spec = { id: name, host: on.name, guest: read.value, about: options.about ?? '' };
        const faults = impossible(
          { ...emptyScenario(stage), hosts: [on.spec], partitions: [spec], links: [], traffic: [] },
          stage.traces,
        );
        faults.push(...kvm.take(ZERO_NS, addGuest(kvm.world, describedGuest(name, on.name, options))));
        if (faults.length > 0) return no('Error', ...faults);
        const laid: LaidGuest = { kind: 'Guest', name, spec };
        layout.guests.push(laid);
        return yes(things.add('Guest', laid, name));
      },
    },
    Host: {
      name: (self) => host(self).name,
      free: (self) => Math.max(0, roomOn(stage, host(self))),
      set: (self, [changes]) => {
        const { name, spec } = host(self);
        const faults = kvm.take(stage.now, changeHost(kvm.world, name, changes));
        if (faults.length > 0) return no('Error', ...faults);
        if (typeof changes.memory === 'number') spec.memoryBytes = changes.memory;
        return yes(undefined);
      },
    },
    Guest: {
      name: (self) => guest(self).name,
      host: (self) => things.named('Host', placeOf(stage, guest(self))) ?? 1,
      memory: (self) => guest(self).spec.guest.memoryBytes,
      move: (self) => things.named('Move', guest(self).name),
      migrate: (self, [to, options], site) => {
        const begun = stage.begin();
        if (!begun.ok) return begun;
        const { name, spec } = guest(self);
        const from = placeOf(stage, guest(self));
        const given = { ...stage.usualWay, ...options } as MoveOptions;
        const { findings } = examine(
          { world: kvm.world, moves: kvm.moves(stage.fleet), at: stage.now },
          { guest: name, to: host(to).name, options: given },
        );
        const errors = findings.filter(({ severity }) => severity === 'error');
        if (errors.length > 0) return refusedMove(stage, site, name, errors.map(diagnosticOf));
        const era = eraOf(hostOf(kvm.world, from)?.qemu ?? '');
        const [described, target] = [kvmGuestOf(kvm.world, name), hostOf(kvm.world, host(to).name)];
        const way =
          !options && stage.usualTuning
            ? done(stage.usualTuning)
            : wayOf(era, options, stage.usualWay, described?.dirtyRing ?? 0);
        if (!way.ok) return stage.refuse(site, 'Refused', ...way.diagnostics);
        const full = movesTooMany(stage, spec.guest);
        if (full) return no('Error', full);
        const order: Move = {
          at: stage.now,
          partition: name,
          to: host(to).name,
          tuning: way.value,
          by: askedBy(site),
        };
        const deviceBytes = described ? deviceBytesOf(described) : 0;
        const moving = deviceBytes > 0 ? { ...spec.guest, deviceBytes } : spec.guest;
        const paused = described?.state === 'paused';
        const still = paused ? { ...moving, workload: { kind: 'idle' as const } } : moving;
        const disks = described && target ? disksAlong(described, target, given) : null;
        const refusal = begun.value.begin(order, still, disks);
        if (refusal !== null) return refusedMove(stage, site, name, [{ what: refusal }]);
        kvm.began(order, given);
        stage.journal.found(stage.now, site.place(), findings.map(diagnosticOf), 'warning');
        const thing: MoveThing = { move: order, ended: false };
        return yes(things.add('Move', thing, name));
      },
      set: (self, [changes]) => {
        const faults = kvm.take(stage.now, changeGuest(kvm.world, guest(self).name, changes));
        return faults.length > 0 ? no('Error', ...faults) : yes(undefined);
      },
      client: (self, [options = {}]) => {
        const late = stage.laidOut('clients');
        if (late) return late as ReturnType<typeof no>;
        const full = tooMany('clients', layout.clients.length, 'clients');
        if (full) return no('Error', full);
        const { every, requests } = options;
        const spec: ClientSpec = {
          partition: guest(self).name,
          everyMs: (every ?? 100e6) / 1e6,
          ...(requests
            ? {
                requests: {
                  perSecond: requests.perSecond,
                  serviceMs: requests.service / 1e6,
                  workers: requests.workers,
                },
              }
            : {}),
        };
        layout.clients.push(spec);
        return yes(things.add('Client', spec));
      },
    },
    Move: {
      awaited: (self, _, __, wait) => {
        const thing = move(self);
        stage.wakeWhen(wait, () => {
          if (!isOver(stage, thing)) return null;
          const record = recordOf(stage, thing);
          return record ? yes(outcomeOf(record)) : no('Error', { what: 'The move never began.' });
        });
        return yes(undefined);
      },
      query: (self) => yes(infoOf(stage, move(self))),
      set: (self, [parameters], site) => act(self, { kind: 'change', changes: changesOf(parameters) }, site),
      startPostcopy: (self, _, site) => tried(self, { kind: 'postcopy' }, site),
      cancel: (self, _, site) => tried(self, { kind: 'cancel' }, site),
      hold: (self, _, site) => tried(self, { kind: 'hold' }, site),
      goOn: (self, _, site) => tried(self, { kind: 'go-on' }, site),
      fail: (self, [what], site) => tried(self, { kind: 'fail', what }, site),
      recover: (self, _, site) => tried(self, { kind: 'recover' }, site),
    },
  };

  function tried(self: number, what: MoveAct, site: Site): Answer<boolean> {
    const { partition } = move(self).move;
    if (isOver(stage, move(self))) return yes(false);
    const full = stage.changed();
    if (full) return full;
    return yes(stage.fleet?.act(what, partition, stage.now, personOr(site)) === null);
  }

  function act(self: number, what: MoveAct, site: Site): Answer<undefined> {
    const full = stage.changed();
    if (full) return full;
    const { partition } = move(self).move;
    const refusal = isOver(stage, move(self))
      ? `The move of ${partition} has ended; nothing is set any more.`
      : (stage.fleet?.act(what, partition, stage.now, personOr(site)) ?? null);
    return refusal === null ? yes(undefined) : refusedMove(stage, site, partition, [{ what: refusal }]);
  }
}

const personOr = (site: Site) => (askedBy(site) === 'console' ? 'person' : 'script');

const emptyScenario = (stage: Stage) =>
  stage.layout.scenario({ era: NEWEST, maxBandwidthBytesPerSecond: 0, downtimeLimitMs: 300 });

/** Where a guest stands now. */
const placeOf = (stage: Stage, { name, spec }: LaidGuest): string =>
  stage.fleet?.lab.placeOf(name) ?? spec.host;

const roomOn = (stage: Stage, { name, spec }: LaidHost): number =>
  stage.fleet
    ? stage.fleet.lab.freeOn(name)
    : stage.layout.guests.reduce(
        (free, each) => (each.spec.host === name ? free - each.spec.guest.memoryBytes : free),
        spec.memoryBytes,
      );

/** By a person's deed it is superseded, otherwise the world refuses it. */
function refusedMove(stage: Stage, site: Site, partition: string, why: readonly Diagnostic[]) {
  const touched = stage.touched.get(partition);
  if (touched === undefined) return stage.refuse(site, 'Refused', ...why);
  const [first] = why;
  const fix = `A person's action made it so: ${touched}`;
  return no('Superseded', { what: first?.what ?? 'It is not possible any more.', where: partition, fix });
}

const diagnosticOf = ({ message, object, field, remedy }: RuleFinding): Diagnostic => ({
  what: message,
  where: field ? `${object}, ${field}` : object,
  fix: remedy,
});

/** What the platform knows of a guest beside its pages. */
function describedGuest(
  name: string,
  host: string,
  options: Readonly<Record<string, unknown>>,
): GuestDescription {
  const { host: _, workload, pageSize, filled, free, contents, writeSize, ...described } = options;
  return { ...described, name, host, about: String(options.about ?? '') };
}

function movesTooMany(stage: Stage, guest: Guest) {
  const underWay = stage.fleet?.underWay.map(({ mover }) => mover.config.guest) ?? [];
  const pages = [...underWay, guest].reduce(
    (sum, { memoryBytes, pageBytes }) => sum + memoryBytes / pageBytes,
    0,
  );
  return (
    tooMany('moves', stage.things.count('Move'), 'moves') ??
    tooMany('movesAtOnce', underWay.length, 'moves at the same time') ??
    tooMany('pagesAtOnce', pages - 1, 'pages under way at the same time')
  );
}

const changesOf = (parameters: Readonly<Record<string, unknown>>): MoveChanges =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      CHANGEABLE[name as keyof typeof CHANGEABLE],
      name === 'vcpu-dirty-limit' ? Number(value) * 2 ** 20 : value,
    ]),
  );

const journeyOf = (stage: Stage, { move }: MoveThing): Journey | undefined =>
  stage.fleet?.journeys.find((journey) => journey.move === move);

function recordOf(stage: Stage, thing: MoveThing): MoveRecord | null {
  const journey = journeyOf(stage, thing);
  return journey && stage.fleet ? stage.fleet.recordOf(journey) : null;
}

/** Its copy has ended, and whatever was to be done after it. */
function isOver(stage: Stage, thing: MoveThing): boolean {
  thing.ended ||= stage.fleet?.hasLeft(thing.move) ?? false;
  return thing.ended;
}

function infoOf(stage: Stage, thing: MoveThing) {
  const journey = journeyOf(stage, thing);
  const levels = journey?.mover.levels;
  const mirrors = stage.fleet?.mirrors(thing.move) ?? false;
  const stages = {
    running: 'running',
    stopped: 'stopped',
    waiting: 'waiting',
    postcopy: 'postcopy',
    interrupted: 'paused',
    ended: 'ended',
  } as const;
  return {
    status: journey
      ? stages[journey.stageAt(stage.now)]
      : mirrors
        ? ('mirroring' as const)
        : ('running' as const),
    elapsed: ns(stage.now - thing.move.at),
    sent: levels?.sentBytes ?? 0,
    remaining: levels?.remainingBytes ?? 0,
    disksLeft: stage.fleet?.disksLeft(thing.move) ?? 0,
    dirtyRate: levels?.dirtyBytesPerSecond ?? 0,
    bandwidth: levels?.bandwidthBytesPerSecond ?? 0,
    threshold: levels?.thresholdBytes ?? 0,
    rounds: levels?.rounds ?? 0,
    throttle: levels?.throttlePercent ?? 0,
  };
}
