/**
 * What the engine is told, by name, in the order in which its memory holds it (assembly/settings.ts).
 * From a migration's configuration to these numbers.
 */
import type { MigrationConfig } from '../model/migration.ts';
import { ERAS } from './eras.ts';

export const SETTINGS = [
  'pages',
  'pageBytes',
  'chunkShift',
  'inclusiveThreshold',
  'returnPath',
  'flushUnitBytes',
  'sectionBytes',
  'sectionRamBytes',
  'maxBandwidthBytesPerSecond',
  'availSwitchoverBytesPerSecond',
  'downtimeLimitMs',
  'timeCapNs',
  'linkBytesPerSecond',
  'linkBufferBytes',
  'oneWayDelayNs',
  'localBytesPerSecond',
  'firstTouchBytesPerSecond',
  'zeroPageNs',
  'deviceStateBytes',
  'setupNs',
  'wakeupNs',
  'syncNs',
  'stopNs',
  'deviceSaveNs',
  'resumeNs',
  'seed',
  'guestStartNs',
  'tickHz',
  'ticksBefore',
  'stopTick',
  'burstOnTicks',
  'burstOffTicks',
] as const;

export type SettingName = (typeof SETTINGS)[number];
export type Settings = Record<SettingName, number>;

export function settingsOf({ guest, tuning, machine, ...config }: MigrationConfig): Settings {
  const era = ERAS[tuning.era];
  const { pace } = guest;
  const gib = guest.memoryBytes / 2 ** 30;
  return {
    pages: guest.memoryBytes / guest.pageBytes,
    pageBytes: guest.pageBytes,
    chunkShift: era.clearsByChunk ? era.chunkShift : 0,
    inclusiveThreshold: era.inclusiveThreshold ? 1 : 0,
    returnPath: era.returnPath ? 1 : 0,
    flushUnitBytes: era.flushUnitBytes,
    sectionBytes: era.sectionBytes,
    sectionRamBytes: era.sectionRamBytes,
    maxBandwidthBytesPerSecond: tuning.maxBandwidthBytesPerSecond,
    availSwitchoverBytesPerSecond: 0,
    downtimeLimitMs: tuning.downtimeLimitMs,
    timeCapNs: config.timeCapNs,
    linkBytesPerSecond: machine.linkBytesPerSecond,
    linkBufferBytes: machine.linkBufferBytes,
    oneWayDelayNs: machine.oneWayDelayNs,
    localBytesPerSecond: machine.localBytesPerSecond,
    firstTouchBytesPerSecond: machine.firstTouchBytesPerSecond,
    zeroPageNs: machine.zeroPageNs,
    deviceStateBytes: machine.deviceStateBytes,
    setupNs: machine.setupNs,
    wakeupNs: machine.wakeupNs,
    syncNs: Math.max(1000, Math.round(machine.syncNs + machine.syncNsPerGiB * gib)),
    stopNs: machine.stopNs,
    deviceSaveNs: machine.deviceSaveNs,
    resumeNs: machine.resumeNs,
    seed: config.seed,
    guestStartNs: config.guestStartNs,
    tickHz: pace.tickHz,
    ticksBefore: pace.ticksBefore,
    stopTick: pace.stopTick,
    burstOnTicks: pace.burstOnTicks,
    burstOffTicks: pace.burstOffTicks,
  };
}
