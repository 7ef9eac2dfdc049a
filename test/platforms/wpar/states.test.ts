import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../../web/platforms/wpar/states/actions.ts';
import { REFUSALS, refusal } from '../../../web/platforms/wpar/states/refusals.ts';
import { STATE_INFO, STATES, stateOfLetter } from '../../../web/platforms/wpar/states/states.ts';
import { cellOf, isRefused, possibleActions, TABLE } from '../../../web/platforms/wpar/states/table.ts';
import { mayFollow } from '../../../web/platforms/wpar/states/transitions.ts';

const CELLS = ACTIONS.flatMap((action) =>
  STATES.map((state) => ({ action, state, cell: TABLE[action][state] })),
);

describe('the table of states and actions', () => {
  it('has a cell for every action in every state', () => {
    expect(CELLS.every(({ cell }) => cell !== undefined)).toBe(true);
    expect(CELLS).toHaveLength(23 * 11);
  });

  it('refuses with a reason and a remedy', () => {
    for (const { cell } of CELLS)
      if (isRefused(cell)) {
        const { message, remedy } = refusal(cell.refused, 'x150');
        expect(message).toContain('x150');
        expect(remedy).toMatch(/\.$/);
      }
  });

  it('says that something is under way only where something is', () => {
    const busy = CELLS.filter(({ cell }) => isRefused(cell) && cell.refused === 'busy');
    expect([...new Set(busy.map(({ state }) => state))].sort()).toEqual(['Frozen', 'Transitional']);
  });

  it.each([
    ['stop-first', ['stop']],
    ['running', ['stop']],
    ['resume-or-kill', ['resume', 'kill']],
    ['inconsistent', ['resume', 'kill']],
    ['use-resume', ['resume']],
    ['loaded', ['start', 'stop']],
    ['no-process', ['start']],
    ['not-running', ['start']],
    ['not-deployed', ['deploy']],
    ['recover-first', ['recover', 'force-stop']],
  ] as const)('refuses with %s only where its remedy can be done', (reason, remedies) => {
    const where = CELLS.filter(({ cell }) => isRefused(cell) && cell.refused === reason);
    expect(where.length).toBeGreaterThan(0);
    for (const { state } of where)
      expect(possibleActions(state)).toEqual(expect.arrayContaining([...remedies]));
  });

  it('uses every reason it has', () => {
    const used = CELLS.flatMap(({ cell }) => (isRefused(cell) ? [cell.refused] : []));
    const all = new Set([...used, 'agent-offline', 'confirm-force']);
    expect([...all].sort()).toEqual(Object.keys(REFUSALS).sort());
  });

  it('shows on the way only what may follow, and ends only in what may follow that', () => {
    for (const { action, state, cell } of CELLS) {
      if (isRefused(cell) || state === 'Undeployed') continue;
      expect(mayFollow(state, cell.via), `${action} in ${state}`).toBe(true);
    }
  });

  it.each([
    ['a paused partition is resumed, not started', 'Paused', 'start', 'use-resume'],
    ['a partition that moves is left alone', 'Moving', 'stop', 'moving'],
    ['a broken one is recovered first', 'Broken', 'start', 'recover-first'],
    ['a frozen one cannot be shut down from inside', 'Frozen', 'shutdown', 'frozen'],
    ['a running one is not removed', 'Active', 'remove', 'running'],
  ] as const)('%s', (_, state, action, refused) => {
    expect(cellOf(state, action)).toEqual({ refused });
  });

  it('lets nothing be done from the console while the agent is silent', () => {
    expect(possibleActions('Unknown')).toEqual([]);
    expect(possibleActions('Defined')).toEqual(
      expect.arrayContaining(['start', 'relocate-static', 'backup', 'remove']),
    );
    expect(possibleActions('Active')).toEqual(
      expect.arrayContaining(['stop', 'shutdown', 'pause', 'relocate-live', 'checkpoint']),
    );
  });
});

it('each state that lswpar lists has a letter of its own', () => {
  for (const state of STATES) {
    if (state === 'Undeployed') continue;
    expect(stateOfLetter(STATE_INFO[state].letter)).toBe(state);
  }
  expect(stateOfLetter('')).toBeNull();
});
