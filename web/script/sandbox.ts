/**
 * The wall around a stranger's script, and the only file that knows what it is made of: QuickJS, compiled to
 * WASM, with an instance of its own for each run, memory that cannot grow beyond a cap, and fuel. Only text crosses:
 * the script asks by `ask`, the host answers, and wakes it with `resume` when what it waits for has come. There is
 * no clock, no chance, no network in it, and nothing to import but one module.
 */
import RELEASE from '@jitl/quickjs-wasmfile-release-sync';
import {
  DefaultIntrinsics,
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
} from 'quickjs-emscripten-core';
import {
  BYTES_PER_FUEL,
  FUEL,
  FUEL_PER_MESSAGE,
  FUEL_PER_REPORT,
  MEMORY_BYTES,
  MESSAGE_BYTES,
  STACK_BYTES,
} from './limits.ts';

export const SCRIPT_FILE = 'scenario.ts';
export const MODULE = 'switchover';

/** Of the language: a clock, and what makes long work and no scenario needs. Strange objects the module takes away. */
const LEFT_OUT = { Date: false, TypedArrays: false };

const WASM_PAGE_BYTES = 65_536;
/** What the interpreter itself demands. */
const FIRST_BYTES = 16 * 2 ** 20;
const JOBS_AT_ONCE = 100;
/** Memory counts as full when it could not grow by this. */
const NEARLY_BYTES = 4 * 2 ** 20;

/** What stops a script that would never stop by itself. */
export type Cap = 'fuel' | 'memory' | 'depth';

export interface Thrown {
  name: string;
  message: string;
  stack: string;
  /** The host's own number for an error that it made the script throw. */
  fault: number | null;
}

export type Progress =
  /** Nothing is left to do at this instant. */
  | { state: 'waiting' }
  | { state: 'returned' }
  | { state: 'threw'; thrown: Thrown }
  /** `stack` says where, if that is known. */
  | { state: 'stopped'; by: Cap; stack: string };

/** Answers a request of the script; `stack` says where it was made. */
export type Ask = (request: string, stack: string) => string;

/** Compiles the sandbox once; each run opens an instance of its own. */
export async function loadSandbox(wasm: BufferSource): Promise<SandboxMaker> {
  return new SandboxMaker(await WebAssembly.compile(wasm));
}

export class SandboxMaker {
  readonly #wasm: WebAssembly.Module;
  constructor(wasm: WebAssembly.Module) {
    this.#wasm = wasm;
  }

  async open(ask: Ask): Promise<Sandbox> {
    const heap = new WebAssembly.Memory({
      initial: FIRST_BYTES / WASM_PAGE_BYTES,
      maximum: MEMORY_BYTES / WASM_PAGE_BYTES,
    });
    const variant = newVariant(RELEASE, { wasmModule: this.#wasm, wasmMemory: heap });
    const quickjs = await newQuickJSWASMModuleFromVariant(variant);
    return new Sandbox(quickjs.newRuntime(), heap, ask);
  }
}

export class Sandbox {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #heap: WebAssembly.Memory;
  readonly #ask: Ask;
  #fuel = FUEL;
  #progress: Progress = { state: 'waiting' };
  #script: QuickJSHandle | null = null;
  /** Functions of the module: take up what came, and say what was thrown. */
  #wake: QuickJSHandle | null = null;
  #describe: QuickJSHandle | null = null;
  #unheard: QuickJSHandle | null = null;
  /** A fault of the host itself, which must not become one of the script. */
  #broken: unknown = null;

  constructor(runtime: QuickJSRuntime, heap: WebAssembly.Memory, ask: Ask) {
    this.#runtime = runtime;
    this.#heap = heap;
    this.#ask = ask;
    runtime.setMaxStackSize(STACK_BYTES);
    runtime.setInterruptHandler(() => this.#spend(FUEL_PER_REPORT));
    this.#context = runtime.newContext({ intrinsics: { ...DefaultIntrinsics, ...LEFT_OUT } });
  }

  /** Fuel used so far. */
  get spent(): number {
    return FUEL - this.#fuel;
  }

  /**
   * Runs a script up to where it first waits.
   * @param api source of the one module that it can import
   */
  start(api: string, script: string): Progress {
    return this.#enter(() => {
      this.#runtime.setModuleLoader((name) =>
        name === MODULE ? api : { error: new Error(`There is no module '${name}'.`) },
      );
      this.#lendFunctions();
      const loaded = this.#context.evalCode(`import '${MODULE}'`, 'start.js', { type: 'module' });
      const state = loaded.error ? null : this.#context.getPromiseState(loaded.value);
      if (state?.type !== 'fulfilled') {
        const why = loaded.error ?? (state?.type === 'rejected' ? state.error : this.#context.null);
        throw new Error(`The module ${MODULE} does not load: ${JSON.stringify(this.#context.dump(why))}`);
      }
      const evaluated = this.#context.evalCode(script, SCRIPT_FILE, { type: 'module' });
      if (evaluated.error) this.#threw(evaluated.error);
      else this.#script = evaluated.value;
    });
  }

  /** Hands the script what it waited for, and runs it up to where it waits again. */
  resume(message: string): Progress {
    if (this.#progress.state === 'stopped') return this.#progress;
    return this.#enter(() => {
      const context = this.#context;
      const result = context.callFunction(
        this.#wake as QuickJSHandle,
        context.undefined,
        context.newString(message),
      );
      if (result.error) this.#threw(result.error);
    });
  }

