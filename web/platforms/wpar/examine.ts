/** Holds a call against the state of what it is about and against every rule, before it is made. */
import type { Call } from '../../model/call.ts';
import type { Examination } from '../../model/rule-finding.ts';
import { doingOf } from './calls/doing.ts';
import { ruleFindingOf } from './course/tell.ts';
import { isError } from './finding.ts';
import { type WparWorld, wparOf } from './objects/world.ts';
import { IDLE, undeployed } from './objects/wpar.ts';
import { caseOf, groupOfRule, testsOf } from './rules/examine.ts';
import type { Mode, Phase } from './rules/rule.ts';
import { ACTION_WORDS } from './states/actions.ts';
import { planned, TASK_NAMES } from './tasks/plan.ts';
import { isWparRequest, type Request } from './tasks/request.ts';

interface Tested {
  phase: Phase;
  from: string | null;
  to: string;
  mode: Mode;
}

/** Null: the call is none of this platform's, or no request of the manager. */
export function examine(world: WparWorld, call: Call): Examination | null {
  const doing = doingOf(world, call);
  if (!doing?.ok || doing.value.kind !== 'request') return null;
  const { request } = doing.value;
  const plan = planned(world, request);
  const title = titleOf(request);
  if (!plan.ok) return { title, findings: plan.findings.map(ruleFindingOf), passed: [], undecided: [] };
  const tests = isWparRequest(request) ? testsFor(world, request) : [];
  const findings = tests.flatMap(({ finding }) => finding ?? []);
  return {
    title,
    findings: [...findings.filter(isError), ...findings.filter((each) => !isError(each))].map(ruleFindingOf),
    passed: tests
      .filter(({ outcome }) => outcome === 'passed')
      .map(({ rule }) => ({ id: rule.id, group: groupOfRule(rule.id), about: rule.about })),
    undecided: [],
  };
}

function titleOf(request: Request): string {
  if (!isWparRequest(request))
    return 'system' in request
      ? `${TASK_NAMES[request.action]}: ${request.system}`
      : TASK_NAMES[request.action];
  const target = 'to' in request ? request.to : request.action === 'deploy' ? request.system : null;
  const mode = request.action === 'relocate-live' ? `, ${request.mode ?? 'synchronous'}` : '';
  return `${ACTION_WORDS[request.action]} ${request.wpar}${target ? ` to ${target}` : ''}${mode}`;
}

function testsFor(world: WparWorld, request: Extract<Request, { wpar: string }>) {
  const known = wparOf(world, request.wpar);
  const tested = testedBy(request, known?.home ?? null);
  if (!tested) return [];
  const wpar =
    known ??
    (request.action === 'deploy' && request.definition
      ? undeployed(request.definition, { ...IDLE, ...request.behaviour })
      : null);
  if (!wpar) return [];
  const c = caseOf(known ? world : { ...world, wpars: [...world.wpars, wpar] }, {
    wpar: wpar.name,
    ...tested,
  });
  return c ? testsOf(c, tested.phase) : [];
}

function testedBy(request: Extract<Request, { wpar: string }>, home: string | null): Tested | null {
  const at = (phase: Phase, from: string | null, to: string | null, mode: Mode = 'synchronous') =>
    to === null ? null : { phase, from, to, mode };
  switch (request.action) {
    case 'deploy':
      return at('create', null, request.system);
    case 'relocate-live':
      return at('live', home, request.to, request.mode);
    case 'relocate-static':
      return at('static', home, request.to);
    case 'start':
    case 'load':
    case 'start-maintenance':
    case 'reboot':
      return at('start', null, home);
    case 'pause':
    case 'checkpoint':
      return at('pause', home, home);
    case 'stop':
    case 'hard-stop':
      return at('stop', home, home);
    default:
      return null;
  }
}
