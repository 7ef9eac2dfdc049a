import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { expect, it } from 'vitest';

/**
 * What a visitor downloads, in KB after brotli, as a static host would send it. Every file of the built site
 * falls under exactly one budget: one that fits none is an unplanned download, and fails.
 */
const SITE = 'dist';
const KB = 1000;

const files = existsSync(join(SITE, 'index.html'))
  ? readdirSync(SITE, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => posix.join(entry.parentPath, entry.name).slice(SITE.length + 1))
  : [];

const read = (file: string): string => readFileSync(join(SITE, file), 'utf8');
const isPacked = (file: string): boolean => /\.(?:gz|woff2|png)$/.test(file);
/** The last few percent take a minute for what is that large. */
const LARGE = 1000 * KB;
const kilobytes = (file: string): number => {
  const bytes = readFileSync(join(SITE, file));
  const quality = bytes.length > LARGE ? 9 : constants.BROTLI_MAX_QUALITY;
  const packed = isPacked(file)
    ? bytes
    : brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
  return packed.length / KB;
};

/** A page with everything that it loads before it can draw: scripts, what they import at once, and styles. */
function firstLoad(page: string): Set<string> {
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file) || !files.includes(file)) return;
    found.add(file);
    if (!file.endsWith('.js')) return;
    // Rolldown writes static imports as `import … from"./x.js"`; a late one has a parenthesis.
    for (const [, target] of read(file).matchAll(/(?:\bfrom|\bimport)\s*["'`]([^"'`]+\.js)["'`]/g)) {
      add(posix.normalize(posix.join(posix.dirname(file), target ?? '')));
    }
  };
  add(page);
  for (const [, target] of read(page).matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)) add(target ?? '');
  return found;
}

/**
 * Whatever a part is the first to load belongs to it, however the bundler cuts and names what several share.
 * Parts claim in the order in which a visit loads them.
 */
const claimed = new Set<string>();
function claim(entry: RegExp): (file: string) => boolean {
  const own = new Set(files.filter((file) => entry.test(file)).flatMap((file) => [...firstLoad(file)]));
  for (const file of own) if (claimed.has(file)) own.delete(file);
  for (const file of own) claimed.add(file);
  return (file) => own.has(file);
}

const page = files.includes('index.html') ? firstLoad('index.html') : new Set<string>();
for (const file of page) claimed.add(file);
const embed = files.includes('embed.html') ? firstLoad('embed.html') : new Set<string>();

interface Budget {
  what: string;
  kb: number;
  holds: (file: string) => boolean;
  /** Files that the budget is for even now; a budget that measures nothing would hold for ever. */
  mustExist: boolean;
}

const name = (pattern: RegExp) => (file: string) => pattern.test(file);
const BUDGETS: Budget[] = [
  { what: 'the page before the first picture', kb: 120, holds: (file) => page.has(file), mustExist: true },
  { what: 'the embed', kb: 80, holds: (file) => embed.has(file), mustExist: false },
  { what: 'the worker', kb: 40, holds: claim(/^assets\/worker-[^/]*\.js$/), mustExist: true },
  {
    what: 'what the worker looks at before the first run',
    kb: 20,
    holds: claim(/^assets\/checks-[^/]*\.js$/),
    mustExist: true,
  },
  {
    what: 'Tune, late, and the knobs of a script',
    kb: 45,
    holds: claim(/^assets\/(?:tune-panel|knobs-panel)-[^/]*\.js$/),
    mustExist: true,
  },
  {
    what: 'the console of a platform, where a scenario has one',
    kb: 45,
    holds: claim(/^assets\/world-[^/]*\.js$/),
    mustExist: true,
  },
  {
    what: 'what a script can call: the API of all platforms, with what each verb reads',
    kb: 75,
    holds: claim(/^assets\/scripting-[^/]*\.js$/),
    mustExist: true,
  },
  {
    what: 'the sandbox, when a script is opened',
    kb: 260,
    holds: claim(/^assets\/(?:emscripten-module|ffi|module|esm)[-.][^/]*\.(?:js|wasm)$/),
    mustExist: true,
  },
  { what: 'KVM', kb: 45, holds: claim(/^assets\/kvm-[^/]*\.js$/), mustExist: true },
  // More than a hundred rules, each with its reason and remedy in words, are a third of it; the console's shell a tenth.
  { what: 'PowerVM', kb: 72, holds: claim(/^assets\/powervm-[^/]*\.js$/), mustExist: true },
  { what: 'WPAR', kb: 45, holds: claim(/^assets\/wpar-(?!console)[^/]*\.js$/), mustExist: true },
  { what: 'WPAR, its console', kb: 45, holds: claim(/^assets\/wpar-console-[^/]*\.js$/), mustExist: true },
  { what: 'opening a case file', kb: 20, holds: claim(/^assets\/opening-[^/]*\.js$/), mustExist: true },
  {
    what: 'the gallery, when it is opened',
    kb: 45,
    holds: claim(/^assets\/gallery(?:-sheet)?-[^/]*\.js$/),
    mustExist: true,
  },
  {
    what: 'reading an environment that somebody brings, in the worker',
    kb: 25,
    holds: claim(/^assets\/environments-[^/]*\.js$/),
    mustExist: true,
  },
  {
    what: 'bringing an environment, when the sheet is opened',
    kb: 15,
    holds: claim(/^assets\/environment-sheet-[^/]*\.js$/),
    mustExist: true,
  },
  { what: 'the engine', kb: 40, holds: name(/^assets\/engine-[^/]*\.wasm$/), mustExist: true },
  {
    what: 'the editor with TypeScript, when a script is opened',
    kb: 1900,
    holds: name(/^assets\/(?:monaco|codicon|editorWebWorkerMain)[^/]*$/),
    mustExist: true,
  },
  {
    what: 'JetBrains Mono, when a script is opened',
    kb: 45,
    holds: name(/^assets\/jetbrains-mono-latin-wght[^/]*\.woff2$/),
    mustExist: true,
  },
  {
    what: 'Inter, latin subset',
    kb: 50,
    holds: name(/^assets\/inter-latin-wght[^/]*\.woff2$/),
    mustExist: true,
  },
  { what: 'the service worker', kb: 3, holds: name(/^sw\.js$/), mustExist: true },
  { what: 'icons', kb: 5, holds: name(/^icon[^/]*\.(?:svg|png)$/), mustExist: false },
  {
    what: 'recorded traces, on first use',
    kb: 1000,
    holds: name(/^assets\/[^/]*\.trace-[^/]*\.gz$/),
    mustExist: true,
  },
];

it('the site is built (npm run build)', () => {
  expect(files).toContain('index.html');
});

it.each(BUDGETS)('$what: at most $kb KB', ({ kb, holds, mustExist }) => {
  const held = files.filter(holds);
  if (mustExist) expect(held).not.toEqual([]);
  const total = held.reduce((sum, file) => sum + kilobytes(file), 0);
  expect(total).toBeLessThanOrEqual(kb);
});

it('every file falls under a budget', () => {
  const unplanned = files.filter((file) => !BUDGETS.some(({ holds }) => holds(file)));
  expect(unplanned).toEqual([]);
});

it('the page does not wait for what is wanted later', () => {
  expect([...page].filter((file) => /worker-|monaco|quickjs|sucrase/.test(file))).toEqual([]);
  expect([...page].some((file) => file.endsWith('.js'))).toBe(true);
  expect([...page].some((file) => file.endsWith('.css'))).toBe(true);
});
