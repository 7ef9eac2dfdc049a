/** What a system partition mounts, and from where. Sizes are AIX's defaults. */
import { MIB } from '../../../model/units.ts';
import type { Part } from './root-files.ts';
import type { WparDefinition } from './wpar.ts';

export interface FileSystem {
  /** As the partition sees it. */
  mount: string;
  /** As its host sees it. */
  mountPoint: string;
  device: string;
  vfs: 'jfs2' | 'nfs' | 'namefs';
  /** The server, for nfs. */
  node: string;
  options: string;
  writable: boolean;
  sizeBytes: number | null;
}

const PRIVATE_MIB: readonly (readonly [Part, number])[] = [
  ['/', 64],
  ['/home', 32],
  ['/tmp', 96],
  ['/var', 128],
];

export function fileSystemsOf(
  wpar: Pick<WparDefinition, 'kind' | 'directory' | 'storage' | 'privateUsr'>,
): FileSystem[] {
  if (wpar.kind === 'application') return [];
  const at = (mount: string): string => (mount === '/' ? wpar.directory : `${wpar.directory}${mount}`);
  const { storage } = wpar;
  const local = (mount: string, mib: number, index: number): FileSystem => ({
    mount,
    mountPoint: at(mount),
    device: `/dev/fslv0${index}`,
    vfs: 'jfs2',
    node: '',
    options: '',
    writable: true,
    sizeBytes: mib * MIB,
  });
  const remote = (mount: string, server: string, device: string): FileSystem => ({
    mount,
    mountPoint: at(mount),
    device,
    vfs: 'nfs',
    node: server,
    options: 'bg,intr',
    writable: true,
    sizeBytes: null,
  });
  const own: FileSystem[] = [];
  PRIVATE_MIB.forEach(([mount, mib], index) => {
    const onDisk = storage.kind === 'local' || storage.localParts.includes(mount);
    if (onDisk) own.push(local(mount, mib, index));
    // The other parts are directories inside the one that is mounted as root.
    else if (mount === '/') own.push(remote(mount, storage.server, storage.path));
  });
  const borrowed = (mount: string, writable: boolean): FileSystem => ({
    mount,
    mountPoint: at(mount),
    device: mount,
    vfs: 'namefs',
    node: '',
    options: writable ? 'rw' : 'ro',
    writable: false,
    sizeBytes: null,
  });
  const usr = wpar.privateUsr
    ? ['/opt', '/usr'].map((mount) =>
        storage.kind === 'nfs'
          ? remote(mount, storage.server, `${storage.path}${mount}`)
          : { ...local(mount, 2048, own.length), device: `/dev/${mount.slice(1)}_${own.length}` },
      )
    : ['/opt', '/usr'].map((mount) => borrowed(mount, false));
  return [...own, ...usr, borrowed('/proc', true)].sort((a, b) => (a.mount < b.mount ? -1 : 1));
}

/** What the partition writes to and what would not follow it to another system. */
export const localParts = (wpar: Parameters<typeof fileSystemsOf>[0]): FileSystem[] =>
  fileSystemsOf(wpar).filter(({ vfs, writable }) => vfs === 'jfs2' && writable);
