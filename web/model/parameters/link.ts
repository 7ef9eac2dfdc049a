/** The link, the hosts' adapters and the movers (web/model/network.ts), described. */
import { MIB } from '../units.ts';
import { anyNumber, type Provenance, whole } from './described.ts';
import { type Field, fields } from './field.ts';

const FASTEST = 1e12;

export const LINK_FIELDS: readonly Field[] = fields(
  [
    'bytesPerSecond',
    'Capacity',
    'bytes/s',
    anyNumber(0, FASTEST, 'a local socket'),
    1.25e9,
    'What the link carries, each direction by itself: with an MTU on the line, headers included, else payload. 10 Gbit/s are 1.25e9.',
  ],
  [
    'oneWayDelayNs',
    'Delay',
    'ns',
    whole(0, 10e9),
    100_000,
    'Time from one end to the other. Requests for pages and the handing over pay it twice.',
    { source: 'a local network' },
  ],
  [
    'mtuBytes',
    'MTU',
    'bytes',
    whole(576, 65_535),
    1500,
    'Largest packet. With 1500 the line carries 6.2 % more than the pages, with jumbo frames (9000) 1 %.',
    { certainty: 'sourced', source: 'Ethernet, IPv4 and TCP with time stamps: (MTU + 38) ÷ (MTU − 52)' },
  ],
  [
    'lossShare',
    'Loss',
    'share',
    anyNumber(0, 0.5),
    0,
    'Share of the packets that get lost, 0 to 1. With a delay, even little of it slows each connection a lot.',
    { source: 'a local network' },
  ],
  [
    'windowBytes',
    'TCP window',
    'bytes',
    whole(65_535, 2 ** 30),
    4_194_304,
    'The most that one connection keeps under way: over long distances it sends this per round trip.',
    { source: 'Linux lets a connection’s send buffer grow to 4 MiB' },
  ],
);

export const HOST_NETWORK_FIELDS: readonly Field[] = fields(
  [
    'nicBytesPerSecond',
    'Adapter',
    'bytes/s',
    anyNumber(0, FASTEST, 'no limit of its own'),
    0,
    'What the host’s adapter carries, each direction by itself, for all its moves together.',
  ],
  ['maxMoves', 'Moves at once', 'moves', whole(1, 10_000), 8, 'Moves from and to this host; others wait.'],
);

/** PowerVM streams memory by mover service partitions, which are bound by their processors. */
export const MOVER_FIELDS: readonly Field[] = fields(
  [
    'bytesPerSecond',
    'Mover',
    'bytes/s',
    anyNumber(0, FASTEST, 'no limit of its own'),
    700 * MIB,
    'What the mover pushes through, all its moves together: about so much per processor core.',
    { source: 'one logged move: 150.6 GiB in 223 s (capacityreports.net)' },
  ],
  [
    'maxMoves',
    'Moves at once',
    'moves',
    whole(1, 8),
    8,
    'Moves that the mover serves (cfg_msp_lpm_ops); 4 is advised on a single 1 Gbit/s adapter.',
    { certainty: 'sourced', source: 'IBM: VIOS pseudo-device vioslpm0, attributes' },
  ],
);

/** What one core of a mover pushes through, by the generation of the server. */
export const MOVER_CORES: readonly ({ server: string; bytesPerSecond: number } & Provenance)[] = [
  {
    server: 'POWER6',
    bytesPerSecond: 80 * MIB,
    certainty: 'typical',
    source: 'IBM’s planning figure for 1 Gbit/s, about one core at each end',
  },
  { server: 'POWER7', bytesPerSecond: 200 * MIB, certainty: 'typical', source: 'between the two others' },
  {
    server: 'POWER8 and later',
    bytesPerSecond: 700 * MIB,
    certainty: 'typical',
    source: 'one logged move; its cores and link were not recorded',
  },
];
