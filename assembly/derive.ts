/** What follows from the settings and from how far the migration is, computed anew when one of them changes. */
import { S, Phase } from './state';
import { C } from './settings';

/** A page that goes by itself has an address of its own, and a zero page one byte beside (QEMU migration/ram.c). */
const ADDRESS_BYTES: i64 = 8;

/** The limiter lets through so much a second; one that follows the dirty rate goes on from there. */
export function limitTo(bytesPerSecond: f64): void {
  S.limit = bytesPerSecond;
  S.windowBudget = <i64>(bytesPerSecond / 10);
}

/** Time of a byte on the link; where the cap holds for the last pages too, the link is no faster for them. */
function nsPerByte(): f64 {
  const link = C.linkBytesPerSecond > 0 ? 1e9 / C.linkBytesPerSecond : 0;
  const last = S.phase == Phase.LastSend || S.phase == Phase.Device;
  if (!last || !C.finalCapped || S.windowBudget == 0) return link;
  return Math.max(link, 1e9 / (<f64>S.windowBudget * 10));
}

export function apply(): void {
  const before = S.linkNsPerByte;
  S.linkNsPerByte = nsPerByte();
  S.linkBufferNs = <i64>(C.linkBufferBytes * S.linkNsPerByte);
  if (before > 0 && before != S.linkNsPerByte && S.linkBusyUntil > S.now) {
    // What the link still holds leaves it at the new rate.
    S.linkBusyUntil = S.now + <i64>((<f64>(S.linkBusyUntil - S.now) * S.linkNsPerByte) / before);
  }
  S.oneWayDelayNs = <i64>C.oneWayDelayNs;
  S.vcpuCount = <u32>C.vcpus;
  S.hostPages = <u32>C.hostPagePages;
  S.hostWords = max(S.hostPages >> 6, 1);
  S.runHeader = C.headerPerRun ? <i64>C.pageHeaderBytes : 0;
  S.pageWire = <i64>C.pageBytes + (S.runHeader ? 0 : <i64>C.pageHeaderBytes);
  S.zeroWire = <i64>C.zeroPageBytes;
  S.packetPages = <i64>C.packetPages;
  S.compressNsPerPage = C.compressBytesPerSecond > 0 ? (C.pageBytes * 1e9) / C.compressBytesPerSecond : 0;
  if (S.switchedAt >= 0) {
    // From then on pages go one by one, over one connection and as they are.
    if (C.packetPages > 0) {
      S.pageWire = <i64>C.pageBytes + ADDRESS_BYTES;
      S.zeroWire = ADDRESS_BYTES + 1;
    }
    S.packetPages = 0;
    S.compressNsPerPage = 0;
  }
  S.packetWire = S.packetPages * S.pageWire + <i64>C.packetHeaderBytes;
  S.localNsPerByte = 1e9 / C.localBytesPerSecond;
  S.localNsPerPage = <f64>S.pageWire * S.localNsPerByte;
  S.firstTouchNsPerPage = (<f64>S.pageWire * 1e9) / C.firstTouchBytesPerSecond;
  const limit = S.switchedAt >= 0 ? C.maxPostcopyBytesPerSecond : C.maxBandwidthBytesPerSecond;
  if (limit != S.limit) limitTo(limit);
}
