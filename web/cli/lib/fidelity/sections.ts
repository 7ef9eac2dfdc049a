/** The measured groups, put together by what carried the memory over. */
import { type Bound, downtime, gap, gapAfterPostcopy, steps, syncs, total, traffic } from './bounds.ts';

export interface Section {
  id: string;
  title: string;
  about: string;
  groups: readonly string[];
  bounds: readonly Bound[];
}

/** One thing was varied at a time. */
const BASIC_GROUPS = [
  'idle',
  'bandwidth',
  'uniform',
  'seq',
  'hotcold',
  'ramsize',
  'timevar',
  'position',
  'downtime_limit',
  'downtime_limit_link',
  'link',
];

/** Not a section of its own: these are among the plain runs. */
export const BASIC: Section = {
  id: 'basic',
  title: 'Plain pre-copy, one input varied at a time',
  about: 'Those of the plain runs that were not drawn by lot; held to bounds of their own.',
  groups: BASIC_GROUPS,
  bounds: [
    { measure: total, atMostMedian: 0.007 },
    { measure: total, within: 0.05, share: 0.92 },
    { measure: traffic, atMostMedian: 0.002 },
    { measure: traffic, within: 0.03, share: 0.92 },
    'verdict',
  ],
};

export const SECTIONS: readonly Section[] = [
  {
    id: 'plain',
    title: 'Plain pre-copy',
    about:
      'Rounds until the rest fits the downtime limit. In `random` everything was drawn by lot; some of these runs had auto-converge switched on, and it never had to act. In `postcopy_not_triggered` the migration was over before post-copy was.',
    groups: [...BASIC_GROUPS, 'random', 'postcopy_not_triggered'],
    bounds: [
      { measure: total, atMostMedian: 0.005 },
      { measure: total, within: 0.05, share: 0.94 },
      { measure: traffic, atMostMedian: 0.0015 },
      { measure: traffic, within: 0.03, share: 0.94 },
      { measure: syncs, within: 1, share: 0.95 },
      { measure: downtime, within: 1, share: 0.86 },
      { measure: gap, within: 1, share: 0.86 },
      'verdict',
    ],
  },
  {
    id: 'xbzrle',
    title: 'Delta compression (XBZRLE)',
    about: 'A page that was sent before is sent as its change, if the cache still has its old version.',
    groups: ['xbzrle'],
    bounds: [{ measure: traffic, within: 0.05, share: 0.9 }, 'verdict'],
  },
  {
    id: 'connections',
    title: 'Several connections, and compression',
    about:
      'multifd with 2 and 4 channels, without compression and with zlib or zstd; the older compressing threads.',
    groups: ['multifd', 'multifd_comp', 'compress'],
    bounds: [
      { measure: total, within: 0.03, share: 1 },
      { measure: traffic, within: 0.03, share: 1 },
      'verdict',
    ],
  },
  {
    id: 'autoconverge',
    title: 'Auto-converge',
    about:
      'The guest is slowed step by step until the rounds shrink. Whether one more step is needed can hang on a few pages and moves the total by 10 to 25 %.',
    groups: ['autoconverge', 'autoconverge_xbzrle'],
    bounds: [
      { measure: steps, within: 1, share: 1 },
      { measure: total, atMostMedian: 0.02 },
      { measure: total, within: 0.25, share: 0.9 },
      'verdict',
    ],
  },
  {
    id: 'postcopy',
    title: 'Post-copy',
    about:
      'The guest goes on at the destination and waits for pages that it touches before they have come. Its client’s gap ends with the first sign of life there, so it holds the first of these waits.',
    groups: ['postcopy'],
    bounds: [
      { measure: total, within: 0.05, share: 1 },
      { measure: gapAfterPostcopy, within: 1, share: 0.8 },
      'verdict',
    ],
  },
  {
    id: 'changes',
    title: 'Parameters that change during the move',
    about: 'The bandwidth limit or the downtime limit is set anew while it runs.',
    groups: ['bwchange', 'paramchange'],
    bounds: [{ measure: total, within: 0.08, share: 1 }, 'verdict'],
  },
];
