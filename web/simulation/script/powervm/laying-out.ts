/** `lab.powervm`: what is laid out before time begins, and what concerns several servers. */

import type { Diagnostic } from '../../../model/result.ts';
import { guestOf, hostOf } from '../../../platforms/powervm/mobility/carry.ts';
import { pathBreaks, pathReturns } from '../../../platforms/powervm/mobility/outages.ts';
import { labelOf, lparNamed } from '../../../platforms/powervm/mobility/scene.ts';
import { keyOf } from '../../../platforms/powervm/objects/world.ts';
import { type Answer, type Doers, no, noSuch, yes } from '../../../script/session.ts';
import { askedBy } from '../asked-by.ts';
import { tooMany } from '../journal.ts';
import type { Bench } from './bench.ts';
import { consoleOf, lparOf, serverOf, unknownAttributes, viosOf } from './describe.ts';
import type { LaidWorld } from './laid.ts';

const ERA = 'qemu-10.2-kvm';
const GIB = 2 ** 30;
const USUAL_LUN_BYTES = 50 * GIB;

type List = Parameters<LaidWorld['add']>[0];

export function layingOut(bench: Bench): Doers['PowerVm'] {
  const { stage, laid } = bench;
  const { layout, things } = stage;

  const sameServer = (a: number, b: number) =>
    a === b
      ? noSuch('b', `${bench.server(a)} reaches itself without a network.`, 'Name another server.')
      : null;

  /** Null: it is laid out. */
  function added<K extends List>(
    words: string,
    list: K,
    described: Parameters<typeof laid.add<K>>[1],
    unknown: readonly Diagnostic[] = [],
  ): Answer<never> | null {
    const late = stage.laidOut(words);
    if (late) return late as Answer<never>;
    const faults = unknown.length > 0 ? unknown : laid.add(list, described);
    if (faults.length > 0) return no('Error', ...faults);
    bench.settle();
    return null;
  }

  return {
    console: (_, [name, options]) => {
      // A large world is made once for all of its partitions: what was described is found without it.
      if (!options && isDescribed(laid.description.consoles, name))
        return yes(bench.numbered('Console', name));
      const there = bench.scene.world.consoles.map((each) => each.name);
      if (!options)
        return there.includes(name) ? yes(bench.numbered('Console', name)) : missing('console', name, there);
      if (isDescribed(laid.description.consoles, name)) return again('console', name);
      const faults = unknownAttributes('console', options.attributes);
      const refused = added('consoles', 'consoles', consoleOf(name, options), faults);
      return refused ?? yes(bench.numbered('Console', name));
    },
    server: (_, [name, options]) => {
      const there = laid.description.systems.map((each) => each.name);
      const known = there.includes(name);
      if (!options)
        return known ? yes(bench.numbered('ManagedSystem', name)) : missing('server', name, there);
      if (known) return again('server', name);
      const full = tooMany('hosts', layout.hosts.length, 'hosts');
      if (full) return no('Error', full);
      const by = options.console === undefined ? undefined : bench.console(options.console);
      const faults = unknownAttributes('server', options.attributes);
      const refused = added('servers', 'systems', serverOf(name, options, by), faults);
      if (refused) return refused;
      layout.hosts.push({
        kind: 'Host',
        name,
        era: ERA,
        get spec() {
          return hostOf(laid.world, name, laid.constants);
        },
      });
      return yes(bench.numbered('ManagedSystem', name));
    },
    vios: (_, [text, options]) => {
      if (!options) {
        const all = bench.scene.world.vioses;
        const [first, ...others] = all.filter((each) => each.name === text || keyOf(each) === text);
        return first && others.length === 0
          ? yes(bench.numbered('Vios', keyOf(first)))
          : missing('VIOS', text, all.map(keyOf));
      }
      const system = bench.server(options.server);
      const name = text.replace(`${system}/`, '');
      const faults = unknownAttributes('vios', options.attributes);
      const refused = added('VIOS', 'vioses', viosOf(name, system, options), faults);
      return refused ?? yes(bench.numbered('Vios', `${system}/${name}`));
    },
    lpar: (_, [text, options]) => {
      if (!options) {
        const known = lparNamed(bench.scene, text);
        const all = bench.scene.world.lpars.map(({ name }) => name);
        return known
          ? yes(bench.numbered('Lpar', labelOf(bench.scene, known)))
          : missing('partition', text, all);
      }
      const system = bench.server(options.server);
      const name = text.replace(`${system}/`, '');
      const full = tooMany('guests', layout.guests.length, 'guests');
      if (full) return no('Error', full);
      const faults = unknownAttributes('lpar', options.attributes);
      const refused = added('partitions', 'lpars', lparOf(name, system, options), faults);
      if (refused) return refused;
      const label = things.named('Lpar', name) === null ? name : `${system}/${name}`;
      layout.guests.push({
        kind: 'Guest',
        name: label,
        get spec() {
          const made = laid.world.lpars.find((each) => each.name === name && each.system === system);
          if (!made) throw new Error(`There is no partition ${name}.`);
          const guest = guestOf(made, laid.constants.compressedPercent);
          return { id: label, host: system, guest, about: made.osVersion };
        },
      });
      return yes(bench.numbered('Lpar', label));
    },
    lun: (_, [name, { size = USUAL_LUN_BYTES, visibleTo } = {}]) => {
      const seen = visibleTo?.map(bench.vios) ?? laid.world.vioses.map(keyOf);
      const lun = { id: name, sizeGb: Math.round(size / GIB), visibleTo: seen };
      return added('disks', 'luns', lun) ?? yes(undefined);
    },
    constants: (_, [values]) => {
      const late = stage.laidOut('constants');
      if (late) return late;
      const faults = laid.setConstants(values);
      return faults.length > 0 ? no('Error', ...faults) : yes(undefined);
    },
    balance: (_, [{ servers = [], concurrency } = {}], site) => {
      const acted = bench.acting();
      if (!acted.ok) return acted;
      const how = { by: askedBy(site), ...(concurrency === undefined ? {} : { concurrency }) };
      return bench.series(acted.value.balance(servers.map(bench.server), how), site, '');
    },
    cut: (_, [a, b]) =>
      sameServer(a, b) ?? bench.happens((now) => pathBreaks(now, bench.server(a), bench.server(b))),
    mend: (_, [a, b]) =>
      sameServer(a, b) ?? bench.happens((now) => pathReturns(now, bench.server(a), bench.server(b))),
  };
}

const isDescribed = (all: readonly { name: string }[] = [], name: string): boolean =>
  all.some((each) => each.name === name);

const MOST_NAMED = 20;

const missing = (word: string, name: string, there: readonly string[]): Answer<never> => {
  const all = there.length > 0 ? ` There are ${there.slice(0, MOST_NAMED).join(', ')}.` : '';
  return no('Error', { what: `There is no ${word} ${name}.${all}`, fix: 'Add it, with its options.' });
};

const again = (word: string, name: string): Answer<never> =>
  no('Error', { what: `There is a ${word} ${name} already.`, fix: 'Give this one another name.' });
