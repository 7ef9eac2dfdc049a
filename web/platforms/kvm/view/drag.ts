/** Where a guest can go: host by host, why not, and which of them is the best. */
import type { MoveOffer } from '../../../model/world-view.ts';
import type { Standing } from '../migration/standing.ts';
import { ORDINARY } from '../objects/memory.ts';
import { roughSize } from '../objects/sizes.ts';
import type { Host } from '../objects/world.ts';
import type { Scene } from '../rules/case.ts';
import { firstError } from '../rules/examine.ts';
import { migrate } from '../rules/rule.ts';

/** Beyond so many pairs of guest and host only the roomiest hosts are looked at for each guest. */
const MOST_PAIRS = 4000;
const ROOMIEST = 3;

/** Hosts by the room that they have, the roomiest first. */
export function byRoom(scene: Scene): readonly Host[] {
  const free = (host: Host): number => scene.freeOn(host, ORDINARY);
  return [...scene.world.hosts].sort((a, b) => free(b) - free(a));
}

/** @param hosts as `byRoom` gives them */
export function movesOf(scene: Scene, standing: Standing, hosts: readonly Host[]): MoveOffer[] {
  const { world } = scene;
  const { guest } = standing;
  if (standing.move || standing.lost) return [];
  const few = world.hosts.length * world.guests.length <= MOST_PAIRS;
  const looked = few ? hosts : hosts.slice(0, ROOMIEST + 1);
  const others = looked.filter(({ name }) => name !== standing.host);
  const offers = (few ? others : others.slice(0, ROOMIEST)).map((host): MoveOffer & { host: Host } => {
    const request = { guest: guest.name, to: host.name };
    const error = firstError(scene, request);
    return { host, to: host.name, call: migrate(request), refused: error?.message ?? null, suggested: null };
  });
  const best = bestOf(
    scene,
    standing,
    offers.filter(({ refused }) => refused === null).map(({ host }) => host),
  );
  return offers.map(({ host, ...offer }) =>
    host === best?.host ? { ...offer, suggested: best.why } : offer,
  );
}

/** Where most room is left; of equal ones one with the same CPU. */
function bestOf(scene: Scene, { guest, host: from }: Standing, fitting: readonly Host[]) {
  const cpu = scene.hostOf(from)?.cpu;
  const left = (host: Host): number => scene.freeOn(host, guest.hugePages) - guest.memory;
  const strange = (host: Host): number => (host.cpu === cpu ? 0 : 1);
  const [best] = [...fitting].sort((a, b) => left(b) - left(a) || strange(a) - strange(b));
  if (!best) return null;
  const same = best.cpu === cpu ? ', and the same CPU' : '';
  return { host: best, why: `${roughSize(left(best))} stay free${same}.` };
}
