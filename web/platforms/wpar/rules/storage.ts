/** A relocation never copies files: they lie where both systems reach them. */
import { implied, sourced, TYPICAL } from '../ground.ts';
import { localParts } from '../objects/file-systems.ts';
import {
  DIRECTORY_MODE,
  directoryOf,
  exportedTo,
  exportOf,
  type NfsServer,
  PARENT_MODE,
  rootKeptFor,
} from '../objects/nfs.ts';
import { serverOf } from '../objects/world.ts';
import type { Case, Complaint, Rule } from './rule.ts';

interface Share {
  server: NfsServer;
  path: string;
}

const shareOf = ({ world, wpar: { storage } }: Case): Share | null => {
  const server = storage.kind === 'nfs' ? serverOf(world, storage.server) : undefined;
  return storage.kind === 'nfs' && server ? { server, path: storage.path } : null;
};

/** Those whose global environment has to mount it. */
const mounters = ({ departure, arrival }: Case): string[] => [...new Set([departure.name, arrival.name])];

export const octal = (mode: number): string => mode.toString(8);

const withAccess = ({ server, path }: Share, hosts: readonly string[]): Complaint['fix'] & object => {
  const old = exportOf(server, path);
  const union = (list: readonly string[] = []): string[] => [...new Set([...list, ...hosts])];
  return {
    label: `Export ${path} to ${hosts.join(' and ')}, with root`,
    edits: [
      {
        kind: 'export',
        server: server.name,
        export: {
          path,
          versions: old?.versions ?? [3],
          // An empty list lets everybody in.
          access: old && old.access.length === 0 ? [] : union(old?.access),
          root: union(old?.root),
        },
      },
    ],
  };
};

