/** Slowing the guest so that the copy can keep up. */
import { is, on } from '../conditions.ts';
import { in102, inBoth, LARGEST_EXACT, powerOfTwo, whole, YES_OR_NO } from '../described.ts';
import { type Parameter, parameter } from './parameter.ts';

const AUTO = [on('auto-converge')];
const LIMIT = [on('dirty-limit')];

export const THROTTLING: readonly Parameter[] = [
  parameter({
    name: 'throttle-trigger-threshold',
    label: 'When to throttle',
    about:
      'A period of more than a second is bad when the bytes found dirty exceed this share of the bytes sent. Every second bad period is a step, and a good one between two bad ones does not start the count anew.',
    unit: '%',
    value: whole(1, 100),
    defaults: inBoth(50),
    since: '5.0',
    duringMove: true,
  }),
  parameter({
    name: 'cpu-throttle-initial',
    label: 'First throttle step',
    about: 'Share of their time that all virtual CPUs sleep after the first step.',
    unit: '%',
    value: whole(1, 99),
    defaults: inBoth(20),
    since: '2.7',
    duringMove: true,
    needs: AUTO,
  }),
  parameter({
    name: 'cpu-throttle-increment',
    label: 'Further throttle steps',
    about: 'By so much each further step throttles more.',
    unit: '%',
    value: whole(1, 99),
    defaults: inBoth(10),
    since: '2.7',
    duringMove: true,
    needs: AUTO,
  }),
  parameter({
    name: 'cpu-throttle-tailslow',
    label: 'Small steps at the end',
    about: 'Makes a step no larger than what would just match the dirty rate to the trigger.',
    unit: '',
    value: YES_OR_NO,
    defaults: inBoth(false),
    since: '5.1',
    duringMove: true,
    needs: AUTO,
  }),
  parameter({
    name: 'max-cpu-throttle',
    label: 'Strongest throttling',
    about: 'No step throttles more than this. It may not be below cpu-throttle-initial.',
    unit: '%',
    value: whole(1, 99),
    defaults: inBoth(99),
    since: '3.1',
    duringMove: true,
    needs: AUTO,
  }),
  parameter({
    name: 'vcpu-dirty-limit',
    label: 'Dirty rate allowed to each virtual CPU',
    about:
      'A virtual CPU that writes faster sleeps whenever its dirty ring is full; one that only reads is not slowed. Within 25 MB/s of the limit nothing is changed.',
    unit: 'MB/s',
    value: whole(1, LARGEST_EXACT),
    defaults: in102(1),
    since: '8.1',
    duringMove: true,
    needs: LIMIT,
  }),
  parameter({
    name: 'x-vcpu-dirty-limit-period',
    label: 'Period of the dirty limit',
    about: 'Over so long each virtual CPU’s dirty rate is measured and its sleep adapted.',
    unit: 'ms',
    value: whole(1, 1000),
    defaults: in102(1000),
    since: '8.1',
    duringMove: true,
    needs: LIMIT,
  }),
  parameter({
    name: 'dirty-ring-size',
    label: 'Dirty ring',
    about:
      'KVM only: entries of the ring in which each virtual CPU notes the pages it writes; a full ring stops it until it was read. With a ring a sync costs time by what was written, not by the size of the memory, and the log is cleared as a whole.',
    unit: 'entries',
    value: powerOfTwo(0, 65_536, 'a bitmap'),
    defaults: in102(0),
    since: '6.1',
    duringMove: false,
    setBy: 'start',
    source: 'QEMU accel/kvm/kvm-all.c: -accel kvm,dirty-ring-size=…; the largest is that of Linux 6 on x86',
  }),
  parameter({
    name: 'x-clear-bitmap-shift',
    label: 'Chunk of the dirty log',
    about:
      'KVM’s log is cleared in chunks of 2^shift pages, just before the first page of each is sent. Small chunks resend fewer pages in vain and cost more calls.',
    unit: 'log2 pages',
    value: whole(6, 31),
    defaults: inBoth(18),
    since: '4.1',
    duringMove: false,
    needs: [is('dirty-ring-size', 0)],
    setBy: 'start',
    source: 'QEMU migration/migration.h: -global migration.x-clear-bitmap-shift=…',
  }),
];
