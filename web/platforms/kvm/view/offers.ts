/** What can be done to a guest at a moment, and why something cannot. */
import { call } from '../../../model/call.ts';
import type { VirtualNs } from '../../../model/units.ts';
import type { Form, MoveOffer, Offer } from '../../../model/world-view.ts';
import { has } from '../migration/setup.ts';
import type { Standing } from '../migration/standing.ts';
import { isOver, isPostcopy } from '../migration/states.ts';
import { moveOf } from '../monitor/context.ts';
import { guestForm, migrateForm, settingsForm } from './forms.ts';

const act = (
  id: string,
  label: string,
  of: Offer['call'],
  refused: string | null = null,
  confirm: string | null = null,
): Offer => ({
  ...{ id, label, call: of, refused, confirm },
  form: null,
});

const ask = (id: string, label: string, form: Form, refused: string | null = null): Offer => ({
  ...{ id, label, form, refused },
  call: null,
  confirm: null,
});

export function guestOffers(standing: Standing, moves: readonly MoveOffer[], at: VirtualNs): Offer[] {
  const { guest, move, lost } = standing;
  if (lost) return [];
  if (move) return moveOffers(standing, at);
  const off = guest.state === 'shut off' ? `${guest.name} is shut off.` : null;
  const alone = moves.length === 0 ? 'There is no other host.' : null;
  return [
    ask('migrate', 'Migrate…', migrateForm(standing, moves), off ?? alone),
    ask('change', 'Change…', guestForm(guest)),
  ];
}

export function moveOffers({ guest, move, state }: Standing, at: VirtualNs): Offer[] {
  if (!move || isOver(state)) return [];
  const { from, to } = move.record;
  const on = moveOf(guest.name);
  const post = isPostcopy(state);
  const standsStill = state === 'device' || state === 'pre-switchover';
  const late = post ? `${guest.name} runs on ${to} already.` : null;
  const stopped = standsStill ? 'It stands still for the last pages.' : null;
  const allowed = has(move.setup, 'postcopy-ram') ? null : 'It was begun without postcopy-ram.';
  const paused = state === 'postcopy-paused';
  return [
    ...(paused ? [act('recover', 'Recover', call(on, 'recover'))] : []),
    ...(state === 'pre-switchover' ? [act('go-on', 'Go on with the switchover', call(on, 'goOn'))] : []),
    act(
      'cancel',
      'Cancel',
      call(on, 'cancel'),
      post ? 'After the switchover to post-copy it is too late.' : null,
    ),
    act('postcopy', 'Start post-copy', call(on, 'startPostcopy'), late ?? stopped ?? allowed),
    ask('set', 'Set parameters…', settingsForm(move, at)),
    act('hold', 'Pause the guest until it has arrived', call(on, 'hold'), late ?? stopped),
    ...(paused
      ? []
      : [act('cut', 'Break the connection', call(on, 'fail', 'link'), null, confirmCut(guest.name, post))]),
    act(
      'fail-source',
      `Let ${from} fail`,
      call(on, 'fail', 'source'),
      null,
      `${guest.name} is lost then. Let ${from} fail?`,
    ),
    act(
      'fail-destination',
      `Let ${to} fail`,
      call(on, 'fail', 'destination'),
      null,
      post ? `${guest.name} is lost then. Let ${to} fail?` : `The migration fails then. Let ${to} fail?`,
    ),
  ];
}

const confirmCut = (guest: string, post: boolean): string =>
  post
    ? `${guest} waits then for what is missing. Break the connection?`
    : `The migration fails then, and ${guest} stays. Break the connection?`;
