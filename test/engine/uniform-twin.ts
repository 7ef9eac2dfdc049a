/**
 * The engine's comparison of random numbers (assembly/uniform.ts), one page at a time and in plain numbers: what its
 * 128 pages at once have to agree with.
 */
const GOLDEN = 0x9e3779b97f4a7c15n;
const PLANE_STEP = 0x3779b97f;
const word = (x: bigint) => BigInt.asUintN(64, x);

function mix(x: bigint): bigint {
  const a = word((x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n);
  const b = word((a ^ (a >> 27n)) * 0x94d049bb133111ebn);
  return b ^ (b >> 31n);
}

/** A number of 64 bits that key and counter pick. */
export const draw = (key: bigint, counter: number): bigint => mix(word(key + GOLDEN * BigInt(counter)));

function streamKey(seed: bigint, stream: bigint, epoch: bigint): bigint {
  return mix(mix(word(seed + GOLDEN * (stream + 1n))) ^ word(epoch * 0xd1342543de82ef95n));
}

function draw32(number: number, key: number): number {
  let x = Math.imul(number ^ (number >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15) ^ key, 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** For each page, 1 when it lies in the range and its number of 32 bits below `threshold`. */
export function numbersBelow(
  threshold: number,
  seed: number,
  pages: number,
  first: number,
  count: number,
): number[] {
  const key = streamKey(mix(BigInt(seed)), 1n, 1n);
  const outer = Number(BigInt.asIntN(32, key));
  const inner = Number(BigInt.asIntN(32, key >> 32n));
  return Array.from({ length: pages }, (_, page) => {
    if (page < first || page >= first + count) return 0;
    let number = 0;
    for (let plane = 0; plane < 32; plane++) {
      const at = (((page & ~31) ^ outer) + Math.imul(plane, PLANE_STEP)) | 0;
      number = number * 2 + ((draw32(at, inner) >>> (page & 31)) & 1);
    }
    return number < threshold ? 1 : 0;
  });
}
