/** Consoles, servers and VIOS: what they tell, what is done to them, and how they fail. */

import { MIB } from '../../../model/units.ts';
import {
  consoleFails,
  consoleReturns,
  serverFails,
  serverReturns,
  viosFails,
} from '../../../platforms/powervm/mobility/outages.ts';
import type { ManagedSystem } from '../../../platforms/powervm/objects/managed-system.ts';
import { lparsOf, systemOf, viosOf } from '../../../platforms/powervm/objects/world.ts';
import { type Doers, no, yes } from '../../../script/session.ts';
import { askedBy } from '../asked-by.ts';
import type { Bench } from './bench.ts';

export function objectDoers(bench: Bench): Pick<Doers, 'Console' | 'ManagedSystem' | 'Vios'> {
  const { server, console, vios } = bench;
  const at = (self: number): ManagedSystem | undefined => systemOf(bench.scene.world, server(self));
  return {
    Console: {
      ...bench.edits('Console'),
      name: console,
      fail: (self) => bench.happens((now) => consoleFails(now, console(self))),
      repair: (self) => bench.happens((now) => consoleReturns(now, console(self))),
    },
    ManagedSystem: {
      ...bench.edits('ManagedSystem'),
      name: server,
      state: (self) => at(self)?.state ?? '',
      free: (self) => Math.max(0, (at(self)?.availableMemoryMb ?? 0) * MIB),
      freeProcessors: (self) => at(self)?.availableProcUnits ?? 0,
      lpars: (self) => lparsOf(bench.scene.world, server(self)).map(({ name }) => name),
      evacuate: (self, [options = {}], site) => {
        const acted = bench.acting();
        if (!acted.ok) return acted;
        const { concurrency, to } = options;
        const how = {
          by: askedBy(site),
          ...(typeof concurrency === 'number' ? { concurrency } : {}),
          ...(typeof to === 'number' ? { to: [server(to)] } : {}),
        };
        return bench.series(acted.value.evacuate(server(self), how), site, server(self));
      },
      stopEvacuation: (self) => {
        const acted = bench.acting();
        if (!acted.ok) return acted;
        const task = acted.value.tasks.findLast(
          ({ kind, target, endNs }) => kind === 'evacuate' && target === server(self) && endNs === null,
        );
        const stopped = task !== undefined && acted.value.stopTask(task.id) === null;
        bench.stage.happened();
        return yes(stopped);
      },
      fail: (self) => bench.happens((now) => serverFails(now, server(self))),
      repair: (self) => bench.happens((now) => serverReturns(now, server(self))),
    },
    Vios: {
      ...bench.edits('Vios'),
      name: vios,
      fail: (self) => {
        const [system = '', name = ''] = vios(self).split('/');
        return viosOf(bench.scene.world, system, name)
          ? bench.happens((now) => viosFails(now, { system, name }))
          : no('Refused', { what: `There is no VIOS ${vios(self)}.` });
      },
    },
  };
}
