/** The world as a script lays it out, before time begins. */
import type { ClientSpec } from '../../model/client.ts';
import type { LinkSpec, PairLinkSpec, TrafficSpec } from '../../model/network.ts';
import type { Era, HostSpec, PartitionSpec, Scenario, Tuning } from '../../model/scenario.ts';
import type { Written } from '../../model/script.ts';
import { ms, seconds, type VirtualNs } from '../../model/units.ts';

export interface LaidHost {
  readonly kind: 'Host';
  readonly name: string;
  readonly era: Era;
  readonly spec: HostSpec;
}

export interface LaidGuest {
  readonly kind: 'Guest';
  readonly name: string;
  readonly spec: PartitionSpec;
}

/** The name of a link between two hosts, in whichever order. */
export const pairName = (a: string, b: string): string => `${a}–${b}`;

const HORIZON = seconds(3600);
/** Somebody who asks for the date, where the script has nobody. */
const EVERY_MS = 500;

export class Layout {
  title = 'A scenario';
  seed = 1;
  horizonNs: VirtualNs = HORIZON;
  readonly hosts: LaidHost[] = [];
  readonly guests: LaidGuest[] = [];
  readonly links: PairLinkSpec[] = [];
  readonly traffic: TrafficSpec[] = [];
  readonly clients: ClientSpec[] = [];
  /** How knobs stand and what is answered where the run is given nothing else. */
  readonly knobs = new Map<string, Written>();
  readonly answers = new Map<string, Written>();
  link: LinkSpec = { bytesPerSecond: 1.25e9, oneWayDelayNs: ms(0.1) };
  /** What was done before time began decides what the page calls it. */
  platform = 'KVM · QEMU';

  hostNamed(name: string): LaidHost | undefined {
    return this.hosts.find((host) => host.name === name);
  }

  guestNamed(name: string): LaidGuest | undefined {
    return this.guests.find((guest) => guest.name === name);
  }

  linkBetween(a: string, b: string): PairLinkSpec | undefined {
    return this.links.find(({ hosts }) => hosts.includes(a) && hosts.includes(b));
  }

  /** Takes over what a scenario that is data says beside its hosts and guests. */
  adopt(scenario: Scenario, seed: number | null): void {
    const { title, platform, link, links = [], traffic = [], client, horizonNs } = scenario;
    Object.assign(this, { title, platform, link, horizonNs, seed: seed ?? scenario.seed });
    this.links.push(...links);
    this.traffic.push(...traffic);
    this.clients.push(client);
    this.#machine = scenario.machine;
  }

  #machine: Scenario['machine'];

  /** @param tuning of moves that nobody says more of */
  scenario(tuning: Tuning): Scenario {
    const [first] = this.clients;
    return {
      ...(this.#machine ? { machine: this.#machine } : {}),
      title: this.title,
      platform: this.platform,
      seed: this.seed,
      hosts: this.hosts.map(({ spec }) => spec),
      partitions: this.guests.map(({ spec }) => spec),
      link: this.link,
      links: this.links,
      traffic: this.traffic,
      tuning,
      moves: [],
      horizonNs: this.horizonNs,
      client: first ?? { partition: this.guests[0]?.name ?? '', everyMs: EVERY_MS },
    };
  }
}
