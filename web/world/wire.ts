/** What of a line is left for payload, and what one TCP stream can make of it. */
import { NS_PER_S } from '../model/units.ts';

/** IP and TCP headers, 20 bytes each, and TCP's timestamps, 12 (RFC 9293, RFC 7323). */
const HEADER_BYTES = 52;
/** Around each IP packet on Ethernet: preamble 8, header 14, check sum 4, gap 12 (IEEE 802.3). */
const FRAME_BYTES = 38;
export const USUAL_MTU_BYTES = 1500;
/** IP asks that 576 bytes get through everywhere (RFC 791); smaller packets are no network for memory. */
export const SMALLEST_MTU_BYTES = 576;

/** Payload in a full packet. */
export const segmentBytes = (mtuBytes: number): number => mtuBytes - HEADER_BYTES;

/** Payload a second on a line of `lineBytesPerSecond`: 1448 of 1538 bytes at MTU 1500, 8948 of 9038 at 9000. */
export const payloadBytesPerSecond = (lineBytesPerSecond: number, mtuBytes: number): number =>
  Math.floor((lineBytesPerSecond * segmentBytes(mtuBytes)) / (mtuBytes + FRAME_BYTES));

/** One window is under way at a time: window ÷ round trip. Infinity where nothing bounds it. */
export const windowBound = (windowBytes: number, roundTripNs: number): number =>
  roundTripNs > 0 ? Math.floor((windowBytes * NS_PER_S) / roundTripNs) : Infinity;

/** sqrt(3/2): one packet in 1/p is lost and each loss halves the window (Mathis et al. 1997). */
const MATHIS = 1.22;

/** 1.22 · segment ÷ (round trip · √loss). Infinity without loss or delay. */
export const lossBound = (mtuBytes: number, roundTripNs: number, lossShare: number): number =>
  roundTripNs > 0 && lossShare > 0
    ? Math.floor((MATHIS * segmentBytes(mtuBytes) * NS_PER_S) / (roundTripNs * Math.sqrt(lossShare)))
    : Infinity;
