/** Worlds for the tests: the opening scene, changed as each test needs it. */
import { sentence } from '../../../web/model/result.ts';
import { type Edit, edited } from '../../../web/platforms/wpar/objects/edit.ts';
import { defined, SCENE } from '../../../web/platforms/wpar/objects/scene.ts';
import type { WparWorld } from '../../../web/platforms/wpar/objects/world.ts';
import { type Copy, undeployed, type Wpar } from '../../../web/platforms/wpar/objects/wpar.ts';
import type { WparState } from '../../../web/platforms/wpar/states/states.ts';

export function changed(world: WparWorld, ...edits: Edit[]): WparWorld {
  return edits.reduce((now, edit) => {
    const next = edited(now, edit);
    if (!next.ok) throw new Error(next.diagnostics.map(sentence).join(' '));
    return next.value;
  }, world);
}

export const copy = (system: string, state: WparState): Copy => ({
  system,
  state,
  processes: state === 'Active' ? 'running' : state === 'Paused' || state === 'Frozen' ? 'frozen' : 'none',
  alias: state === 'Active' || state === 'Paused' || state === 'Frozen',
  mounted: state !== 'Defined',
  kernelId: 1,
});

/** x150 in some state on x203. */
export const standing = (state: WparState, special: Partial<Wpar> = {}, name = 'x150'): Wpar => ({
  ...undeployed(defined(name)),
  level: state === 'Undeployed' ? null : '6100-02-01',
  home: state === 'Undeployed' ? null : 'x203',
  copies: state === 'Undeployed' ? [] : [copy('x203', state)],
  life: { starts: state === 'Defined' || state === 'Undeployed' ? 0 : 1, ended: null, notice: null },
  ...special,
});

export const sceneWith = (...wpars: Wpar[]): WparWorld => ({ ...SCENE, wpars });

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
