/** What every world has, whatever the platform: `lab`. */
import { arg, field, may, option, shape, type Thing, verb } from '../define.ts';
import { byName, number, quantity, RATE, reference, TEXT, TIME } from '../kinds.ts';
import { HOST } from './kvm.ts';

export const LINK = reference('Link');

export const SETUP = shape('Setup', 'What holds for the whole run.', {
  title: may(TEXT, 'What the scenario is called.'),
  seed: may(
    number({ min: 0, max: 2 ** 32 - 1, whole: true }),
    'Where chance begins, unless the run is given another. Default: 1.',
  ),
  horizon: may(quantity('time', { min: 1e9, max: 24 * 3600e9 }), 'The run never lasts longer. Default: 1 h.'),
  knobs: may(
    byName(TEXT),
    'How knobs stand that the run does not turn, as on the command line; before `param` asks for them.',
  ),
  answers: may(byName(TEXT), 'Answers to questions that the run is not given, by their ids.'),
});

export const LINK_OPTIONS = shape('LinkOptions', 'A link between hosts.', {
  bandwidth: field(
    RATE,
    'What it carries, each direction by itself; with `mtu` headers included. 0 B/s: a local socket.',
  ),
  delay: may(quantity('time', { max: 10e9 }), 'From one end to the other. Default: 0.1 ms.'),
  mtu: may(
    quantity('size', { min: 576, max: 65_535 }),
    'Largest packet: what TCP, IP and Ethernet add then takes its part.',
  ),
  lossPercent: may(number({ min: 0, max: 50 }), 'Packets that get lost, percent.'),
  window: may(
    quantity('size', { min: 65_535, max: 2 ** 30 }),
    'The most that one connection keeps under way.',
  ),
});

export const LINK_CHANGES = shape('LinkChanges', 'What can be changed of a link.', {
  bandwidth: field(quantity('rate', { min: 1 }), 'What it carries from now on.'),
});

export const TRAFFIC_OPTIONS = shape('TrafficOptions', 'Other traffic.', {
  bandwidth: may(RATE, 'What it would like to send. Default: as much as it gets.'),
  from: may(TIME, 'When it begins. Default: at the start.'),
  until: may(TIME, 'When it ends. Default: never.'),
});

export const LAB_THINGS = {
  Lab: {
    about: 'The world. It is laid out before time begins, which is when the script first waits.',
    has: {
      kvm: { about: 'Hosts with QEMU and their guests.', gives: reference('Kvm') },
      powervm: { about: 'Power servers and their partitions.', gives: reference('PowerVm') },
      wpar: {
        about: 'AIX systems with workload partitions, and their manager.',
        gives: reference('WparManager'),
      },
    },
    can: {
      setup: verb({
        about: 'What holds for the whole run.',
        args: [arg('options', SETUP, '')],
        gives: null,
        example: "lab.setup({ title: 'A busy database', horizon: '20 min' });",
      }),
      network: verb({
        about:
          'What all hosts share that have no link of their own. Without it: 10 Gbit/s, 0.1 ms. Without options, as it is.',
        args: [option('options', LINK_OPTIONS, '')],
        gives: LINK,
        example: "lab.network({ bandwidth: '25 Gbit/s', delay: '0.2 ms' });",
      }),
      link: verb({
        about:
          'A link between two hosts that they share with nobody; without options, the one that they have.',
        args: [
          arg('a', HOST, 'One end.'),
          arg('b', HOST, 'The other end.'),
          option('options', LINK_OPTIONS, ''),
        ],
        gives: LINK,
      }),
      traffic: verb({
        about: 'What else crosses the network, beside the moves.',
        args: [
          arg('from', HOST, 'Where it comes from.'),
          arg('to', HOST, 'Where it goes.'),
          arg('options', TRAFFIC_OPTIONS, ''),
        ],
        gives: null,
      }),
    },
  },
  Link: {
    about: 'A link.',
    has: { bandwidth: { about: 'What it carries now.', gives: quantity('rate') } },
    can: {
      set: verb({ about: 'Changes it from now on.', args: [arg('changes', LINK_CHANGES, '')], gives: null }),
      cut: verb({
        about:
          'For so long it carries nothing; moves stand still and go on. What is set meanwhile holds when it carries again.',
        args: [arg('time', quantity('time', { min: 1e6 }), 'How long.')],
        gives: null,
        example: "link.cut('3 s');",
      }),
    },
  },
} as const satisfies Record<string, Thing>;
