/** What follows from the settings, computed once for each change of them. */
import { S, Phase } from './state';
import { C } from './settings';

/** The rate limit from now on, bytes a second. */
export function limitTo(bytesPerSecond: f64): void {
  S.limit = bytesPerSecond;
  S.windowBudget = <i64>(bytesPerSecond / 10);
}

export function apply(): void {
  const before = S.linkNsPerByte;
  S.linkNsPerByte = C.linkBytesPerSecond > 0 ? 1e9 / C.linkBytesPerSecond : 0;
  S.linkBufferNs = <i64>(C.linkBufferBytes * S.linkNsPerByte);
  if (before > 0 && before != S.linkNsPerByte && S.linkBusyUntil > S.now) {
    // What the link still holds leaves it at the new rate.
    S.linkBusyUntil = S.now + <i64>((<f64>(S.linkBusyUntil - S.now) * S.linkNsPerByte) / before);
  }
  S.runHeader = C.headerPerRun ? <i64>C.pageHeaderBytes : 0;
  S.pageWire = <i64>C.pageBytes + (S.runHeader ? 0 : <i64>C.pageHeaderBytes);
  S.zeroWire = <i64>C.zeroPageBytes;
  S.packetPages = <i64>C.packetPages;
  S.packetWire = S.packetPages * <i64>S.pageBytes + <i64>C.packetHeaderBytes;
  S.localNsPerByte = 1e9 / C.localBytesPerSecond;
  S.localNsPerPage = <f64>S.pageWire * S.localNsPerByte;
  S.firstTouchNsPerPage = (<f64>S.pageWire * 1e9) / C.firstTouchBytesPerSecond;
  S.compressNsPerPage = C.compressBytesPerSecond > 0 ? (C.pageBytes * 1e9) / C.compressBytesPerSecond : 0;
  const switched = S.phase == Phase.Postcopy || S.phase == Phase.Paused;
  const limit = switched ? C.maxPostcopyBytesPerSecond : C.maxBandwidthBytesPerSecond;
  // One that adapts keeps what it has come to, whatever else was changed.
  if (limit != S.limit) limitTo(limit);
}
