/** Memory: blocks of one size, and enough of it on the target. */
import { lparsOf } from '../../objects/world.ts';
import { implied, sourced } from '../ground.ts';
import { memoryNeed, pageTableMb } from '../needs.ts';
import { act, fix, type Rule, set, spot, TYPES } from '../rule.ts';

const blockSize: Rule = {
  id: 'lmb-size-equal',
  types: TYPES.AIS,
  looks: ['S.lmbMb', 'T.lmbMb'],
  severity: 'error',
  about: 'The logical memory blocks of both servers have the same size.',
  reason: 'Memory belongs to a partition in whole blocks, and the blocks of both servers have to be alike.',
  ground: sourced('article', 'nova'),
  *check({ world, source, target }) {
    if (source.lmbMb === target.lmbMb) return;
    const running = lparsOf(world, target.name).filter(({ state }) => state === 'Running');
    yield {
      on: [spot(target, 'lmbMb'), spot(source, 'lmbMb')],
      message: `The logical memory blocks differ: ${source.lmbMb} MB on ${source.name}, ${target.lmbMb} MB on ${target.name}.`,
      remedy: `Set ${source.lmbMb} MB on ${target.name} (chhwres -m ${target.name} -r mem -o s -a pend_mem_region_size=${source.lmbMb}), then power the server off and on.`,
      fix: fix(
        `Set ${source.lmbMb} MB on ${target.name} and power it off and on`,
        act(target, 'setBlockSize', source.lmbMb),
        [target.name, ...running.map(({ name }) => name)],
      ),
    };
  },
};

const available: Rule = {
  id: 'tgt-memory-available',
  types: TYPES.AIS,
  looks: ['T.availableMemoryMb', 'L.runningMemoryMb', 'L.memoryMb', 'L.memoryMode', 'L.profiles'],
  severity: 'error',
  about: 'The target has enough free memory.',
  reason: 'The memory of the partition is reserved on the target before anything is copied.',
  ground: sourced('article', 'validation'),
  *check(c) {
    const { target, lpar } = c;
    const { amount, on } = memoryNeed(c);
    if (target.availableMemoryMb >= amount) return;
    yield {
      on: [spot(target, 'availableMemoryMb'), ...on],
      message: `${lpar.name} needs ${amount} MB, and ${target.name} has ${target.availableMemoryMb} MB free.`,
      remedy: `Free ${amount - target.availableMemoryMb} MB on ${target.name}, or give ${lpar.name} less memory.`,
    };
  },
};

const pageTable: Rule = {
  id: 'tgt-memory-hpt',
  types: TYPES.AI,
  looks: [
    'T.availableMemoryMb',
    'L.runningMemoryMb',
    'L.memoryMb',
    'L.memoryMode',
    'L.profiles',
    'L.hptRatio',
  ],
  severity: 'warning',
  about: 'The target has free memory for the page table as well.',
  reason: 'Firmware takes memory in proportion to the maximum, which the ratio of the page table implies.',
  ground: implied('output'),
  *check(c) {
    const { target, lpar } = c;
    const { amount, on } = memoryNeed(c);
    const tableMb = pageTableMb(c);
    const left = target.availableMemoryMb;
    if (lpar.memoryMode === 'shared' || left < amount || left >= amount + tableMb) return;
    yield {
      on: [spot(target, 'availableMemoryMb'), ...on, spot(lpar, 'memoryMb'), spot(lpar, 'hptRatio')],
      message: `${target.name} has ${left} MB free: enough for the ${amount} MB of ${lpar.name}, but not for about ${tableMb} MB of page table for its maximum of ${lpar.memoryMb.max} MB.`,
      remedy: `Free ${amount + tableMb - left} MB more on ${target.name}, or lower the maximum memory of ${lpar.name}.`,
    };
  },
};

