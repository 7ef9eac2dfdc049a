/**
 * What a deployment writes into a partition's directory: an ordinary AIX root, without `/usr` and `/opt`, which it
 * borrows from its host. Names as AIX has them; sizes are typical values, in blocks of 512 bytes.
 */
import type { Entry } from './nfs.ts';

export type Part = '/' | '/var' | '/tmp' | '/home';

const entry = (name: string, kind: Entry['kind'], mode: number, blocks: number, linksTo?: string): Entry => ({
  name,
  kind,
  mode,
  owner: name === 'bin' || name === 'lib' || name === 'u' ? 'bin' : 'root',
  group: kind === 'link' ? 'bin' : 'system',
  bytes: kind === 'directory' ? 256 : (linksTo?.length ?? 0),
  blocks,
  ...(linksTo === undefined ? {} : { linksTo }),
});

const FILES: readonly (readonly [part: Part, Entry])[] = [
  ['/', entry('admin', 'directory', 0o755, 0)],
  ['/', entry('audit', 'directory', 0o750, 0)],
  ['/', entry('bin', 'link', 0o777, 0, '/usr/bin')],
  ['/', entry('dev', 'directory', 0o755, 24)],
  ['/', entry('etc', 'directory', 0o755, 34_168)],
  ['/', entry('export', 'directory', 0o755, 0)],
  ['/home', entry('home', 'directory', 0o755, 64)],
  ['/', entry('lib', 'link', 0o777, 0, '/usr/lib')],
  ['/', entry('lpp', 'directory', 0o755, 8)],
  ['/', entry('mnt', 'directory', 0o755, 0)],
  ['/', entry('opt', 'directory', 0o755, 0)],
  ['/', entry('proc', 'directory', 0o555, 0)],
  ['/', entry('sbin', 'directory', 0o755, 22_416)],
  ['/', entry('tftpboot', 'directory', 0o755, 0)],
  ['/tmp', entry('tmp', 'directory', 0o1777, 1_712)],
  ['/', entry('u', 'link', 0o777, 0, '/home')],
  ['/', entry('usr', 'directory', 0o755, 0)],
  ['/var', entry('var', 'directory', 0o755, 47_352)],
];

export const filesOf = (...parts: readonly Part[]): Entry[] =>
  FILES.filter(([part]) => parts.includes(part)).map(([, entry]) => entry);

export const ALL_PARTS: readonly Part[] = ['/', '/var', '/tmp', '/home'];

export const blocksOfParts = (...parts: readonly Part[]): number =>
  filesOf(...parts).reduce((sum, { blocks }) => sum + blocks, 0);
