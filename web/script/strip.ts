/**
 * TypeScript in, JavaScript out: types are taken away, never checked. Lines stay where they are; of columns there is a
 * map. The stripper is loaded when the first script comes.
 */
import { done, type Result, refused } from '../model/result.ts';
import { handThrough } from './coroutines.ts';
import { DEEPEST, SOURCE_BYTES } from './limits.ts';
import { type LineMap, type Place, readMappings, writtenPlace } from './source-map.ts';

export interface Program {
  /** As it was written. */
  source: string;
  code: string;
  map: LineMap;
}

/** A place in the running code as one in the written source. */
export const placeIn = (program: Program, place: Place): Place => writtenPlace(program.map, place);

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
  const { transform } = await import('sucrase');
  try {
    const { code, sourceMap } = transform(source, {
      transforms: ['typescript'],
      disableESTransforms: true,
      keepUnusedImports: false,
      filePath: NAME,
      sourceMapOptions: { compiledFilename: NAME },
    });
    return done({ source, ...(await handThrough(code, readMappings(sourceMap?.mappings ?? ''))) });
  } catch (error) {
    return refused(syntaxError(error));
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
function syntaxError(error: unknown) {
  if (error instanceof RangeError || (error instanceof Error && error.name === 'InternalError')) {
    return { what: 'The script nests too deeply.', fix: 'Take what is inside out into parts of their own.' };
  }
  const message = error instanceof Error ? error.message : String(error);
  const [, text, line, column] =
    /^(?:Error transforming [^:]*: )?([\s\S]*?)(?: \((\d+):(\d+)\))?$/.exec(message) ?? [];
  return {
    what: `This is no TypeScript: ${(text ?? message).replace(/^Unexpected/, 'unexpected')}.`,
    ...(line && column ? { where: `${line}:${column}` } : {}),
  };
}
