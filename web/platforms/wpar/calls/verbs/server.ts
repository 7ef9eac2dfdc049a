/** What is done to a server that keeps the partitions' files. */
import type { Edit } from '../../objects/edit.ts';
import { exportOf, type NfsServer, type NfsVersion } from '../../objects/nfs.ts';
import { serverOf } from '../../objects/world.ts';
import { defined } from '../definition.ts';
import type { Taken } from '../take.ts';
import type { Verb } from './verb.ts';

const edit = (make: (server: string, arg: (i: number) => Taken) => Edit): Verb => {
  return (_, name, arg) => ({ kind: 'edit', edit: make(name, arg) });
};

export const versionsFrom = (value: Taken): NfsVersion[] =>
  value.each((each) => (each.word('3', '4') === '4' ? 4 : 3));

const hosts = (value: Taken): string[] =>
  typeof value.value === 'string'
    ? value.texts
    : value.each((each) => each.name('AixSystem', 'Wpar', 'NfsServer'));

const directoryFrom = (options: Taken) =>
  defined<{ mode: number; owner: string; group: string }>({
    mode: options.at('mode').or(({ mode }) => mode),
    owner: options.at('owner').or(({ text }) => text),
    group: options.at('group').or(({ text }) => text),
  });

export const SERVER_VERBS: Readonly<Record<string, Verb>> = {
  down: edit((server) => ({ kind: 'server', server, set: { up: false } })),
  up: edit((server) => ({ kind: 'server', server, set: { up: true } })),
  set: edit((server, arg) => ({
    kind: 'server',
    server,
    set: defined<Pick<NfsServer, 'level' | 'versions'>>({
      level: arg(0)
        .at('aix')
        .or(({ text }) => text),
      versions: arg(0).at('versions').or(versionsFrom),
    }),
  })),
  setParent: edit((server, arg) => ({ kind: 'parent', server, set: directoryFrom(arg(0)) })),
  mkdir: edit((server, arg) => ({ kind: 'make-directory', server, path: arg(0).text })),
  setDirectory: edit((server, arg) => ({
    kind: 'directory',
    server,
    path: arg(0).text,
    set: {
      ...directoryFrom(arg(1)),
      ...(arg(1)
        .at('empty')
        .or(({ flag }) => flag)
        ? { entries: [] }
        : {}),
    },
  })),
  /** What is left out stays as it was exported; of a new one everybody may mount it, and nobody's root is root. */
  export: (world, server, arg) => {
    const [path, options] = [arg(0).text, arg(1)];
    const found = serverOf(world, server);
    const old = found && exportOf(found, path);
    return {
      kind: 'edit',
      edit: {
        kind: 'export',
        server,
        export: {
          path,
          access: options.at('access').or(hosts) ?? old?.access ?? [],
          root: options.at('root').or(hosts) ?? old?.root ?? [],
          versions: options.at('versions').or(versionsFrom) ?? old?.versions ?? [3],
        },
      },
    };
  },
  unexport: edit((server, arg) => ({ kind: 'unexport', server, path: arg(0).text })),
};
