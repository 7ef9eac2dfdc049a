/** The plan of the house: who may import whom. docs/architecture.md has it in words. */

export interface Room {
  /** Rooms, single files (`web/worker/connect.ts`) and packages that the room may import, beside itself. */
  may: readonly string[];
  /** Names that its code may not contain, and why. */
  never?: readonly Word[];
}

export interface Word {
  pattern: RegExp;
  why: string;
}

const DOM: Word = {
  pattern: /\b(?:document|window|navigator|localStorage|HTMLElement|CustomEvent)\s*[.(\]]/,
  why: 'knows no page',
};
const TIMERS: Word = {
  pattern: /\b(?:setTimeout|setInterval|setImmediate|queueMicrotask|requestAnimationFrame)\b/,
  why: 'has virtual time only',
};
const CLOCK: Word = {
  pattern: /\bDate\s*\.\s*now\b|\bnew\s+Date\b|\bDate\s*\(|\bperformance\s*\.|\bprocess\s*\.\s*hrtime\b/,
  why: 'has virtual time only',
};
const CHANCE: Word = {
  pattern: /\bMath\s*\.\s*random\b|\bgetRandomValues\b|\brandomUUID\b/,
  why: 'draws from the seed only',
};
/** Their last bits differ between JavaScript engines; the engine's own are compiled into the WASM. */
const INEXACT: Word = {
  pattern: /\bMath\s*\.\s*(?:exp|expm1|log|log1p|log2|log10|pow|a?sinh?|a?cosh?|a?tanh?|atan2|cbrt|hypot)\b/,
  why: 'must compute the same bits everywhere',
};
const SAME_EVERYWHERE = [CLOCK, CHANCE, INEXACT];

export const ROOMS: Readonly<Record<string, Room>> = {
  assembly: { may: [], never: [CLOCK, CHANCE] },
  'web/model': { may: [], never: [...SAME_EVERYWHERE, DOM, TIMERS] },
  'web/engine': { may: ['web/model'], never: [...SAME_EVERYWHERE, DOM, TIMERS] },
  'web/world': { may: ['web/model', 'web/engine'], never: [...SAME_EVERYWHERE, DOM, TIMERS] },
  'web/platforms/*': { may: ['web/model', 'web/world'], never: [...SAME_EVERYWHERE, DOM, TIMERS] },
  // `switchover` is what it makes: its texts show how to import it.
  'web/script': {
    may: ['web/model', 'web/world', 'web/platforms/*', 'switchover'],
    never: [CLOCK, CHANCE, DOM],
  },
  'web/simulation': {
    may: ['web/model', 'web/engine', 'web/world', 'web/platforms/*', 'web/script'],
    never: [...SAME_EVERYWHERE, DOM, TIMERS],
  },
  'web/worker': {
    may: ['web/model', 'web/engine/engine.ts', 'web/world', 'web/simulation'],
    never: [CHANCE],
  },
  'web/tuning': { may: ['web/model'], never: [DOM] },
  'web/share': { may: ['web/model'] },
  'web/studio': {
    may: ['web/model', 'web/share', 'web/tuning', 'web/worker/connect.ts', 'web/worker/protocol.ts'],
  },
  // Of the scripts it knows the typings, as text.
  'web/editor': {
    may: ['web/studio', 'web/model', 'web/script/switchover.d.ts', '@fontsource-variable/jetbrains-mono'],
  },
  'web/embed': { may: ['web/studio', 'web/model', 'lit'] },
  'web/ui': { may: ['web/studio', 'web/model', 'lit', '@lit/context'] },
  'web/cli': {
    may: [
      ...['web/model', 'web/engine', 'web/world', 'web/platforms/*', 'web/script', 'web/simulation'],
      ...['web/worker', 'web/tuning', 'web/share', 'web/studio', 'node:', 'test/fixtures'],
    ],
    never: [DOM],
  },
  scenarios: { may: ['switchover'], never: [CLOCK, CHANCE] },
  // The composition roots join the rooms; what they may not do is reach behind the thread.
  'web/main.ts': {
    may: [
      ...['web/studio', 'web/ui', 'web/share', 'web/editor', 'web/worker/connect.ts', 'web/model'],
      ...['web/gallery.ts', 'scenarios/traces'],
    ],
  },
  'web/embed.ts': {
    may: ['web/studio', 'web/ui', 'web/embed', 'web/worker/connect.ts', 'web/model', 'scenarios/traces'],
  },
  'web/gallery.ts': { may: ['web/model', 'web/studio', 'scenarios'] },
  'web/sw.ts': { may: [], never: [DOM] },
};

/** Seams: the only files that know the other side. A package named here is allowed there and nowhere else. */
export const SEAMS: Readonly<Record<string, readonly string[]>> = {
  comlink: ['web/worker/connect.ts', 'web/worker/worker.ts'],
  'idb-keyval': ['web/share/drafts.ts'],
  'monaco-editor': ['web/editor/**'],
  'quickjs-emscripten-core': ['web/script/sandbox.ts'],
  // The worker only says where the file lies.
  '@jitl/quickjs-wasmfile-release-sync': ['web/script/sandbox.ts', 'web/worker/worker.ts'],
  sucrase: ['web/script/**'],
  'build/engine.wasm': ['web/worker/worker.ts'],
};

/** Names that only one place may contain: pointers into the engine's memory. */
export const PLACES: readonly { word: RegExp; only: readonly string[]; why: string }[] = [
  {
    word: /\bWebAssembly\s*\./,
    only: ['web/engine/**', 'web/script/sandbox.ts'],
    why: 'only the engine room and the sandbox know WASM',
  },
  { word: /\bmemory\s*\.\s*buffer\b/, only: ['web/engine/engine.ts'], why: 'only engine.ts knows pointers' },
  {
    word: /\bpostMessage\b/,
    only: ['web/worker/**', 'web/embed/**', 'web/studio/offline.ts', 'web/cli/scenario.ts'],
    why: 'threads and frames have one seam',
  },
  { word: /\b(?:eval\s*\(|new\s+Function\b)/, only: [], why: 'the security policy refuses it' },
];

/** Files that may contain a forbidden name all the same, and why. */
export const EXCEPTIONS: Readonly<Record<string, { words: readonly RegExp[]; because: string }>> = {
  'web/simulation/cases/geometric.ts': {
    words: [INEXACT.pattern],
    because: 'the textbook formula, shown next to predictions; no run reads it',
  },
  'web/simulation/cases/saturating.ts': {
    words: [INEXACT.pattern],
    because: 'a formula shown next to predictions; no run reads it',
  },
  'web/simulation/cases/memory.ts': {
    words: [INEXACT.pattern],
    because: 'tells powers of two from others when a case is read; no run reads it',
  },
};
