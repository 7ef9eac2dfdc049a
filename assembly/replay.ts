/**
 * A recorded guest on the destination: each of its virtual CPUs goes on along the recording in its own time, and meets
 * a missing page where the recording writes it. The draw that gives a page its instant in a frame also picks the CPU.
 */
import { S } from './state';
import { C } from './settings';
import { wordAt, within } from './bits';
import { guestTime } from './clock';
import { timeIn } from './course';
import { Trace, INSTANTS, lengthOf } from './trace';
import { draw, streamKey } from './random';
import { Vcpu, PLACES, PLACE_BYTES } from './vcpu';
import { Writer, WriterKind, writerAt } from './writer';

const TWO_32: f64 = 4294967296;

function replayer(): Writer | null {
  for (let i: u32 = 0; i < S.writerCount; i++) {
    if (writerAt(i).kind == WriterKind.Trace) return writerAt(i);
  }
  return null;
}

/** From where the guest stopped: what comes next is sought anew. */
export function rewind(vcpu: Vcpu): void {
  if (!S.trace) return;
  const trace = changetype<Trace>(S.trace);
  vcpu.frame = trace.frame;
  vcpu.ordinal = trace.ordinal;
  vcpu.frameStart = trace.frameStart;
  vcpu.over = trace.over;
  vcpu.places = 0;
  vcpu.place = 0;
  vcpu.gathered = 0;
}

function nextFrame(vcpu: Vcpu, trace: Trace): void {
  vcpu.frameStart += lengthOf(trace, vcpu.frame);
  vcpu.places = 0;
  vcpu.place = 0;
  vcpu.gathered = 0;
  vcpu.frame++;
  vcpu.ordinal++;
  if (vcpu.frame == trace.frames) {
    vcpu.frame = trace.loopFrame;
    vcpu.over = trace.once;
  }
}

/** Place `i` of those that the CPU meets next, in order: when in the recording, and which page. */
@inline
function placeAt(vcpu: Vcpu, i: u32): usize {
  return changetype<usize>(vcpu) + offsetof<Vcpu>() + (<usize>i) * PLACE_BYTES;
}

function insert(vcpu: Vcpu, at: f64, page: u32): void {
  let i = vcpu.places < PLACES ? vcpu.places++ : PLACES - 1;
  for (; i > 0 && load<f64>(placeAt(vcpu, i - 1)) > at; i--) {
    memory.copy(placeAt(vcpu, i), placeAt(vcpu, i - 1), PLACE_BYTES);
  }
  store<f64>(placeAt(vcpu, i), at);
  store<u32>(placeAt(vcpu, i), page, 8);
}

/** Takes the first missing pages that CPU `index` writes in its frame and has not met, from where the guest stopped. */
function gather(vcpu: Vcpu, index: u32, trace: Trace, from: f64): void {
  vcpu.places = 0;
  vcpu.place = 0;
  const length = lengthOf(trace, vcpu.frame);
  const key = streamKey(S.seed, INSTANTS, vcpu.ordinal);
  const starts = trace.runStarts + ((<usize>vcpu.frame) << 2);
  for (let i = load<u32>(starts), end = load<u32>(starts, 4); i < end; i++) {
    const run = trace.runs + ((<usize>i) << 3);
    const low = load<u32>(run);
    const high = load<u32>(run, 4);
    for (let word = low >> 6; word < (high + 63) >> 6; word++) {
      for (let rest = within(word, wordAt(S.migrating, word) | wordAt(S.coming, word), low, high); rest; rest &= rest - 1) {
        const page = (word << 6) + <u32>ctz(rest);
        const random = draw(key, page);
        if (<u32>(((random & 0xffffffff) * <u64>S.vcpuCount) >> 32) != index) continue;
        const at = vcpu.frameStart + (length * <f64>(random >> 32)) / TWO_32;
        if (at < from || at <= vcpu.metAt) continue;
        if (vcpu.places == PLACES && at >= load<f64>(placeAt(vcpu, PLACES - 1))) continue;
        insert(vcpu, at, page);
      }
    }
  }
  vcpu.gathered = 1;
}

/** Leads the CPU to the next page that is missing, but not beyond moment `to`; false: there is none. */
function seek(vcpu: Vcpu, index: u32, trace: Trace, stopped: f64, from: f64, to: f64): bool {
  while (true) {
    for (; vcpu.place < vcpu.places; vcpu.place++) {
      const page = load<u32>(placeAt(vcpu, vcpu.place), 8);
      if (((wordAt(S.migrating, page >> 6) | wordAt(S.coming, page >> 6)) >> (page & 63)) & 1) return true;
      vcpu.metAt = load<f64>(placeAt(vcpu, vcpu.place));
    }
    const more = !vcpu.gathered || vcpu.places == PLACES;
    if (!more) nextFrame(vcpu, trace);
    if (vcpu.over || vcpu.frameStart > to) return false;
    if (vcpu.frameStart + lengthOf(trace, vcpu.frame) >= from) gather(vcpu, index, trace, stopped);
    else nextFrame(vcpu, trace);
  }
}

/** Ns until CPU `index`, which has run for `ran`, writes a missing page (`replayedPage`); -1: not within `span` ns. */
export function nextReplayed(vcpu: Vcpu, index: u32, span: i64, ran: i64): i64 {
  const writer = replayer();
  if (!writer) return -1;
  const trace = changetype<Trace>(S.trace);
  const stopped = <i64>C.guestStartNs + guestTime(S.stoppedAt);
  const begun = stopped + ran;
  const from = timeIn(writer.course, <f64>begun);
  const to = timeIn(writer.course, <f64>(begun + span));
  if (!seek(vcpu, index, trace, timeIn(writer.course, <f64>stopped), from, to)) return -1;
  const met = load<f64>(placeAt(vcpu, vcpu.place));
  if (met > to) return -1;
  // The recording may run at a speed that changes: the first moment at which it has come so far.
  let low: i64 = 0;
  let high = span;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeIn(writer.course, <f64>(begun + middle)) >= met) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** It has met the page that it said. */
export function passReplayed(vcpu: Vcpu): void {
  vcpu.metAt = load<f64>(placeAt(vcpu, vcpu.place++));
}

/** The page that it said. */
export function replayedPage(vcpu: Vcpu): u32 {
  return load<u32>(placeAt(vcpu, vcpu.place), 8);
}
