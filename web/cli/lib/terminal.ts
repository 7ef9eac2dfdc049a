/** What a command may do to the world outside: read files, write to two streams. Tests hand in their own. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';

export interface Terminal {
  out(text: string): Promise<void>;
  err(text: string): void;
  /** Rejects with a sentence for a person. */
  read(path: string, maxBytes: number): Promise<Uint8Array>;
  /** The file a person means by a name typed on the command line. */
  locate(name: string): string;
}

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
};

export function terminal(): Terminal {
  // A reader that has seen enough (`| head`) closes the pipe: not an error, just the end.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  return {
    out: async (text) => {
      if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    },
    err: (text) => process.stderr.write(`${text}\n`),
    read: readLimited,
    locate: (name) => {
      // npm runs scripts in the project's folder and tells where the person was.
      const typed = resolve(process.env.INIT_CWD ?? '.', name);
      return existsSync(typed) ? typed : resolve(name);
    },
  };
}

/** Refuses by size before reading: a huge file must not fill the memory first. */
export async function readLimited(path: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > maxBytes) throw new Error(`it has ${size} bytes, and the limit is ${maxBytes}`);
    return new Uint8Array(await readFile(path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`${path} cannot be read: ${(code && REASONS[code]) || message}.`);
  }
}
