/** What follows from the settings, computed once for each change of them. */
import { S } from './state';
import { C } from './settings';

export function apply(): void {
  const before = S.linkNsPerByte;
  S.linkNsPerByte = C.linkBytesPerSecond > 0 ? 1e9 / C.linkBytesPerSecond : 0;
  S.linkBufferNs = <i64>(C.linkBufferBytes * S.linkNsPerByte);
  if (before > 0 && before != S.linkNsPerByte && S.linkBusyUntil > S.now) {
    // What the link still holds leaves it at the new rate.
    S.linkBusyUntil = S.now + <i64>((<f64>(S.linkBusyUntil - S.now) * S.linkNsPerByte) / before);
  }
  S.pageWire = <i64>(C.pageBytes + C.pageHeaderBytes);
  S.zeroWire = <i64>C.zeroPageBytes;
  S.packetPages = <i64>C.packetPages;
  S.packetWire = S.packetPages * <i64>S.pageBytes + <i64>C.packetHeaderBytes;
  S.localNsPerByte = 1e9 / C.localBytesPerSecond;
  S.localNsPerPage = <f64>S.pageWire * S.localNsPerByte;
  S.firstTouchNsPerPage = (<f64>S.pageWire * 1e9) / C.firstTouchBytesPerSecond;
  S.compressNsPerPage = C.compressBytesPerSecond > 0 ? (C.pageBytes * 1e9) / C.compressBytesPerSecond : 0;
  S.windowBudget = <i64>(C.maxBandwidthBytesPerSecond / 10);
}
