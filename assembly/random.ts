/**
 * Counter-based randomness: a draw is a pure function of (seed, stream, counter), so results depend neither on
 * step size nor on pausing nor on the order in which pages are looked at. The mixing function is the finaliser
 * of SplitMix64 (Steele, Lea, Flood 2014).
 */

/** The step between two counters (2^64 / golden ratio). */
export const GOLDEN: u64 = 0x9e3779b97f4a7c15;

@inline
export function mix(x: u64): u64 {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

@inline
export function draw(key: u64, counter: u64): u64 {
  return mix(key + counter * 0x9e3779b97f4a7c15);
}

/** A key of its own for one stream of draws. */
@inline
export function streamKey(seed: u64, stream: u64, epoch: u64): u64 {
  return mix(mix(seed + 0x9e3779b97f4a7c15 * (stream + 1)) ^ (epoch * 0xd1342543de82ef95));
}

/** Uniform in [0, n), n < 2^32. */
@inline
export function below(random: u64, n: u32): u32 {
  return <u32>(((random >> 32) * <u64>n) >> 32);
}
