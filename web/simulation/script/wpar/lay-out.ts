/** Verbs that lay out the WPAR world before time begins, and find what is there after. */
import type { Result } from '../../../model/result.ts';
import { behaviourFrom, definitionFrom } from '../../../platforms/wpar/calls/definition.ts';
import { Misfit, Taken } from '../../../platforms/wpar/calls/take.ts';
import { versionsFrom } from '../../../platforms/wpar/calls/verbs/server.ts';
import { settingsFrom } from '../../../platforms/wpar/calls/verbs/system.ts';
import { makeServer, makeSystem } from '../../../platforms/wpar/objects/make.ts';
import { withStanding } from '../../../platforms/wpar/objects/stand.ts';
import { serverOf, systemOf, type WparWorld, wparOf } from '../../../platforms/wpar/objects/world.ts';
import { IDLE, undeployed } from '../../../platforms/wpar/objects/wpar.ts';
import type { Any } from '../../../script/define.ts';
import { type Answer, no, yes } from '../../../script/session.ts';
import { workloadOf } from '../guest.ts';
import type { Stage } from '../stage.ts';
import { callValue } from './act.ts';
import type { WparSite } from './site.ts';

const SUBNET = '192.168.129';
const PAGE_BYTES = 4096;

type Thing = (kind: 'AixSystem' | 'NfsServer' | 'Wpar', name: string) => number;

export function layingOut(stage: Stage, site: WparSite, thing: Thing) {
  const taken = (options: unknown, name: string): Taken => new Taken(callValue(stage, options), name);

  function laid(
    words: string,
    kind: Parameters<Thing>[0],
    name: string,
    lay: () => Result<WparWorld>,
  ): Answer<number> {
    const late = stage.laidOut(words);
    if (late) return late as ReturnType<typeof no>;
    try {
      const made = lay();
      return made.ok ? yes(thing(kind, name)) : no('Error', ...made.diagnostics);
    } catch (fault) {
      if (fault instanceof Misfit) return no('Error', fault.diagnostic);
      throw fault;
    }
  }

  const there = (
    kind: Parameters<Thing>[0],
    word: string,
    name: string,
    known: boolean,
    names: readonly string[],
  ) =>
    known
      ? yes(thing(kind, name))
      : no('Error', {
          what: `There is no ${word} ${name}.${names.length > 0 ? ` There are ${names.join(', ')}.` : ''}`,
          fix: 'Add it, with its options.',
        });

  return {
    system: (_: number, [name, options]: [string, Any]): Answer<number> => {
      const { systems } = site.world;
      if (!options)
        return there(
          'AixSystem',
          'managed system',
          name,
          systemOf(site.world, name) !== undefined,
          systems.map((each) => each.name),
        );
      return laid('systems', 'AixSystem', name, () => {
        const given = taken(options, name);
        const {
          adapter = 'en0',
          address = `${SUBNET}.${201 + systems.length}`,
          prefix = 24,
          agent,
          nic,
        } = options;
        const usual = makeSystem(name, options.aix ? { level: options.aix } : {});
        const set = settingsFrom(given, usual);
        const made = makeSystem(name, {
          ...set,
          filesets: { ...usual.filesets, ...set.filesets },
          adapters: [{ name: adapter, address, prefix }],
          ...(agent ? { agent } : {}),
        });
        return site.layOut(
          (world) => ({ ...world, systems: [...world.systems, made] }),
          nic === undefined ? undefined : { name, bytesPerSecond: nic },
        );
      });
    },
    nfs: (_: number, [name, options]: [string, Any]): Answer<number> => {
      const { servers } = site.world;
      if (!options)
        return there(
          'NfsServer',
          'NFS server',
          name,
          serverOf(site.world, name) !== undefined,
          servers.map((each) => each.name),
        );
      return laid('NFS servers', 'NfsServer', name, () => {
        const { area, aix, nic } = options;
        const versions = taken(options, name).at('versions').or(versionsFrom);
        const made = makeServer(name, {
          ...(area === undefined ? {} : { path: area }),
          ...(aix === undefined ? {} : { level: aix }),
          ...(versions === undefined ? {} : { versions }),
        });
        return site.layOut(
          (world) => ({ ...world, servers: [...world.servers, made] }),
          nic === undefined ? undefined : { name, bytesPerSecond: nic },
        );
      });
    },
    partition: (_: number, [name, options]: [string, Any]): Answer<number> => {
      const { wpars } = site.world;
      if (!options)
        return there(
          'Wpar',
          'partition',
          name,
          wparOf(site.world, name) !== undefined,
          wpars.map((each) => each.name),
        );
      return laid('partitions', 'Wpar', name, () => {
        const pages = Math.ceil((options.memory ?? IDLE.stateBytes) / PAGE_BYTES);
        const workload = options.workload ? workloadOf(options.workload, PAGE_BYTES, pages) : null;
        if (workload && !workload.ok) return workload;
        const given = taken({ ...options, workload: workload?.value }, name);
        const definition = definitionFrom(site.world, name, given);
        const wpar = undeployed(definition, { ...IDLE, ...behaviourFrom(given) });
        const host = given.at('host').name('AixSystem');
        return site.layOut((world) => withStanding(world, wpar, host, options.state ?? 'Active'));
      });
    },
    importLswpar: (_: number, [text]: [string]): Answer<string[]> => {
      const late = stage.laidOut('partitions');
      if (late) return late as ReturnType<typeof no>;
      const { world, notes } = site.console.importLswpar(text, site.world);
      const made = site.layOut(() => world);
      if (!made.ok) return no('Error', ...made.diagnostics);
      for (const { name } of world.wpars) thing('Wpar', name);
      return yes(notes.map(({ line, text }) => `Line ${line}: ${text}`));
    },
  };
}
