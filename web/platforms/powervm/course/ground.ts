/** What PowerVM's tasks stand on: who has to answer, for how long they wait, and what it means when nobody does. */

import type { MoveStatus } from '../../../model/recording.ts';
import type { RuleFinding } from '../../../model/rule-finding.ts';
import { ms, type VirtualNs } from '../../../model/units.ts';
import type { Carrier } from '../../../world/carrier.ts';
import type { Ground } from '../../../world/course/ground.ts';
import type { Change } from '../mobility/change.ts';
import type { Constants } from '../mobility/constants.ts';
import { judged, roomFault } from '../mobility/examine.ts';
import { happened } from '../mobility/findings.ts';
import { isConsoleDown, isDown, livingPair, pairFault } from '../mobility/outages.ts';
import { moveWith, type Scene } from '../mobility/scene.ts';
import type { Check, Need, PowerTask } from '../mobility/step.ts';
import { systemOf, viosOf } from '../objects/world.ts';

/** What the ground needs of whoever holds the scene. */
export interface Holder {
  scene(): Scene;
  now(): VirtualNs;
  change(changes: readonly Change[]): void;
  /** The partition is lost: it runs nowhere with all of its memory. */
  lost(partition: string): void;
  readonly carrier: Carrier;
}

export function groundOf(holder: Holder, constants: Constants): Ground<Change, Need, Check> {
  return {
    get now() {
      return holder.now();
    },
    carrier: holder.carrier,
    dispatchNs: ms(constants.dispatchMs),
    change: (changes) => holder.change(changes),
    unmet: (needs) => needs.find((need) => !isMet(holder.scene(), need, constants)) ?? null,
    patienceNs: (need) => patience(need, constants),
    neededToUndo: () => true,
    machineOf: (need) => (need.kind === 'server' ? need.name : null),
    isLink: (need) => need.kind === 'stream',
    outage: (need) => outage(holder.scene(), need),
    judged: (_task: PowerTask, checks) =>
      checks.flatMap((check) => {
        const move = moveWith(holder.scene(), check.key);
        return move ? judged(holder.scene(), move, check, constants) : [];
      }),
    notCarried(partition, status) {
      if (status !== 'failed') holder.lost(partition);
      return notCarried(partition, status);
    },
  };
}

function isMet(scene: Scene, need: Need, constants: Constants): boolean {
  switch (need.kind) {
    case 'console':
      return !isConsoleDown(scene, need.name);
    case 'server': {
      const system = systemOf(scene.world, need.name);
      return system !== undefined && !isDown(system);
    }
    case 'vios':
      return viosOf(scene.world, need.system, need.name)?.state === 'Running';
    case 'stream': {
      const move = moveWith(scene, need.key);
      return move !== undefined && livingPair(scene.world, move) !== undefined;
    }
    case 'room': {
      const move = moveWith(scene, need.key);
      return move !== undefined && roomFault(scene, move.order, move.type, constants) === null;
    }
  }
}

/** Waiting for a free place never ends by itself. */
const FOREVER = Number.POSITIVE_INFINITY as VirtualNs;

function patience(need: Need, constants: Constants): VirtualNs {
  switch (need.kind) {
    case 'server':
      return ms(0);
    case 'stream':
      return ms(need.after ? constants.residualPatienceMs : constants.streamPatienceMs);
    case 'room':
      return FOREVER;
    default:
      return ms(constants.patienceMs);
  }
}

function outage(scene: Scene, need: Need): RuleFinding {
  switch (need.kind) {
    case 'server':
      return happened(
        'server-down',
        'Servers',
        need.name,
        `${need.name} does not operate.`,
        'What ran on it is lost with it: planned moves are no protection against a failure.',
        `Bring ${need.name} back, then recover the move; by force where it does not come back.`,
      );
    case 'console':
      return happened(
        'console-down',
        'Consoles',
        need.name,
        `${need.name} does not answer.`,
        'The console makes the steps before and after the copy.',
        `Bring ${need.name} back, then recover the move.`,
      );
    case 'vios':
      return happened(
        'vios-down',
        'Virtual I/O servers',
        `${need.name} (${need.system})`,
        `${need.name} of ${need.system} does not answer.`,
        'The console asks the VIOS what stands behind the adapters of the partition.',
        `Bring ${need.name} back, and move again.`,
      );
    case 'stream': {
      const move = moveWith(scene, need.key);
      const why = move?.pairs[0] ? pairFault(scene.world, move, move.pairs[0]) : null;
      return happened(
        'stream-lost',
        'Movers',
        move?.order.lpar ?? '',
        why ?? 'The movers do not talk to one another any more.',
        'The memory goes from mover to mover; without a second pair the move ends with the first.',
        'Repair the way between the movers, or use redundant movers, and move again.',
      );
    }
    case 'room':
      return happened('no-room', 'Movers', '', 'There is no free place.', 'Limits hold.', 'Wait.');
  }
}

const notCarried = (partition: string, status: MoveStatus): RuleFinding =>
  status === 'failed'
    ? happened(
        'stream-lost',
        'Movers',
        partition,
        `The copy of ${partition} broke off.`,
        'It runs on its source, where its whole memory is.',
        'Repair what broke, and move it again.',
      )
    : happened(
        'memory-lost',
        'Partition',
        partition,
        `${partition} has lost a part of its memory.`,
        'It ran on the target already, and what was still missing there does not come any more.',
        `Recover the move, then start ${partition} again.`,
      );
