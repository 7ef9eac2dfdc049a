/** The NFS area: a directory for each partition, who may mount it, whose root is root there, and how much is in it. */
import { call } from '../../../../model/call.ts';
import type { Offer, Panel, Row } from '../../../../model/world-view.ts';
import { modeText, serverThing } from '../../calls/things.ts';
import {
  areaBlocks,
  blocksOf,
  type Directory,
  EMPTY_AREA_BLOCKS,
  exportOf,
  type NfsServer,
} from '../../objects/nfs.ts';
import type { WparWorld } from '../../objects/world.ts';
import { permissions } from '../../terminal/files.ts';
import { textField } from '../fields.ts';
import { offer, serverOffers } from '../hosts.ts';
import { cell, listed } from '../words.ts';

export const filesPanel = (world: WparWorld): Panel => ({
  id: 'files',
  title: 'NFS area',
  about:
    'Files of mobile partitions lie on an NFS server, each in a directory of its own that every host may mount. The server’s own AIX level does not matter.',
  columns: [
    { id: 'path', label: 'Directory', kind: 'text', minor: false },
    { id: 'blocks', label: 'Blocks', kind: 'number', minor: false },
    { id: 'mode', label: 'Mode', kind: 'text', minor: false },
    { id: 'access', label: 'May mount', kind: 'text', minor: false },
    { id: 'root', label: 'Root stays root', kind: 'text', minor: false },
    { id: 'versions', label: 'NFS', kind: 'text', minor: true },
  ],
  rows: world.servers.flatMap((server) => [
    areaRow(server),
    ...server.area.directories.map((directory) => directoryRow(server, directory)),
  ]),
  offers: world.servers.map((server) => mkdirOffer(server)),
});

function areaRow(server: NfsServer): Row {
  const { name, area } = server;
  const blocks = areaBlocks(area);
  return {
    id: `${name}:${area.path}`,
    cells: {
      path: cell(`${name}:${area.path}`),
      blocks: cell(blocks),
      mode: cell(`${permissions('directory', area.mode)} ${area.owner}:${area.group}`),
      access: cell(server.up ? '' : 'the server does not answer', server.up ? 'quiet' : 'bad'),
      root: cell(''),
      versions: cell(server.versions.join(', ')),
    },
    offers: [modeOffer('setParent', server, [], area.mode), ...serverOffers(server)],
    details: [
      ['Server', `AIX ${server.level}, ${server.up ? 'serving' : 'down'}`],
      ['Usage', `${EMPTY_AREA_BLOCKS} blocks of 512 bytes before anything was deployed, ${blocks} now`],
    ],
  };
}

function directoryRow(server: NfsServer, directory: Directory): Row {
  const { path } = directory;
  const found = exportOf(server, path);
  const thing = serverThing(server.name);
  return {
    id: `${server.name}:${path}`,
    cells: {
      path: cell(path),
      blocks: cell(blocksOf(directory)),
      mode: cell(`${permissions('directory', directory.mode)} ${directory.owner}:${directory.group}`),
      access: found ? cell(listed(found.access, 'everybody')) : cell('not exported', 'warn'),
      root: found ? cell(listed(found.root, 'nobody’s'), found.root.length > 0 ? 'quiet' : 'warn') : cell(''),
      versions: cell(found ? found.versions.join(', ') : ''),
    },
    offers: [
      exportOffer(server, path),
      offer('unexport', 'Export it no more', call(thing, 'unexport', path), {
        refused: found ? null : 'It is not exported.',
      }),
      modeOffer('setDirectory', server, [path], directory.mode),
      offer('empty', 'Empty it', call(thing, 'setDirectory', path, { empty: true }), {
        refused: directory.entries.length > 0 ? null : 'It is empty.',
        confirm: `Everything in ${path} will be deleted. Empty it?`,
      }),
    ],
    details: [
      [
        'Holds',
        listed(
          directory.entries.map(({ name }) => name),
          'nothing',
        ),
      ],
      ['Export', found ? `vers=${found.versions.join(':')}` : 'none'],
    ],
  };
}

function exportOffer(server: NfsServer, path: string): Offer {
  const found = exportOf(server, path);
  return {
    id: 'export',
    label: found ? 'Change the export…' : 'Export…',
    call: null,
    form: {
      title: `Export ${path}`,
      about:
        'Every system that may ever host the partition has to mount it, with its root left as root; and the partition itself.',
      submit: 'Export',
      call: call(serverThing(server.name), 'export', path, {}),
      fields: [
        textField('1.access', 'May mount', {
          value: (found?.access ?? []).join(', '),
          about: 'Names; none means everybody.',
        }),
        textField('1.root', 'Root stays root for', { value: (found?.root ?? []).join(', ') }),
      ],
      checked: false,
    },
    refused: null,
    confirm: null,
  };
}

function modeOffer(
  verb: 'setParent' | 'setDirectory',
  server: NfsServer,
  args: string[],
  mode: number,
): Offer {
  return {
    id: 'mode',
    label: 'Change its mode…',
    call: null,
    form: {
      title: `Mode of ${args[0] ?? server.area.path}`,
      about: 'Octal, as chmod takes it. The parent should be 700, a partition’s directory 755.',
      submit: 'Change',
      call: call(serverThing(server.name), verb, ...args, {}),
      fields: [textField(`${args.length}.mode`, 'Mode', { value: modeText(mode), required: true })],
      checked: false,
    },
    refused: null,
    confirm: null,
  };
}

const mkdirOffer = ({ name, area }: NfsServer): Offer => ({
  id: `mkdir-${name}`,
  label: `New directory on ${name}…`,
  call: null,
  form: {
    title: `New directory on ${name}`,
    about: `Below ${area.path}, empty, for one partition. Export it next.`,
    submit: 'Make it',
    call: call(serverThing(name), 'mkdir'),
    fields: [textField('0', 'Path', { value: `${area.path}/`, required: true })],
    checked: false,
  },
  refused: null,
  confirm: null,
});
