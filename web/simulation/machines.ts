/**
 * What the machines at both ends do, where nobody says otherwise. The 7.2 values are those of the machine on
 * which the measured runs were made (docs/fidelity.md); the 10.2 ones are typical of a server and editable.
 */
import type { Machine } from '../model/migration.ts';
import type { Era } from '../model/scenario.ts';
import { ms, ns, ZERO_NS } from '../model/units.ts';

const MEASURED: Machine = {
  linkBytesPerSecond: 0,
  oneWayDelayNs: ZERO_NS,
  linkBufferBytes: 250_000,
  localBytesPerSecond: 1.4e9,
  firstTouchBytesPerSecond: 290e6,
  zeroPageNs: 350,
  deviceStateBytes: 111_981,
  setupNs: ms(2),
  wakeupNs: ms(0.15),
  syncNs: ms(0.2),
  syncNsPerGiB: 100_000,
  stopNs: ms(0.2),
  deviceSaveNs: ms(1),
  resumeNs: ms(2),
  // One tick stays latched while the guest sleeps, so it keeps a little more than its share.
  throttleGain: 1.1,
  // Guest, movers and destination shared two cores: each thread took one tick in eighty.
  guestLossPerThread: 0.0125,
  endsShareCores: true,
  cores: 2,
  // Both ends compress and unpack on the same two cores.
  compression: { zlib: 65e6, zstd: 350e6, 'page-zlib': 28.3e6 },
  // The emulated link takes 32 KiB from one connection, then from the next.
  linkTurnBytes: 32 * 2 ** 10,
};

const SERVER: Machine = {
  ...MEASURED,
  linkBufferBytes: 256 * 2 ** 10,
  localBytesPerSecond: 3e9,
  firstTouchBytesPerSecond: 1.5e9,
  zeroPageNs: 200,
  // Copying and merging the log: some 7.5 ms for 256 GiB, without vhost's part (QEMU's commit on merged clears).
  syncNsPerGiB: 30_000,
  deviceStateBytes: 420_000,
  setupNs: ms(1),
  wakeupNs: ns(60_000),
  stopNs: ms(2),
  deviceSaveNs: ms(4),
  resumeNs: ms(10),
  throttleGain: 1,
  guestLossPerThread: 0,
  endsShareCores: false,
  cores: 16,
  compression: {},
  // Linux’s fair queue lets each connection send two packets in turn (tc-fq).
  linkTurnBytes: 3028,
};

export function machineFor(era: Era, overrides: Partial<Machine> = {}): Machine {
  return { ...(era === 'qemu-7.2-tcg' ? MEASURED : SERVER), ...overrides };
}
