/** Room for the guest's memory, in pages of the right size. */
import { GIB } from '../../../model/units.ts';
import { OWN, sourced } from '../ground.ts';
import { has } from '../migration/setup.ts';
import { ORDINARY } from '../objects/memory.ts';
import { roughSize } from '../objects/sizes.ts';
import { guestFix, hostFix, moveFix, type Rule, without } from './rule.ts';

const free: Rule = {
  id: 'free-memory',
  group: 'Memory',
  about: 'The destination has enough free memory.',
  reason: 'All of the guest’s memory is set aside before the first page comes; hosts do not overcommit here.',
  ground: OWN,
  severity: 'error',
  *check(c) {
    const { guest, source, target } = c;
    if (guest.hugePages !== ORDINARY || source === target) return;
    const left = c.scene.freeOn(target, ORDINARY);
    if (left >= guest.memory) return;
    const memory = target.memory + guest.memory - left;
    yield {
      object: target.name,
      field: 'memory',
      message: `${guest.name} has ${roughSize(guest.memory)}, and ${target.name} has ${roughSize(Math.max(0, left))} free.`,
      remedy: 'Move another guest away, or choose another host.',
      fix: hostFix(`Give ${target.name} ${roughSize(memory)}`, target.name, { memory }),
    };
  },
};

const huge: Rule = {
  id: 'free-huge-pages',
  group: 'Memory',
  about: 'The destination has enough free huge pages of the guest’s size.',
  reason: 'Its memory consists of them; with preallocation the destination’s QEMU does not start without.',
  ground: sourced('postcopy'),
  severity: 'error',
  *check(c) {
    const { guest, source, target } = c;
    if (guest.hugePages === ORDINARY || source === target) return;
    const pages = Math.ceil(guest.memory / guest.hugePages);
    const left = Math.floor(c.scene.freeOn(target, guest.hugePages) / guest.hugePages);
    if (left >= pages) return;
    const field = guest.hugePages === GIB ? 'hugePages1G' : 'hugePages2M';
    const wanted = target[field] + pages - left;
    const added = (pages - left) * guest.hugePages;
    const spare = c.scene.freeOn(target, ORDINARY);
    yield {
      object: target.name,
      field,
      message: `${guest.name} consists of ${pages} pages of ${roughSize(guest.hugePages)}, and ${target.name} has ${Math.max(0, left)} of them free.`,
      remedy: `Reserve more on ${target.name}, or choose another host.`,
      fix: hostFix(`Reserve ${wanted} pages`, target.name, {
        [field]: wanted,
        ...(spare < added ? { memory: target.memory + added - Math.max(0, spare) } : {}),
      }),
    };
  },
};

const userfault: Rule = {
  id: 'postcopy-userfaultfd',
  group: 'Memory',
  about: 'For post-copy the destination’s kernel can halt a guest at a missing page.',
  reason: 'That is how the destination learns what to ask for; it checks this at once and fails early.',
  ground: sourced('postcopy'),
  severity: 'error',
  *check(c) {
    const { guest, target, setup } = c;
    if (!has(setup, 'postcopy-ram')) return;
    const wanted = guest.hugePages > ORDINARY ? 'hugepages' : 'pages';
    const enough = target.userfaultfd === 'hugepages' || target.userfaultfd === wanted;
    if (enough) return;
    yield {
      object: target.name,
      field: 'userfaultfd',
      message:
        target.userfaultfd === 'none'
          ? `On ${target.name} userfaultfd may not be used.`
          : `The kernel of ${target.name} has userfaultfd for ordinary pages only.`,
      remedy: `Allow it on ${target.name} (vm.unprivileged_userfaultfd), or move without postcopy-ram.`,
      fix: hostFix('Allow it', target.name, { userfaultfd: 'hugepages' }),
    };
  },
};

const gigantic: Rule = {
  id: 'postcopy-gigantic-pages',
  group: 'Memory',
  about: 'For post-copy the guest’s pages are not of 1 GiB.',
  reason:
    'A page comes as a whole: 1 GiB takes a second at 10 Gbit/s, and whoever waits for it stands still.',
  ground: sourced('postcopy'),
  severity: 'warning',
  *check(c) {
    const { guest, setup } = c;
    if (!has(setup, 'postcopy-ram') || guest.hugePages < GIB) return;
    yield {
      object: guest.name,
      field: 'hugePages',
      message: `${guest.name} consists of pages of 1 GiB.`,
      remedy: 'Start it with pages of 2 MiB, or move without postcopy-ram.',
      fix: moveFix('Move without post-copy', c, {
        preset: undefined,
        capabilities: without(c, 'postcopy-ram', 'postcopy-preempt', 'postcopy-blocktime', 'release-ram'),
      }),
    };
  },
};

const ring: Rule = {
  id: 'dirty-limit-ring',
  group: 'Memory',
  about: 'For dirty-limit QEMU was started with a dirty ring.',
  reason: 'Each virtual CPU’s dirty rate is known from its ring only.',
  ground: sourced('options'),
  severity: 'error',
  *check({ guest, setup }) {
    if (!has(setup, 'dirty-limit') || setup.preset !== null || guest.dirtyRing > 0) return;
    yield {
      object: guest.name,
      field: 'dirtyRing',
      message: `${guest.name} was started without a dirty ring.`,
      remedy: 'Start it anew with dirty-ring-size=4096, or move without dirty-limit.',
      fix: guestFix('Start it with a ring', guest.name, { dirtyRing: 4096 }, true),
    };
  },
};

export const MEMORY_RULES: readonly Rule[] = [free, huge, userfault, gigantic, ring];