  /** The first thing that failed and that nobody awaits, or ever took up; null: there is none. */
  unheard(): Thrown | null {
    if (!this.#unheard || this.#progress.state === 'stopped') return null;
    const said = this.#context.callFunction(this.#unheard, this.#context.undefined);
    if (said.error) return null;
    const [first] = JSON.parse(this.#context.getString(said.value)) as unknown[];
    return first === undefined ? null : readThrown(JSON.stringify(first));
  }

  #enter(work: () => void): Progress {
    try {
      work();
      this.#drain();
    } catch (error) {
      // The browser's own stack was too small for what the interpreter did, which then is in no state to go on.
      if (!isCollapse(error)) throw error;
      this.#progress = { state: 'stopped', by: 'depth', stack: '' };
    }
    if (this.#broken !== null) throw this.#broken;
    if (this.#fuel <= 0) {
      const stack = this.#progress.state === 'threw' ? this.#progress.thrown.stack : '';
      this.#progress = { state: 'stopped', by: 'fuel', stack };
    }
    return this.#progress;
  }

  /** Coroutines take turns until all of them wait. */
  #drain(): void {
    while (this.#fuel > 0) {
      const turns = this.#runtime.executePendingJobs(JOBS_AT_ONCE);
      if (turns.error) {
        this.#threw(turns.error);
        return;
      }
      this.#fuel -= turns.value;
      if (turns.value === 0) break;
    }
    if (this.#fuel <= 0 || !this.#script || this.#progress.state !== 'waiting') return;
    const state = this.#context.getPromiseState(this.#script);
    if (state.type === 'fulfilled') this.#progress = { state: 'returned' };
    if (state.type === 'rejected') this.#threw(state.error);
  }

  /** True: stop at once. */
  #spend(fuel: number): boolean {
    this.#fuel -= fuel;
    return this.#fuel <= 0;
  }

  #lendFunctions(): void {
    const context = this.#context;
    const ask = context.newFunction('ask', (request, stack) => {
      const answer = this.#answer(context.getString(request), context.getString(stack));
      return context.newString(answer);
    });
    const keep = context.newFunction('keep', (wake, describe, unheard) => {
      this.#wake = wake.dup();
      this.#unheard = unheard.dup();
      this.#describe = describe.dup();
      return context.undefined;
    });
    const spend = context.newFunction('spend', (fuel) =>
      this.#spend(context.getNumber(fuel)) ? context.true : context.false,
    );
    const outside = context.newObject();
    context.setProp(outside, 'ask', ask);
    context.setProp(outside, 'spend', spend);
    context.setProp(outside, 'keep', keep);
    context.setProp(context.global, 'outside', outside);
  }

  #answer(request: string, stack: string): string {
    const spent = this.#spend(FUEL_PER_MESSAGE + Math.ceil(request.length / BYTES_PER_FUEL));
    if (spent || this.#broken !== null) return '{"error":{"name":"Error","message":"The script is over."}}';
    if (request.length > MESSAGE_BYTES) {
      const message = `This is too much at once: ${request.length} characters, and ${MESSAGE_BYTES} are possible.`;
      return JSON.stringify({ error: { name: 'RangeError', message } });
    }
    try {
      return this.#ask(request, stack);
    } catch (error) {
      this.#broken = error;
      return '{"error":{"name":"Error","message":"The simulation broke."}}';
    }
  }

  #threw(error: QuickJSHandle): void {
    const text = this.#text(error);
    const full = this.#heap.buffer.byteLength > MEMORY_BYTES - NEARLY_BYTES;
    const thrown = readThrown(text);
    if (thrown?.message === 'out of memory' || thrown?.message === 'string too long') {
      this.#progress = { state: 'stopped', by: 'memory', stack: thrown.stack };
    } else if (full && (!thrown || thrown.message === 'null')) {
      this.#progress = { state: 'stopped', by: 'memory', stack: '' };
    } else {
      const unknown = {
        name: 'Error',
        message: 'It threw something that has no text.',
        stack: '',
        fault: null,
      };
      this.#progress = { state: 'threw', thrown: thrown ?? unknown };
    }
  }

  #text(thrown: QuickJSHandle): string | null {
    if (!this.#describe) return null;
    const described = this.#context.callFunction(this.#describe, this.#context.undefined, thrown);
    return described.error ? null : this.#context.getString(described.value);
  }
}

/** Each browser has its own name for a stack that was too small, and WASM one for a trap. */
const isCollapse = (error: unknown): boolean =>
  error instanceof Error && ['RangeError', 'InternalError', 'RuntimeError'].includes(error.name);

function readThrown(text: string | null): Thrown | null {
  try {
    const { name, message, stack, fault } = JSON.parse(text ?? '') as Record<string, unknown>;
    return {
      name: String(name),
      message: String(message),
      stack: String(stack),
      fault: typeof fault === 'number' ? fault : null,
    };
  } catch {
    return null;
  }
}
