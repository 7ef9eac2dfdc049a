/** Partitions: what they tell, and their moves from validation to recovery. */

import type { ClientSpec } from '../../../model/client.ts';
import { MIB } from '../../../model/units.ts';
import { choices, suggestion } from '../../../platforms/powervm/many/suggest.ts';
import { RULES } from '../../../platforms/powervm/rules/all.ts';
import { didYouMean } from '../../../script/nearest.ts';
import { type Doers, no, noSuch, yes } from '../../../script/session.ts';
import { askedBy } from '../asked-by.ts';
import { tooMany } from '../journal.ts';
import type { Bench, MoveThing } from './bench.ts';
import { validationOf } from './outcome.ts';

const USUAL_CLIENT_NS = 100e6;

export function lparDoers(bench: Bench): Doers['Lpar'] {
  const { stage, laid, lpar } = bench;
  return {
    ...bench.edits('Lpar'),
    name: lpar,
    server: (self) => bench.numbered('ManagedSystem', bench.found(self)?.system ?? ''),
    state: (self) => bench.found(self)?.state ?? 'gone',
    migrationState: (self) => bench.found(self)?.migrationState ?? 'gone',
    memory: (self) => (bench.found(self)?.runningMemoryMb ?? 0) * MIB,
    suggested: (self) => {
      const here = bench.found(self);
      const best = here && suggestion(choices(bench.scene, here, laid.constants));
      return best ? bench.numbered('ManagedSystem', best.target) : null;
    },
    validate: (self, [to, options]) => {
      const acted = bench.acting();
      if (!acted.ok) return acted;
      const order = bench.ordered(self, to, options);
      return order.ok ? yes(validationOf(acted.value.examine(order.value))) : order;
    },
    migrate: (self, [to, options = {}], site) => {
      const acted = bench.acting();
      if (!acted.ok) return acted;
      const order = bench.ordered(self, to, options);
      if (!order.ok) return order;
      const full =
        tooMany('moves', acted.value.tasks.length, 'moves') ??
        tooMany('movesAtOnce', stage.fleet?.underWay.length ?? 0, 'moves at the same time');
      if (full) return no('Error', full);
      const { type } = acted.value.examine(order.value);
      const begun = acted.value.migrate(order.value, {
        by: askedBy(site),
        queue: options.queue === true,
      });
      if (!begun.ok) return bench.refusal(site, lpar(self), begun.findings);
      stage.happened();
      const move: MoveThing = { task: begun.id, lpar: lpar(self), order: order.value, type };
      return yes(stage.things.add('LparMove', move, lpar(self)));
    },
    fix: (self, [to, rule, options], site) => {
      const acted = bench.acting();
      if (!acted.ok) return acted;
      const order = bench.ordered(self, to, options);
      if (!order.ok) return order;
      const ids = RULES.map(({ id }) => id);
      if (!ids.includes(rule))
        return noSuch('rule', `There is no rule '${rule.slice(0, 40)}'.`, didYouMean(rule, ids));
      const { findings } = acted.value.examine(order.value);
      const fix = findings.find((each) => each.id === rule && each.fix)?.fix;
      for (const each of fix?.calls ?? []) {
        const done = bench.performed(each, site);
        if (!done.ok) return done;
      }
      return yes(fix !== undefined);
    },
    stop: (self) => {
      const acted = bench.acting();
      if (!acted.ok) return acted;
      const stopped = acted.value.stop(lpar(self)) === null;
      stage.happened();
      return yes(stopped);
    },
    recover: (self, [options = {}], site) => {
      const acted = bench.acting();
      if (!acted.ok) return acted;
      return bench.series(
        acted.value.recover(lpar(self), options.force === true, askedBy(site)),
        site,
        lpar(self),
      );
    },
    client: (self, [{ every = USUAL_CLIENT_NS, requests } = {}]) => {
      const late = stage.laidOut('clients');
      if (late) return late as ReturnType<typeof no>;
      const full = tooMany('clients', stage.layout.clients.length, 'clients');
      if (full) return no('Error', full);
      const spec: ClientSpec = {
        partition: lpar(self),
        everyMs: every / 1e6,
        ...(requests && {
          requests: {
            perSecond: requests.perSecond,
            serviceMs: requests.service / 1e6,
            workers: requests.workers,
          },
        }),
      };
      stage.layout.clients.push(spec);
      return yes(stage.things.add('Client', spec));
    },
  };
}
