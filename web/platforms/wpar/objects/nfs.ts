/**
 * The server that holds the files of mobile partitions: one parent directory, below it one directory for each
 * partition, each exported and mounted on its own. The server's own AIX level does not matter to a partition.
 */
export type NfsVersion = 3 | 4;

export interface NfsServer {
  readonly name: string;
  readonly level: string;
  readonly up: boolean;
  readonly versions: readonly NfsVersion[];
  readonly area: NfsArea;
  readonly exports: readonly NfsExport[];
}

export interface NfsArea {
  /** The parent, a file system of its own. */
  readonly path: string;
  readonly mode: number;
  readonly owner: string;
  readonly group: string;
  readonly directories: readonly Directory[];
}

export interface Directory {
  readonly path: string;
  readonly mode: number;
  readonly owner: string;
  readonly group: string;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly name: string;
  readonly kind: 'directory' | 'link' | 'file';
  readonly mode: number;
  readonly owner: string;
  readonly group: string;
  /** What `ls -l` says. */
  readonly bytes: number;
  /** With all below it, in blocks of 512 bytes. */
  readonly blocks: number;
  readonly linksTo?: string;
}

export interface NfsExport {
  readonly path: string;
  /** Who may mount it; nobody named means everybody. */
  readonly access: readonly string[];
  /** Whose root stays root here. */
  readonly root: readonly string[];
  readonly versions: readonly NfsVersion[];
}

/** What the area holds before anything is deployed, in blocks of 512 bytes. */
export const EMPTY_AREA_BLOCKS = 16;
export const BLOCK_BYTES = 512;

/** Only root may look into the parent; a partition's own directory is open as a root directory is. */
export const PARENT_MODE = 0o700;
export const DIRECTORY_MODE = 0o755;

export const blocksOf = (directory: Directory): number =>
  directory.entries.reduce((sum, entry) => sum + entry.blocks, 0);

export const areaBlocks = ({ directories }: NfsArea): number =>
  directories.reduce((sum, directory) => sum + blocksOf(directory), EMPTY_AREA_BLOCKS);

export const directoryOf = (server: NfsServer, path: string): Directory | undefined =>
  server.area.directories.find((directory) => directory.path === path);

export const exportOf = (server: NfsServer, path: string): NfsExport | undefined =>
  server.exports.find((each) => each.path === path);

/** Whether the server lets this host mount the path at all. */
export function exportedTo(server: NfsServer, path: string, host: string): boolean {
  const found = exportOf(server, path);
  return found !== undefined && (found.access.length === 0 || found.access.includes(host));
}

export const rootKeptFor = (server: NfsServer, path: string, host: string): boolean =>
  exportOf(server, path)?.root.includes(host) ?? false;

export const emptyDirectory = (path: string): Directory => ({
  path,
  mode: DIRECTORY_MODE,
  owner: 'root',
  group: 'system',
  entries: [],
});

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
