/** What can be done to a partition, action by action: a call, a form, or why not. */
import type { MoveOffer, Offer } from '../../../model/world-view.ts';
import { callOfRequest } from '../calls/request.ts';
import type { WparWorld } from '../objects/world.ts';
import { stateOf, type Wpar } from '../objects/wpar.ts';
import { suggestTarget } from '../placement/suggest.ts';
import type { Session } from '../session/session.ts';
import { ACTION_WORDS, ACTIONS, type Action } from '../states/actions.ts';
import { refusedNow } from '../tasks/plan.ts';
import type { PlainAction, WparRequest } from '../tasks/request.ts';
import {
  backupForm,
  behaviourForm,
  changeForm,
  deployForm,
  relocateForm,
  renameForm,
  staticForm,
} from './forms.ts';
import { sessionOffers } from './sessions.ts';

/** Asked once more: what is lost with it. */
const QUESTIONS: Partial<Record<Action, (name: string) => string>> = {
  stop: (name) => `Users of ${name} will be cut off without notice. Stop it from outside all the same?`,
  'hard-stop': (name) => `Users of ${name} will be cut off, and it has only a minute to end. Stop it?`,
  'force-stop': (name) =>
    `A forced stop ends whatever holds ${name}, and can leave it broken. Stop it by force?`,
  kill: (name) => `The image of ${name} and what ran in it will be gone. Kill it?`,
  remove: (name) => `${name} and its files will be deleted. Remove it?`,
  'force-remove': (name) => `Whatever is left of ${name} will be deleted. Remove it?`,
};

/** A request of this action, as far as it can be made without asking anything. */
function requestFor(action: Action, { name, home }: Wpar): WparRequest {
  const about = { wpar: name };
  switch (action) {
    case 'deploy':
      return { ...about, action, system: home ?? '' };
    case 'relocate-live':
    case 'relocate-static':
      return { ...about, action, to: home ?? '' };
    case 'modify':
    case 'change':
      return { ...about, action, set: {} };
    case 'rename':
      return { ...about, action, name };
    case 'backup':
      return { ...about, action, file: '' };
    case 'remove':
    case 'force-remove':
      return { ...about, action };
    case 'force-stop':
      return { ...about, action, confirmed: true };
    default:
      return { ...about, action: action satisfies PlainAction };
  }
}

const FORMS: Partial<Record<Action, (world: WparWorld, wpar: Wpar) => Offer['form']>> = {
  deploy: deployForm,
  'relocate-live': relocateForm,
  'relocate-static': staticForm,
  modify: (world, wpar) => changeForm(world, wpar, 'modify'),
  change: (world, wpar) => changeForm(world, wpar, 'change'),
  rename: (_, wpar) => renameForm(wpar),
  backup: (_, wpar) => backupForm(wpar),
};

export function refusalText(world: WparWorld, wpar: Wpar, request: WparRequest): string | null {
  const finding = refusedNow(world, wpar, request);
  return finding && `${finding.message} ${finding.remedy}`;
}

function actionOffer(world: WparWorld, wpar: Wpar, action: Action): Offer {
  const request = requestFor(action, wpar);
  const refused = refusalText(world, wpar, request);
  const form = refused === null ? (FORMS[action]?.(world, wpar) ?? null) : null;
  return {
    id: action,
    label: ACTION_WORDS[action],
    call: form || FORMS[action] ? null : callOfRequest(request),
    form,
    refused,
    confirm: QUESTIONS[action]?.(wpar.name) ?? null,
  };
}

/** What is possible first, in the order of the console; what is not, behind it with its reason. */
export function partitionOffers(world: WparWorld, wpar: Wpar, sessions: readonly Session[]): Offer[] {
  const all = ACTIONS.map((action) => actionOffer(world, wpar, action));
  const login = sessionOffers(wpar, sessions);
  const inside: Offer = {
    id: 'inside',
    label: 'What runs in it',
    call: null,
    form: behaviourForm(wpar),
    refused: null,
    confirm: null,
  };
  const every = [...login, ...all, inside];
  return [
    ...every.filter(({ refused }) => refused === null),
    ...every.filter(({ refused }) => refused !== null),
  ];
}

/** Where it can be dragged: live while it runs or is paused, static while it does not. */
export function movesOf(world: WparWorld, wpar: Wpar): MoveOffer[] {
  const state = stateOf(wpar);
  const still = state === 'Defined';
  const candidates = suggestTarget(world, wpar.name, { phase: still ? 'static' : 'live' });
  const best = candidates.find(({ possible }) => possible);
  return candidates.map((candidate) => {
    const request: WparRequest = {
      wpar: wpar.name,
      action: still ? 'relocate-static' : 'relocate-live',
      to: candidate.system,
    };
    return {
      to: candidate.system,
      call: callOfRequest(request),
      refused: refusalText(world, wpar, request),
      suggested: candidate === best ? candidate.why.join(' ') : null,
    };
  });
}
