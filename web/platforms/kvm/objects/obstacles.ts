/** What a guest can have that keeps it where it is, until it is taken away. */
export interface Obstacle {
  id: string;
  message: string;
  reason: string;
  remedy: string;
  /** Whether the guest has to stop for that. */
  stops: boolean;
}

export const OBSTACLES: readonly Obstacle[] = [
  {
    id: 'virtiofs',
    message: 'has a virtiofs file system',
    reason: 'The daemon behind it keeps state that nobody sends.',
    remedy: 'Unmount and detach it, or share the files over a network.',
    stops: false,
  },
  {
    id: 'shmem',
    message: 'shares memory with another guest as its peer',
    reason: 'Only the master of such memory can take it along.',
    remedy: 'Detach the device, or make this guest the master.',
    stops: false,
  },
  {
    id: 'transient-disk',
    message: 'has a transient disk',
    reason: 'Its changes live in a file that nobody else has.',
    remedy: 'Detach the disk.',
    stops: false,
  },
  {
    id: 'snapshots',
    message: 'has snapshots',
    reason: 'Their descriptions stay on the source.',
    remedy: 'Delete the snapshots, or their descriptions.',
    stops: false,
  },
  {
    id: 'block-job',
    message: 'has a block job under way',
    reason: 'The job writes to its disk from the source.',
    remedy: 'Wait for the job, or cancel it.',
    stops: false,
  },
  {
    id: 'invtsc',
    message: 'sees an invariant clock of the processor, and no frequency was fixed for it',
    reason: 'On the destination the clock would run at another speed.',
    remedy: 'Fix the frequency (tsc-frequency), or turn invtsc off.',
    stops: true,
  },
];

export const obstacleNamed = (id: string): Obstacle | undefined => OBSTACLES.find((each) => each.id === id);
