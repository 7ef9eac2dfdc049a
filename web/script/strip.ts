/**
 * TypeScript in, JavaScript out: types are taken away, never checked. Lines stay where they are; of columns there is a
 * map. The stripper is loaded when the first script comes.
 */
import { done, type Result, refused } from '../model/result.ts';
import { handThrough } from './coroutines.ts';
import { DEEPEST, SOURCE_BYTES } from './limits.ts';
import { LOST, lostIn } from './lost.ts';
import { offsetOf } from './places.ts';
import { type LineMap, type Place, readMappings, writtenPlace } from './source-map.ts';
import { LOOK_BEFORE } from './wording.ts';

export interface Program {
  /** As it was written. */
  source: string;
  code: string;
  map: LineMap;
  /** Lines of the code with characters of two units, which the interpreter counts as one. */
  wide: ReadonlyMap<number, string>;
}

/** A place in the running code as one in the written source. */
export function placeIn({ map, wide }: Program, { line, column }: Place): Place {
  const text = wide.get(line);
  const units = text === undefined ? column : [...text].slice(0, column - 1).join('').length + 1;
  return writtenPlace(map, { line, column: units });
}

const WIDE = /[\ud800-\udbff]/;

function wideLines(code: string): Program['wide'] {
  if (!WIDE.test(code)) return new Map();
  return new Map(code.split('\n').flatMap((text, i) => (WIDE.test(text) ? [[i + 1, text] as const] : [])));
}

const NAME = 'scenario.ts';

export async function strip(source: string): Promise<Result<Program>> {
  if (source.length > SOURCE_BYTES) {
    return refused({
      what: `The script has ${source.length} characters, and ${SOURCE_BYTES} are possible.`,
      fix: 'Make it shorter.',
    });
  }
  if (deepest(source) > DEEPEST) {
    return refused({
      what: `The script nests more than ${DEEPEST} brackets into one another.`,
      fix: 'Take what is inside out into functions or lists of their own.',
    });
  }
  const { transform, getFormattedTokens } = await import('sucrase');
  try {
    const { code, sourceMap } = transform(source, {
      transforms: ['typescript'],
      disableESTransforms: true,
      keepUnusedImports: false,
      filePath: NAME,
      sourceMapOptions: { compiledFilename: NAME },
    });
    // What would be left out without a word: looked for only where its words stand, be it in a text.
    if (LOST.test(source)) {
      const lost = lostIn(source, getFormattedTokens(source, { transforms: ['typescript'] }));
      if (lost.length > 0) return refused(...lost);
    }
    const running = await handThrough(code, readMappings(sourceMap?.mappings ?? ''));
    return done({ source, ...running, wide: wideLines(running.code) });
  } catch (error) {
    return refused(syntaxError(source, error));
  }
}

/** How deep brackets nest, those in texts and comments counted too; how deep a stack can be differs from place to place. */
function deepest(source: string): number {
  let depth = 0;
  let most = 0;
  for (let i = 0; i < source.length; i++) {
    const character = source.charCodeAt(i);
    if (OPENING.has(character)) most = Math.max(most, ++depth);
    else if (CLOSING.has(character) && depth > 0) depth--;
  }
  return most;
}

const codes = (text: string): ReadonlySet<number> => new Set([...text].map((each) => each.charCodeAt(0)));
const OPENING = codes('([{');
const CLOSING = codes(')]}');

/** Its messages read `Error transforming scenario.ts: Unexpected token (3:14)`. */
function syntaxError(source: string, error: unknown) {
  if (error instanceof RangeError || (error instanceof Error && error.name === 'InternalError')) {
    return { what: 'The script nests too deeply.', fix: 'Take what is inside out into parts of their own.' };
  }
  const message = error instanceof Error ? error.message : String(error);
  const [, text = message, line, column] =
    /^(?:Error transforming [^:]*: )?([\s\S]*?)(?: \((\d+):(\d+)\))?$/.exec(message) ?? [];
  const place = line && column ? { line: Number(line), column: Number(column) } : null;
  const found = place ? foundAt(source, place) : '';
  const expected = /, expected "(.+)"$/.exec(text)?.[1];
  const what = text.startsWith('Unexpected token')
    ? `${found || 'The end of the script'} is unexpected here.`
    : `${text.replace(/^Unterminated (.*)$/, (_, what) => `this ${what} has no end`)}.`;
  return {
    what: `This is no TypeScript: ${what}`,
    ...(place ? { where: `${place.line}:${place.column}` } : {}),
    fix: expected
      ? `Write '${expected}' before it, or see what is wrong with what stands there.`
      : LOOK_BEFORE,
  };
}

/** The word or sign at a place, in quotes; '' behind the end. */
function foundAt(source: string, place: Place): string {
  const found = /^\s*([\p{L}\p{N}_$]+|\S)/u.exec(source.slice(offsetOf(source, place)))?.[1];
  return found === "'" ? `"'"` : found ? `'${found}'` : '';
}
