/** Everything that a script's calls do, platform by platform. */
import type { Doers } from '../../../script/session.ts';
import type { Stage } from '../stage.ts';
import { expectationDoers, expectDoer } from './expectation.ts';
import { functionDoers } from './functions.ts';
import { kvmDoers } from './kvm.ts';
import { labDoers } from './lab.ts';

export const doersOf = (stage: Stage): Doers => ({
  ...functionDoers(stage, () => stage.layout.seed),
  ...labDoers(stage),
  ...kvmDoers(stage),
  expect: expectDoer(stage),
  Expectation: expectationDoers(stage),
});
