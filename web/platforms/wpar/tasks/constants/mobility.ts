/** Checkpoint and restart. With these an idle partition stands still for 18 s, or 2.6 s asynchronously. */
import { bytes, bytesPerSecond, ms, percent } from './row.ts';

const FIGURE = ['typical', 'the figure with which IBM planned for 1 Gbit/s'] as const;

export const MOBILITY = {
  testsMs: ms('Compatibility tests', 2000),
  quiesceMs: ms('Freezing: fixed part', 500),
  quiescePerThreadMs: ms('Freezing: each thread', 5),
  imageWriteBytesPerSecond: bytesPerSecond('Writing the image to NFS', 40e6),
  imageReadBytesPerSecond: bytesPerSecond('Reading the image from NFS', 60e6),
  streamBytesPerSecond: bytesPerSecond('From host to host', 80e6, '', ...FIGURE),
  minimalStateBytes: bytes(
    'Minimal state, at least',
    8e6,
    'What an asynchronous move sends before the switch.',
  ),
  minimalStatePercent: percent('Minimal state, share of the whole', 2),
  roundTripsMs: ms('Manager and agents', 5000, 'Between the checkpoint and the restart.'),
  arrivalMs: ms('Preparing the arrival system', 6000, 'Mounts, address, resource class.'),
  takeOverMs: ms('Taking over', 500, 'When the arrival system is prepared already.'),
  thawMs: ms('Resuming processes', 1000, 'With the first packets sent again.'),
  departureMs: ms('Removing it from the departure system', 3000),
  undoArrivalMs: ms('After a failure: cleaning the arrival system', 2000),
  resumeMs: ms('Resuming in place', 2000),
  killMs: ms('Killing an image', 2000),
  saveSpecMs: ms('Static: saving the specification', 5000),
  dropDefinitionMs: ms('Static: removing the definition', 10_000),
  recreateMs: ms('Static: creating it again', 40_000),
};
