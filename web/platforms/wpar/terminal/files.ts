/** What one sees of the NFS area, on its server and from outside: `ls -l`, `du -s`, exports. */
import {
  areaBlocks,
  baseName,
  blocksOf,
  type Directory,
  directoryOf,
  EMPTY_AREA_BLOCKS,
  type Entry,
  exportOf,
  type NfsExport,
  type NfsServer,
  type NfsVersion,
} from '../objects/nfs.ts';
import { serverOf } from '../objects/world.ts';
import { dateText } from '../session/clock.ts';
import { type Command, type Context, changed } from './command.ts';
import { type Answer, failed, said } from './place.ts';
import { type Options, optionsOf } from './words.ts';

const KINDS: Readonly<Record<Entry['kind'], string>> = { directory: 'd', link: 'l', file: '-' };
const DIRECTORY_BYTES = 256;

/** `drwxr-xr-x`; the sticky bit stands where others may execute. */
export function permissions(kind: Entry['kind'], mode: number): string {
  const bits = [6, 3, 0].flatMap((shift) =>
    ['r', 'w', 'x'].map((letter, i) => ((mode >> shift) & (4 >> i) ? letter : '-')),
  );
  if (mode & 0o1000) bits[8] = bits[8] === 'x' ? 't' : 'T';
  return KINDS[kind] + bits.join('');
}

type Shown = Pick<Entry, 'name' | 'kind' | 'mode' | 'owner' | 'group' | 'bytes' | 'linksTo'>;

const lsLine = ({ name, kind, mode, owner, group, bytes, linksTo }: Shown): string => {
  const links = kind === 'directory' ? '2' : '1';
  const to = linksTo === undefined ? '' : ` -> ${linksTo}`;
  return `${permissions(kind, mode)} ${links.padStart(4)} ${owner.padEnd(8)} ${group.padEnd(8)} ${String(bytes).padStart(10)} Mar 03 09:00 ${name}${to}`;
};

const asEntry = ({ path, ...rest }: Directory): Shown => ({
  ...rest,
  name: baseName(path),
  kind: 'directory',
  bytes: DIRECTORY_BYTES,
});

const here = ({ world, place }: Context): NfsServer | undefined => serverOf(world, place.name);

/** Parent or directory of a partition; a relative path is below the parent. */
const absolute = ({ area }: NfsServer, path: string | undefined): string =>
  path === undefined
    ? area.path
    : (path.startsWith('/') ? path : `${area.path}/${path}`).replace(/(.)\/+$/, '$1');

/** What `*` in the last part of a path stands for; without one, or where nothing fits, the path as it is. */
function expanded(server: NfsServer, paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (!path.includes('*')) return [path];
    const pattern = absolute(server, path);
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    const fits = new RegExp(`^${parts.join('[^/]*')}$`);
    const found = server.area.directories.flatMap((each) => (fits.test(each.path) ? [each.path] : []));
    const shown = path.startsWith('/') ? found : found.map((each) => each.slice(server.area.path.length + 1));
    return shown.length > 0 ? shown : [path];
  });
}

function ls(context: Context, words: readonly string[]): Answer {
  const server = here(context);
  const options = optionsOf(words, 'lad');
  if (!server || typeof options === 'string') return failed(1, 'Usage: ls [-l] [-d] [path …]');
  const paths = expanded(server, options.rest);
  if (paths.length <= 1) return listed(server, options, paths[0]);
  const each = paths.map((path) => ({ path, answer: listed(server, options, path) }));
  return {
    lines: each.flatMap(({ path, answer }, i) =>
      options.given.has('d') || answer.returnCode !== 0
        ? answer.lines
        : [...said(...(i > 0 ? [''] : []), `${path}:`).lines, ...answer.lines],
    ),
    returnCode: Math.max(...each.map(({ answer }) => answer.returnCode)),
    call: null,
  };
}

function listed(server: NfsServer, options: Options, given: string | undefined): Answer {
  const path = absolute(server, given);
  const long = (entries: readonly Shown[], blocks: number): string[] =>
    options.given.has('l') ? [`total ${blocks}`, ...entries.map(lsLine)] : entries.map(({ name }) => name);
  const { area } = server;
  if (path === area.path) {
    if (options.given.has('d'))
      return said(
        options.given.has('l') ? lsLine({ ...asEntry({ ...area, entries: [] }), name: path }) : path,
      );
    return said(...long(area.directories.map(asEntry), EMPTY_AREA_BLOCKS));
  }
  const found = directoryOf(server, path);
  if (!found) return failed(2, `ls: 0653-341 The file ${path} does not exist.`);
  if (options.given.has('d'))
    return said(
      options.given.has('l') ? lsLine({ ...asEntry(found), name: given ?? path }) : (given ?? path),
    );
  return said(...long(found.entries, blocksOf(found)));
}

function du(context: Context, words: readonly string[]): Answer {
  const server = here(context);
  const options = optionsOf(words, 'skm');
  if (!server || typeof options === 'string') return failed(1, 'Usage: du -s [-k|-m] [path …]');
  const paths = options.rest.length > 0 ? expanded(server, options.rest) : [server.area.path];
  const per = options.given.has('m') ? 2048 : options.given.has('k') ? 2 : 1;
  return answersOf(paths, (given) => {
    const path = absolute(server, given);
    const found = path === server.area.path ? areaBlocks(server.area) : directoryOf(server, path);
    if (found === undefined) return null;
    const blocks = typeof found === 'number' ? found : blocksOf(found);
    return `${String(Math.ceil(blocks / per)).padEnd(8)}${given}`;
  });
}