const hugePagesActive: Rule = {
  id: 'huge-pages-active',
  types: TYPES.A,
  looks: ['L.hugePages'],
  severity: 'error',
  about: 'The partition holds no huge pages.',
  reason: 'Pages of 16 GB cannot be moved while the partition runs.',
  ground: sourced('article'),
  *check({ lpar }) {
    if (lpar.hugePages === 0) return;
    yield {
      on: [spot(lpar, 'hugePages')],
      message: `${lpar.name} holds ${lpar.hugePages} huge ${lpar.hugePages === 1 ? 'page' : 'pages'}.`,
      remedy: 'Move it inactive, or take the huge pages out of its profile and activate it again.',
      fix: fix(
        `Take the huge pages out and activate ${lpar.name} again`,
        [set(lpar, { hugePages: 0 }), act(lpar, 'restart')],
        [lpar.name],
      ),
    };
  },
};

const hugePagesInactive: Rule = {
  id: 'huge-pages-inactive',
  types: TYPES.I,
  looks: ['T.hugePagesAvailable', 'L.hugePages'],
  severity: 'warning',
  about: 'The target has the huge pages that the partition will ask for.',
  reason: 'It moves without them, and may start with fewer or none.',
  ground: sourced('article', 'servers'),
  *check({ lpar, target }) {
    if (lpar.hugePages <= target.hugePagesAvailable) return;
    yield {
      on: [spot(target, 'hugePagesAvailable'), spot(lpar, 'hugePages')],
      message: `${lpar.name} asks for ${lpar.hugePages} huge pages, and ${target.name} has ${target.hugePagesAvailable} free.`,
      remedy: `Reserve huge pages on ${target.name} before you activate ${lpar.name} there.`,
    };
  },
};

const bsrActive: Rule = {
  id: 'bsr-active',
  types: TYPES.A,
  looks: ['L.bsrArrays'],
  severity: 'error',
  about: 'The partition uses no barrier synchronization register.',
  reason: 'The platform does not move the owner of such a register while it runs.',
  ground: sourced('article', 'lopar'),
  *check({ lpar }) {
    if (lpar.bsrArrays === 0) return;
    yield {
      on: [spot(lpar, 'bsrArrays')],
      message: `${lpar.name} has ${lpar.bsrArrays} BSR ${lpar.bsrArrays === 1 ? 'array' : 'arrays'}.`,
      remedy: 'Move it inactive, or take the BSR arrays out of its profile and activate it again.',
      fix: fix(
        `Take the BSR arrays out and activate ${lpar.name} again`,
        [set(lpar, { bsrArrays: 0 }), act(lpar, 'restart')],
        [lpar.name],
      ),
    };
  },
};

const bsrInactive: Rule = {
  id: 'bsr-inactive',
  types: TYPES.I,
  looks: ['T.bsrCapable', 'T.bsrArraysAvailable', 'L.bsrArrays'],
  severity: 'warning',
  about: 'The target has the BSR arrays that the partition will ask for.',
  reason: 'It moves without them, and may start without them.',
  ground: sourced('article', 'servers'),
  *check({ lpar, target }) {
    if (lpar.bsrArrays === 0) return;
    if (!target.bsrCapable) {
      yield {
        on: [spot(target, 'bsrCapable'), spot(lpar, 'bsrArrays')],
        message: `${lpar.name} asks for ${lpar.bsrArrays} BSR arrays, and ${target.name} has none at all.`,
        remedy: 'Take them out of the profile, or choose another target.',
      };
      return;
    }
    if (lpar.bsrArrays <= target.bsrArraysAvailable) return;
    yield {
      on: [spot(target, 'bsrArraysAvailable'), spot(lpar, 'bsrArrays')],
      message: `${lpar.name} asks for ${lpar.bsrArrays} BSR arrays, and ${target.name} has ${target.bsrArraysAvailable} free.`,
      remedy: 'Free BSR arrays on the target, or take them out of the profile.',
    };
  },
};

export const MEMORY_RULES: readonly Rule[] = [
  blockSize,
  available,
  pageTable,
  hugePagesActive,
  hugePagesInactive,
  bsrActive,
  bsrInactive,
];
