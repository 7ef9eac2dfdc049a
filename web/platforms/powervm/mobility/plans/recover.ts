/**
 * Recovers a move that ended halfway: undone where the partition is still on its source, completed where it runs on the
 * target. By force also where an end does not answer; what that end holds is then left there.
 */
import { systemOf } from '../../objects/world.ts';
import type { Constants } from '../constants.ts';
import { isDown } from '../outages.ts';
import { homeOf, type MoveState, type Scene } from '../scene.ts';
import { type Need, type PowerStep, type PowerTask, step } from '../step.ts';
import { endsOf } from './migrate.ts';
import { allNeeds, type Ends } from './ways-out.ts';

export function recoverPlan(scene: Scene, move: MoveState, constants: Constants, force: boolean): PowerTask {
  const ends = endsOf(scene, move.order);
  const needs: Need[] = force ? [{ kind: 'console', name: ends.sourceConsole }] : allNeeds(ends);
  const steps = [
    look(constants, ends, force),
    ...(homeOf(move) === 'source' ? undone(scene, constants, ends) : completed(constants, ends)),
  ];
  return {
    kind: 'recover',
    name: `Recover the move of ${ends.lpar}`,
    target: ends.lpar,
    begins: [],
    steps: steps.map((each) => ({ ...each, needs })),
  };
}

const look = (constants: Constants, ends: Ends, force: boolean): PowerStep =>
  step(constants, {
    name: 'Find out how far the move came',
    on: ends.sourceConsole,
    command: `migrlpar -o r -m ${ends.source} -p ${ends.lpar}${force ? ' --force' : ''}`,
    takes: [['recoverMs', 1]],
    onCancel: [],
  });

function undone({ world }: Scene, constants: Constants, { key, target }: Ends): PowerStep[] {
  const system = systemOf(world, target);
  return [
    step(constants, {
      name: 'Take back what the target had made',
      on: target,
      takes: [['rollBackMs', 1]],
      ends: [{ kind: 'back', key, orphans: !system || isDown(system) }],
    }),
  ];
}

const completed = (constants: Constants, { key, source, targetConsole }: Ends): PowerStep[] => [
  step(constants, {
    name: 'Remove it from the source',
    on: source,
    takes: [['freeMs', 1]],
    ends: [{ kind: 'free', key }],
  }),
  step(constants, {
    name: 'Write the profile',
    on: targetConsole,
    takes: [['profileMs', 1]],
    ends: [{ kind: 'finish', key }],
  }),
];