/** A line for each path; those that are not there are said to be so. */
function answersOf(paths: readonly string[], lineFor: (path: string) => string | null): Answer {
  const lines = paths.map((path) => {
    const text = lineFor(path);
    return text === null
      ? { text: `du: 0653-175 Cannot find the current directory ${path}.`, stream: 'err' as const }
      : { text, stream: 'out' as const };
  });
  return { lines, returnCode: lines.some(({ stream }) => stream === 'err') ? 1 : 0, call: null };
}

export const exportLine = ({ path, access, root, versions }: NfsExport): string => {
  const options = [
    'rw',
    ...(access.length > 0 ? [`access=${access.join(':')}`] : []),
    ...(root.length > 0 ? [`root=${root.join(':')}`] : []),
    `vers=${versions.join(':')}`,
  ];
  return `${path} -${options.join(',')}`;
};

function exportfs(context: Context, words: readonly string[]): Answer {
  const server = here(context);
  const options = optionsOf(words, 'avio:u');
  const usage = 'Usage: exportfs [-a] | exportfs -i -o access=a:b,root=a:b,vers=3 path | exportfs -u path';
  if (!server || typeof options === 'string') return failed(1, usage);
  const { given, rest } = options;
  const [path] = rest;
  if (path === undefined) {
    if (given.has('i') || given.has('u') || given.has('o')) return failed(1, usage);
    return said(
      ...(server.exports.length > 0 ? server.exports.map(exportLine) : ['exportfs: nothing exported']),
    );
  }
  const full = absolute(server, path);
  if (given.has('u'))
    return exportOf(server, full)
      ? changed(context, 'exportfs', { kind: 'unexport', server: server.name, path: full })
      : failed(1, `exportfs: ${full} is not exported.`);
  if (!directoryOf(server, full)) return failed(1, `exportfs: ${full}: No such file or directory.`);
  const set = exportFrom(given.get('o')?.[0] ?? '');
  if (typeof set === 'string') return failed(1, `exportfs: ${set}`, usage);
  return changed(context, 'exportfs', {
    kind: 'export',
    server: server.name,
    export: { path: full, ...set },
  });
}

function exportFrom(text: string): Omit<NfsExport, 'path'> | string {
  const set = { access: [] as string[], root: [] as string[], versions: [3] as NfsVersion[] };
  for (const option of text === '' ? [] : text.split(',')) {
    const [name, value = ''] = option.split('=');
    const list = value.split(':').filter((each) => each !== '');
    if (name === 'access') set.access = list;
    else if (name === 'root') set.root = list;
    else if (name === 'vers' && list.every((each) => each === '3' || each === '4'))
      set.versions = list.map((each) => (each === '4' ? 4 : 3));
    else if (name !== 'rw' && name !== 'sec') return `${option} is not understood.`;
  }
  return set;
}

const onServer = (usage: string, about: string, run: Command['run']): Command => ({
  usage,
  about,
  on: ['server'],
  run,
});

export const FILE_COMMANDS: Readonly<Record<string, Command>> = {
  ls: onServer('ls [-l] [-d] [path …]', 'Lists the NFS area, or a directory in it.', ls),
  du: onServer('du -s [-k|-m] [path …]', 'How much is in it, in blocks of 512 bytes.', du),
  exportfs: onServer(
    'exportfs [-i -o options path | -u path]',
    'What is exported, and to whom; or changes that.',
    exportfs,
  ),
  cat: onServer('cat /etc/exports', 'What is exported at every start of the server.', (context, words) => {
    const server = here(context);
    const [path] = words;
    if (!server || path === undefined || words.length > 1) return failed(1, 'Usage: cat /etc/exports');
    if (path !== '/etc/exports')
      return failed(2, `cat: 0652-050 Cannot open ${path}. Only /etc/exports can be read here.`);
    return said(...server.exports.map(exportLine));
  }),
  mkdir: onServer('mkdir path', 'Makes a directory for a partition.', (context, words) => {
    const server = here(context);
    const [path] = words;
    if (!server || path === undefined || words.length > 1) return failed(1, 'Usage: mkdir path');
    const full = absolute(server, path);
    if (directoryOf(server, full))
      return failed(2, `mkdir: 0653-358 Cannot create ${path}. ${path}: File exists.`);
    return changed(context, 'mkdir', { kind: 'make-directory', server: server.name, path: full });
  }),
  chmod: onServer('chmod mode path', 'Who may read, write and enter.', (context, words) => {
    const server = here(context);
    const [text = '', path] = words;
    if (!server || path === undefined || !/^[0-7]{3,4}$/.test(text))
      return failed(1, 'Usage: chmod mode path');
    const [full, mode] = [absolute(server, path), Number.parseInt(text, 8)];
    if (full === server.area.path)
      return changed(context, 'chmod', { kind: 'parent', server: server.name, set: { mode } });
    return changed(context, 'chmod', { kind: 'directory', server: server.name, path: full, set: { mode } });
  }),
  showmount: {
    usage: 'showmount -e [server]',
    about: 'What a server exports, and to whom.',
    on: ['system', 'server'],
    run: ({ world, place, at }, words) => {
      const options = optionsOf(words, 'ead');
      if (typeof options === 'string') return failed(1, 'Usage: showmount -e [server]');
      const name = options.rest[0] ?? place.name;
      const server = serverOf(world, name);
      if (!server) return failed(1, `showmount: ${name} serves no files here.`);
      if (!server.up) return failed(1, `showmount: ${name} does not answer (${dateText(at, 0)}).`);
      const rows = server.exports.map(
        ({ path, access }) => `${path}  ${access.length > 0 ? access.join(',') : '(everyone)'}`,
      );
      return said(`export list for ${name}:`, ...rows);
    },
  },
};