export const STORAGE_RULES: readonly Rule[] = [
  {
    id: 'wpar-storage-remote',
    kind: 'critical',
    phases: ['live', 'static'],
    about: 'Everything that the partition writes lies on the NFS server.',
    reason: 'The files stay where they are; only memory and state move.',
    ground: sourced('veritas'),
    check: ({ wpar, departure }) => {
      const local = localParts(wpar).map(({ mount }) => mount);
      if (local.length === 0) return null;
      return {
        object: wpar.name,
        field: local.join(', '),
        message: `${local.join(', ')} of ${wpar.name} ${local.length > 1 ? 'are' : 'is'} local to ${departure.name}.`,
        remedy: 'Deploy it again with remote storage.',
      };
    },
  },
  {
    id: 'nfs-export-reachable',
    kind: 'critical',
    phases: ['create', 'start', 'live', 'static'],
    about: 'The server answers, and exports the directory to every system involved.',
    reason: 'Each system mounts the partition’s files itself.',
    ground: sourced('veritas'),
    check: (c) => {
      const share = shareOf(c);
      if (!share) return null;
      const { server, path } = share;
      if (!server.up)
        return {
          object: server.name,
          field: 'NFS server',
          message: `Cannot mount ${server.name}:${path}: the server does not answer.`,
          remedy: `Bring ${server.name} back.`,
          fix: {
            label: `Start ${server.name}`,
            edits: [{ kind: 'server', server: server.name, set: { up: true } }],
          },
        };
      const shut = mounters(c).filter((host) => !exportedTo(server, path, host));
      if (shut.length === 0) return null;
      return {
        object: server.name,
        field: path,
        message: exportOf(server, path)
          ? `Cannot mount ${server.name}:${path} on ${shut.join(' and ')}: the access list does not name ${shut.length > 1 ? 'them' : 'it'}.`
          : `Cannot mount ${server.name}:${path} on ${shut.join(' and ')}: it is not exported.`,
        remedy: `Export ${path} to every system that may host ${c.wpar.name}, then exportfs -a.`,
        fix: withAccess(share, shut),
      };
    },
  },
  {
    id: 'nfs-root-access',
    kind: 'critical',
    phases: ['create', 'live', 'static'],
    about: 'The export leaves root its rights on every system involved.',
    reason: 'Files of many owners are created and have to keep their owners.',
    ground: TYPICAL,
    check: (c) => {
      const share = shareOf(c);
      if (!share || !exportOf(share.server, share.path)) return null;
      const { server, path } = share;
      const squashed = mounters(c).filter((host) => !rootKeptFor(server, path, host));
      if (squashed.length === 0) return null;
      return {
        object: server.name,
        field: path,
        message: `Root of ${squashed.join(' and ')} may not write to ${server.name}:${path}.`,
        remedy: `Add root=${squashed.join(':')} to the export, then exportfs -a.`,
        fix: withAccess(share, squashed),
      };
    },
  },
  {
    id: 'nfs-directory-missing',
    kind: 'critical',
    phases: ['create', 'start', 'live', 'static'],
    about: 'The partition has a directory of its own on the server.',
    reason: 'It is chroot()ed into it.',
    ground: sourced('article'),
    check: (c) => {
      const share = shareOf(c);
      if (!share || directoryOf(share.server, share.path)) return null;
      const { server, path } = share;
      return {
        object: server.name,
        field: path,
        message: `There is no directory ${path} on ${server.name}.`,
        remedy: `Create it: mkdir ${path}.`,
        fix: {
          label: `Create ${path}`,
          edits: [{ kind: 'make-directory', server: server.name, path }],
        },
      };
    },
  },
  {
    id: 'nfs-dir-empty',
    kind: 'critical',
    phases: ['create'],
    about: 'That directory is empty.',
    reason: 'A partition’s base directory has to be.',
    ground: sourced('topics'),
    check: (c) => {
      const share = shareOf(c);
      const directory = share && directoryOf(share.server, share.path);
      if (!share || !directory || directory.entries.length === 0) return null;
      const { server, path } = share;
      return {
        object: server.name,
        field: path,
        message: `${server.name}:${path} is not empty.`,
        remedy: 'Remove what is left in it, or name another directory.',
        fix: {
          label: `Empty ${path}`,
          edits: [{ kind: 'directory', server: server.name, path, set: { entries: [] } }],
        },
      };
    },
  },
  {
    id: 'nfs-dir-mode',
    kind: 'critical',
    phases: ['create'],
    about: 'Its mode is 755.',
    reason: 'It becomes the root directory of the partition.',
    ground: sourced('topics'),
    check: (c) => {
      const share = shareOf(c);
      const directory = share && directoryOf(share.server, share.path);
      if (!share || !directory || directory.mode === DIRECTORY_MODE) return null;
      const { server, path } = share;
      return {
        object: server.name,
        field: path,
        message: `${server.name}:${path} has mode ${octal(directory.mode)}.`,
        remedy: `Set it: chmod 755 ${path}.`,
        fix: {
          label: `Set the mode of ${path} to 755`,
          edits: [{ kind: 'directory', server: server.name, path, set: { mode: DIRECTORY_MODE } }],
        },
      };
    },
  },
  {
    id: 'nfs-parent-mode',
    kind: 'warning',
    phases: ['create'],
    about: 'Only root may look into the parent directory: 700, root:system.',
    reason: 'Each directory is mounted on its own, so it works without, too; auditors like it better.',
    ground: sourced('article', 'topics'),
    check: (c) => {
      const share = shareOf(c);
      if (!share) return null;
      const { name, area } = share.server;
      if (area.mode === PARENT_MODE && area.owner === 'root' && area.group === 'system') return null;
      return {
        object: name,
        field: area.path,
        message: `${name}:${area.path} is ${octal(area.mode)} ${area.owner}:${area.group}.`,
        remedy: `Make it 700 root:system: chmod 700 ${area.path}.`,
        fix: {
          label: `Make ${area.path} 700 root:system`,
          edits: [
            { kind: 'parent', server: name, set: { mode: PARENT_MODE, owner: 'root', group: 'system' } },
          ],
        },
      };
    },
  },
  {
    id: 'nfs-server-separate',
    kind: 'warning',
    phases: ['create'],
    about: 'The NFS server is a third machine.',
    reason: 'A partition cannot serve files, and a host that does takes every partition down with it.',
    ground: sourced('topics'),
    check: (c) => {
      const share = shareOf(c);
      if (!share) return null;
      const { name } = share.server;
      const hosts = c.world.systems.some((system) => system.name === name);
      if (!hosts && !c.world.wpars.some((wpar) => wpar.name === name)) return null;
      return {
        object: name,
        field: 'NFS server',
        message: `${name} serves the files and ${hosts ? 'hosts partitions' : 'is a partition'} itself.`,
        remedy: 'Use a third machine; an old one is enough.',
      };
    },
  },
  {
    id: 'nfs-version-offered',
    kind: 'critical',
    phases: ['create', 'start', 'live', 'static'],
    about: 'The directory is exported with the NFS version that the partition asks for.',
    reason: 'Otherwise it cannot be mounted.',
    ground: implied('article'),
    check: (c) => {
      const { storage } = c.wpar;
      const share = shareOf(c);
      const found = share && exportOf(share.server, share.path);
      if (!share || !found || storage.kind !== 'nfs') return null;
      const offered = found.versions.filter((version) => share.server.versions.includes(version));
      if (offered.includes(storage.version)) return null;
      return {
        object: share.server.name,
        field: share.path,
        message: `${share.server.name}:${share.path} is offered as version ${offered.join(' and ') || 'none'}, not ${storage.version}.`,
        remedy: `Export it with vers=${storage.version}.`,
        fix: {
          label: `Offer version ${storage.version}`,
          edits: [
            {
              kind: 'export',
              server: share.server.name,
              export: { ...found, versions: [...found.versions, storage.version] },
            },
          ],
        },
      };
    },
  },
];
