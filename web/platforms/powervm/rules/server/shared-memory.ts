/** Shared and expanded memory: what the target has to have for it. */
import { sourced, TYPICAL } from '../ground.ts';
import { act, type Failure, fix, type Rule, spot, TYPES } from '../rule.ts';

const sharing: Rule = {
  id: 'tgt-ams-capable',
  types: TYPES.AIS,
  looks: ['L.memoryMode', 'T.memorySharingCapable', 'T.sharedMemoryPool', 'L.memoryMb'],
  severity: 'error',
  about: 'The target can share memory, with a pool and a paging device for the partition.',
  reason: 'A partition with shared memory needs paging space wherever it runs.',
  ground: sourced('help'),
  *check({ lpar, target }): Iterable<Failure> {
    if (lpar.memoryMode !== 'shared') return;
    if (!target.memorySharingCapable) {
      yield {
        on: [spot(target, 'memorySharingCapable'), spot(lpar, 'memoryMode')],
        message: `${lpar.name} uses shared memory, and ${target.name} is not capable of it.`,
        remedy: 'Choose a target with active memory sharing, or give the partition dedicated memory.',
      };
      return;
    }
    const pool = target.sharedMemoryPool;
    const size = lpar.memoryMb.max;
    const fits = pool !== null && pool.pagingVioses.length > 0 && pool.freeDevicesMb.some((mb) => mb >= size);
    if (fits) return;
    const lacks =
      pool === null
        ? 'has no shared memory pool'
        : pool.pagingVioses.length === 0
          ? 'has a shared memory pool without paging VIOS'
          : `has no free paging device of ${size} MB or more`;
    yield {
      on: [spot(target, 'sharedMemoryPool'), spot(lpar, 'memoryMode'), spot(lpar, 'memoryMb')],
      message: `${lpar.name} uses shared memory, and ${target.name} ${lacks}.`,
      remedy: `Create the pool on ${target.name}, assign a paging VIOS and a paging device of ${size} MB.`,
      fix: fix(`Create pool and paging device on ${target.name}`, act(target, 'addPagingDevice', size)),
    };
  },
};

const entitlement: Rule = {
  id: 'tgt-ams-io-entitlement',
  types: TYPES.A,
  looks: ['L.memoryMode', 'L.ioEntitledMb', 'T.sharedMemoryPool'],
  severity: 'error',
  about: 'The target’s pool has enough I/O entitled memory left.',
  reason: 'Memory for I/O must not be paged out, so the pool has to grant it.',
  ground: TYPICAL,
  *check({ lpar, target }) {
    if (lpar.memoryMode !== 'shared') return;
    const pool = target.sharedMemoryPool;
    if (pool === null || pool.freeMb >= lpar.ioEntitledMb) return;
    yield {
      on: [spot(target, 'sharedMemoryPool'), spot(lpar, 'ioEntitledMb'), spot(lpar, 'memoryMode')],
      message: `${lpar.name} is entitled to ${lpar.ioEntitledMb} MB for I/O, and the pool of ${target.name} has ${pool.freeMb} MB left.`,
      remedy: `Enlarge the shared memory pool of ${target.name}.`,
      fix: fix(`Enlarge the pool of ${target.name}`, act(target, 'growMemoryPool', lpar.ioEntitledMb)),
    };
  },
};

const pagingVioses: Rule = {
  id: 'paging-vios-redundant',
  types: TYPES.AIS,
  looks: ['L.memoryMode', 'T.sharedMemoryPool'],
  severity: 'error',
  about: 'Two VIOS page for the pool of the target, where redundancy is asked for.',
  reason: 'With one paging VIOS, its loss takes the partition along.',
  ground: sourced('restrictions'),
  relaxed: ({ redundantPagingVios }) => redundantPagingVios === 2,
  *check({ lpar, target, options }) {
    if (lpar.memoryMode !== 'shared' || options.redundantPagingVios === 0) return;
    const pool = target.sharedMemoryPool;
    if (pool === null) return;
    if (pool.pagingVioses.length === 0 || pool.pagingVioses.length >= 2) return;
    yield {
      on: [spot(target, 'sharedMemoryPool'), spot(lpar, 'memoryMode')],
      message: `Only ${pool.pagingVioses[0]} pages for the shared memory pool of ${target.name}.`,
      remedy: `Add a second paging VIOS on ${target.name}.`,
    };
  },
};

const expansion: Rule = {
  id: 'tgt-ame-capable',
  types: TYPES.AI,
  looks: ['L.memoryExpansion', 'T.memoryExpansionCapable'],
  severity: 'error',
  about: 'The target can expand memory, where the partition does.',
  reason: 'Compressed memory needs the feature on the server it arrives at.',
  ground: TYPICAL,
  *check({ lpar, target }) {
    if (lpar.memoryExpansion === 0 || target.memoryExpansionCapable) return;
    yield {
      on: [spot(target, 'memoryExpansionCapable'), spot(lpar, 'memoryExpansion')],
      message: `${lpar.name} expands its memory by ${lpar.memoryExpansion}, and ${target.name} is not capable of it.`,
      remedy: 'Enable active memory expansion on the target, or set the factor to 0 and activate again.',
    };
  },
};

export const SHARED_MEMORY_RULES: readonly Rule[] = [sharing, entitlement, pagingVioses, expansion];
