/** What every world has: what holds for the run, links, other traffic. */
import type { LinkSpec } from '../../../model/network.ts';
import { ms, ns, type VirtualNs } from '../../../model/units.ts';
import { type Doers, no, noSuch, yes } from '../../../script/session.ts';
import { LinkCourse, rateAt } from '../../../world/link-course.ts';
import { tooMany } from '../journal.ts';
import { type LaidHost, pairName } from '../layout.ts';
import type { Stage } from '../stage.ts';

interface LinkThing {
  /** Null: the one that all share. */
  id: string | null;
  spec: LinkSpec;
  course: LinkCourse;
}

const SHARED = '';
const FOREVER = Number.MAX_SAFE_INTEGER as VirtualNs;

export function labDoers(stage: Stage): Pick<Doers, 'Lab' | 'Link'> {
  const { layout, things, job, journal } = stage;
  const host = (id: number) => things.at<LaidHost>('Host', id);
  const numberOf = (id: string | null, spec: LinkSpec) =>
    things.named('Link', id ?? SHARED) ??
    things.add('Link', { id, spec, course: new LinkCourse(spec) } satisfies LinkThing, id ?? SHARED);
  const linkThing = (id: string | null, spec: LinkSpec) => yes(numberOf(id, spec));
  /** A person can mean the one that all share without a script’s having asked for it. */
  const linkAt = (self: number) => things.at<LinkThing>('Link', self || numberOf(null, layout.link));

  return {
    Lab: {
      kvm: () => 0,
      powervm: () => 0,
      wpar: () => 0,
      setup: (_, [{ title, seed, horizon, knobs = {}, answers = {} }]) => {
        const late = stage.laidOut('the run');
        if (late) return late;
        if (title !== undefined) layout.title = title;
        if (seed !== undefined && job.seed === null) layout.seed = seed;
        const passed = Object.keys(knobs).find((name) => journal.knobs.some((knob) => knob.name === name));
        if (passed !== undefined)
          return no('Error', {
            what: `The knob ${passed} stands already.`,
            fix: 'Say so before `param` asks for it.',
          });
        if (horizon !== undefined) layout.horizonNs = ns(horizon);
        for (const [name, value] of Object.entries(knobs)) layout.knobs.set(name, value);
        for (const [id, answer] of Object.entries(answers)) layout.answers.set(id, answer);
        return yes(undefined);
      },
      network: (_, [options]) => {
        if (!options) return linkThing(null, layout.link);
        const late = stage.laidOut('the network');
        if (late) return late as ReturnType<typeof no>;
        if (things.named('Link', SHARED) !== null)
          return no('Error', { what: 'The network was described already.', fix: 'Describe it once.' });
        layout.link = linkOf(options);
        return linkThing(null, layout.link);
      },
      link: (_, [a, b, options]) => {
        const [one, other] = [host(a).name, host(b).name];
        const there = layout.linkBetween(one, other);
        if (!options) {
          if (there) return linkThing(there.id, there);
          const fix = 'Add it with options, or use lab.network().';
          return no('Error', { what: `${one} and ${other} have no link of their own.`, fix });
        }
        const late = stage.laidOut('links');
        if (late) return late as ReturnType<typeof no>;
        const full = tooMany('links', layout.links.length, 'links');
        if (full) return no('Error', full);
        if (one === other) return noSuch('b', `${one} needs no link to itself.`, 'Name another host.');
        if (there) {
          const fix = `Describe it once; lab.link(${one}, ${other}) gives it.`;
          return no('Error', { what: `${one} and ${other} have a link already.`, fix });
        }
        const spec = {
          ...linkOf(options),
          id: pairName(one, other),
          hosts: [one, other] as [string, string],
        };
        layout.links.push(spec);
        return linkThing(spec.id, spec);
      },
      traffic: (_, [from, to, { bandwidth, from: begins, until }]) => {
        const late = stage.laidOut('traffic');
        if (late) return late;
        const full = tooMany('traffic', layout.traffic.length, 'kinds of other traffic');
        if (full) return no('Error', full);
        const [source, target] = [host(from).name, host(to).name];
        if (source === target)
          return noSuch('to', `${source} sends nothing over the network to itself.`, 'Name another host.');
        if (until !== undefined && until <= (begins ?? 0))
          return noSuch(
            'options.until',
            'until: It ends before it begins.',
            'Give a later moment than from.',
          );
        layout.traffic.push({
          id: `traffic ${layout.traffic.length + 1}`,
          from: source,
          to: target,
          bytesPerSecond: bandwidth ?? 0,
          startNs: ns(begins ?? 0),
          endNs: until === undefined ? FOREVER : ns(until),
        });
        return yes(undefined);
      },
    },
    Link: {
      bandwidth: (self) => rateAt(linkAt(self).spec, stage.now),
      set: (self, [{ bandwidth }]) => {
        return change(self, (course) => course.set(stage.now, bandwidth));
      },
      cut: (self, [time]) => {
        return change(self, (course) => course.cut(stage.now, time));
      },
    },
  };

  function change(self: number, by: (course: LinkCourse) => void) {
    const full = stage.changed();
    if (full) return full;
    const { id, spec, course } = linkAt(self);
    by(course);
    if (stage.fleet) stage.fleet.scheduleLink(id, course.schedule);
    else spec.schedule = course.schedule;
    return yes(undefined);
  }
}

interface LinkOptions {
  bandwidth: number;
  delay?: number | undefined;
  mtu?: number | undefined;
  lossPercent?: number | undefined;
  window?: number | undefined;
}

const linkOf = ({ bandwidth, delay, mtu, lossPercent, window }: LinkOptions): LinkSpec => ({
  bytesPerSecond: bandwidth,
  oneWayDelayNs: delay === undefined ? ms(0.1) : ns(delay),
  ...(mtu === undefined ? {} : { mtuBytes: mtu }),
  ...(lossPercent === undefined ? {} : { lossShare: lossPercent / 100 }),
  ...(window === undefined ? {} : { windowBytes: window }),
});
