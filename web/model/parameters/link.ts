/** The link between two hosts: what can be set, and what TCP makes of it. */
import { anyNumber, whole } from './described.ts';
import { type Field, fields } from './field.ts';

export const LINK_FIELDS: readonly Field[] = fields(
  [
    'bytesPerSecond',
    'Capacity',
    'bytes/s',
    anyNumber(0, 1e12, 'a local socket'),
    1.177e9,
    'Payload that the link carries: what its wire does, without framing. 10 Gbit/s carry 1.177e9 at MTU 1500.',
  ],
  [
    'oneWayDelayMs',
    'Delay',
    'ms',
    anyNumber(0, 10_000),
    0.1,
    'Time from one end to the other. Requests for pages and the handing over pay it twice.',
    { source: 'a local network' },
  ],
  [
    'lossPercent',
    'Loss',
    '%',
    anyNumber(0, 50),
    0,
    'Share of packets that get lost. With a delay, even little of it slows a connection a lot.',
    { source: 'a local network' },
  ],
  [
    'mtuBytes',
    'MTU',
    'bytes',
    whole(576, 65_535),
    1500,
    'Largest packet. Jumbo frames (9000) leave 5 % more of the wire to the pages.',
    { certainty: 'sourced', source: 'IEEE 802.3' },
  ],
);

/** Ethernet's header, checksum, preamble and gap; IPv4's and TCP's header with time stamps. */
const FRAME_BYTES = 38;
const HEADER_BYTES = 52;

/** Bytes on the wire per byte of payload: 1.062 at MTU 1500, 1.010 at 9000. */
export const wireBytesPerByte = (mtuBytes: number): number =>
  (mtuBytes + FRAME_BYTES) / (mtuBytes - HEADER_BYTES);

/**
 * Payload bytes per second that one TCP connection reaches at most with random losses: 1.22 × segment ÷ (round trip
 * × √loss), after Mathis and others, CCR 1997. Infinite without loss or delay.
 */
export function lossLimitedBytesPerSecond(link: {
  mtuBytes: number;
  oneWayDelayMs: number;
  lossPercent: number;
}): number {
  const roundTripSeconds = (2 * link.oneWayDelayMs) / 1000;
  const loss = link.lossPercent / 100;
  if (roundTripSeconds === 0 || loss === 0) return Number.POSITIVE_INFINITY;
  return (1.22 * (link.mtuBytes - HEADER_BYTES)) / (roundTripSeconds * Math.sqrt(loss));
}
