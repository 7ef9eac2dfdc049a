/** Starting and stopping. A start is short: there is no hardware to be tested. */
import { ms } from './row.ts';

const LIMIT = ['sourced', 'AIX documentation, stopwpar'] as const;

export const RUNNING = {
  dispatchMs: ms('From the request to its first step', 1000, 'The task is queued that long.'),
  devicesMs: ms('Exporting devices', 1000),
  startMountMs: ms('Mounting file systems', 4000),
  addressMs: ms('Assigning the address', 2000),
  classMs: ms('Activating the resource class', 1000),
  initMs: ms('Creating init', 5000),
  verifyMs: ms('Verifying the start', 2000),
  signalMs: ms('Stop: signalling subsystems', 2000),
  processesMs: ms('Stop: ending processes', 10_000),
  unloadMs: ms('Stop: unloading the resource class', 1000),
  dropAddressMs: ms('Stop: removing the address', 1000),
  stopUnmountMs: ms('Stop: unmounting', 4000),
  stopLimitMs: ms('Stop gives up after', 600_000, 'When a process does not end.', ...LIMIT),
  hardStopLimitMs: ms('A hard stop gives up after', 60_000, 'When a process does not end.', ...LIMIT),
  shutdownGraceMs: ms('Shutdown: time for the users', 60_000, 'From the warning to the end of services.'),
  servicesMs: ms('Shutdown: ending services in order', 12_000),
  leftoversMs: ms(
    'Start: cleaning up after a cut',
    3000,
    'Programs that were ended from outside leave files behind; the next start removes them.',
  ),
};
