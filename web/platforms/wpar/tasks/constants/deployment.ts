/** Creating and removing. Together the steps of a deployment take what was observed: 6 to 10 minutes. */
import { bytesPerSecond, ms } from './row.ts';

const OBSERVED = [
  'typical',
  'a share of the 6 to 10 minutes that were observed on Power5 with NFS version 3',
] as const;

export const DEPLOYMENT = {
  contactMs: ms('Contacting an agent', 3000),
  inventoryMs: ms('Reading its inventory', 8000, 'Levels, filesets, processors, memory.'),
  profileMs: ms('Storing its profile', 2000, 'Compatibility tests read it.'),
  listWparsMs: ms('Listing its partitions', 2000),
  discoverMs: ms('Looking for systems', 12_000),
  validateMs: ms('Checking name and address', 4000, '', ...OBSERVED),
  defineMs: ms('Creating the definition', 6000, '', ...OBSERVED),
  mountMs: ms('Mounting the directory', 4000, '', ...OBSERVED),
  directoriesMs: ms('Creating directories', 6000, '', ...OBSERVED),
  copyMs: ms('Copying the private files', 288_000, 'About 60 % of a deployment.', ...OBSERVED),
  syncrootMs: ms('Comparing the root part', 144_000, 'About 30 % of a deployment.', ...OBSERVED),
  borrowMs: ms('Borrowing /usr, /opt and /proc', 6000, '', ...OBSERVED),
  subsystemMs: ms('Subsystem and resource class', 10_000, '', ...OBSERVED),
  unmountMs: ms('Unmounting', 4000, '', ...OBSERVED),
  recordMs: ms('Recording where it is', 8000, '', ...OBSERVED),
  runCommandMs: ms('Running the command', 3000, 'Of an application partition; it starts at once.'),
  cleanUpMs: ms('Cleaning up after a cancelled deployment', 5000),
  removeUnmountMs: ms('Removing: unmounting', 3000),
  removeFilesMs: ms('Removing: deleting the files', 15_000),
  removeDefinitionMs: ms('Removing: dropping the definition', 2000),
  modifyMs: ms('Writing a changed configuration', 3000),
  syncMs: ms('Comparing and updating the root part', 300_000),
  backupPrepareMs: ms('Backup: preparing', 5000),
  backupListMs: ms('Backup: listing files', 10_000),
  backupBytesPerSecond: bytesPerSecond('Backup: writing the archive', 1e6),
  restoreHeaderMs: ms('Restore: reading the header', 5000),
  restoreCreateMs: ms('Restore: creating the partition', 60_000),
  restoreBytesPerSecond: bytesPerSecond('Restore: extracting', 0.2e6),
  recoverMs: ms('Recovering', 20_000),
};
