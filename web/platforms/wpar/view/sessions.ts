/** What one can do who is logged in to a partition, or is about to be. */
import { call } from '../../../model/call.ts';
import type { Offer } from '../../../model/world-view.ts';
import { sessionThing, timeText, wparThing } from '../calls/things.ts';
import { runningOn, type Wpar } from '../objects/wpar.ts';
import { type Session, USUAL_INTERVAL_S } from '../session/session.ts';
import { textField } from './fields.ts';

export function sessionOffers(wpar: Wpar, sessions: readonly Session[]): Offer[] {
  const open = sessions.findLast((session) => session.wpar === wpar.name);
  const login: Offer = {
    id: 'ssh',
    label: open ? 'Log in again (ssh)' : 'Log in (ssh)',
    call: call(wparThing(wpar.name), 'ssh'),
    form: null,
    refused: runningOn(wpar) === null ? `${wpar.name} does not run: nobody would answer.` : null,
    confirm: null,
  };
  if (!open) return [login];
  const thing = sessionThing(open.id);
  return [
    {
      id: 'every',
      label: 'Print the date in a loop…',
      call: null,
      form: {
        title: 'Watch by a date loop',
        about: 'A pause shows as a gap between two lines. Shorter measures better, and floods the screen.',
        submit: 'Type it',
        call: call(thing, 'every'),
        fields: [textField('0', 'Every', { value: timeText(USUAL_INTERVAL_S * 1000), required: true })],
        checked: false,
      },
      refused: null,
      confirm: null,
    },
    {
      id: 'type',
      label: 'Type into the session…',
      call: null,
      form: {
        title: `Type into the session with ${wpar.name}`,
        about: 'date, hostname, uname -W, mount, topas, export TERM=aixterm, shutdown, exit; ^C ends a loop.',
        submit: 'Type',
        call: call(thing, 'type'),
        fields: [textField('0', 'Line', { value: 'topas', required: true })],
        checked: false,
      },
      refused: null,
      confirm: null,
    },
    login,
  ];
}
