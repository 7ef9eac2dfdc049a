/** Scripts in the real sandbox, with a world that is as small as a test needs it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadSandbox, type SandboxMaker } from '../../web/script/sandbox.ts';
import { type Doers, Session, yes } from '../../web/script/session.ts';
import { strip } from '../../web/script/strip.ts';

const WASM = createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm');

let maker: Promise<SandboxMaker> | null = null;
export const sandbox = (): Promise<SandboxMaker> => (maker ??= loadSandbox(readFileSync(WASM)));

/** Does what a test says, and nothing where it says nothing: things are numbered as they come. */
export function emptyWorld(own: { [K in keyof Doers]?: Partial<Doers[K]> | Doers[K] } = {}): Doers {
  let things = 0;
  const group = (name: string, given: object) =>
    new Proxy(given, {
      get: (target, verb) =>
        Reflect.get(target, verb) ??
        (name === 'Lab' && ['kvm', 'powervm', 'wpar'].includes(String(verb)) ? () => 0 : () => yes(++things)),
    });
  return new Proxy(own as Doers, {
    get: (target, name) => {
      const given = Reflect.get(target, name);
      if (typeof given === 'function') return given;
      return /^[A-Z]/.test(String(name)) ? group(String(name), given ?? {}) : () => yes(undefined);
    },
  });
}

export async function open(source: string, doers: Doers = emptyWorld()): Promise<Session> {
  const program = await strip(source);
  if (!program.ok) throw new Error(JSON.stringify(program.diagnostics));
  return Session.open(await sandbox(), program.value, doers);
}
