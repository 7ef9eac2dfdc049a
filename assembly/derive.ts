/** What follows from the settings, computed once for each change of them. */
import { S } from './state';
import { C } from './settings';
import { NORMAL_BYTES } from './send';

export function apply(): void {
  const before = S.linkNsPerByte;
  S.linkNsPerByte = C.linkBytesPerSecond > 0 ? 1e9 / C.linkBytesPerSecond : 0;
  S.linkBufferNs = <i64>(C.linkBufferBytes * S.linkNsPerByte);
  if (before > 0 && before != S.linkNsPerByte && S.linkBusyUntil > S.now) {
    // What the link still holds leaves it at the new rate.
    S.linkBusyUntil = S.now + <i64>((<f64>(S.linkBusyUntil - S.now) * S.linkNsPerByte) / before);
  }
  const bytes = C.pageBytes + <f64>NORMAL_BYTES;
  S.localNsPerByte = 1e9 / C.localBytesPerSecond;
  S.localNsPerPage = bytes * S.localNsPerByte;
  S.firstTouchNsPerPage = (bytes * 1e9) / C.firstTouchBytesPerSecond;
  S.windowBudget = <i64>(C.maxBandwidthBytesPerSecond / 10);
}
