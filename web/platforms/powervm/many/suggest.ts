/**
 * Which server a partition should move to: one that nothing stands against, then the fewest warnings, then the most
 * memory left, then the most processors.
 */
import type { RuleFinding } from '../../../model/rule-finding.ts';
import type { Constants } from '../mobility/constants.ts';
import { examined, foreseen, waitsOnly } from '../mobility/examine.ts';
import { isError } from '../mobility/findings.ts';
import type { MoveOrder } from '../mobility/order.ts';
import type { Scene } from '../mobility/scene.ts';
import type { Lpar } from '../objects/lpar.ts';
import type { ManagedSystem } from '../objects/managed-system.ts';
import { systemOf } from '../objects/world.ts';

export interface Choice {
  readonly target: string;
  /** Errors first. */
  readonly findings: readonly RuleFinding[];
  /** Why not; null: it can. */
  readonly refused: string | null;
  /** It can, once others have ended. */
  readonly waits: boolean;
  /** In words: what it would leave free there. */
  readonly why: string;
}

export type OrderOptions = Pick<MoveOrder, 'options' | 'blocking'>;

/** Of many servers those with the most free memory are looked at first, and the others where none of these will do. */
const LOOKED_AT_FIRST = 12;

/** Every other server, the best first; of very many the emptiest ones. */
export function choices(
  scene: Scene,
  lpar: Lpar,
  constants: Constants,
  rest: OrderOptions = {},
  among: readonly string[] | null = null,
): Choice[] {
  const world = foreseen(scene);
  const servers = world.systems.filter(
    ({ name }) => name !== lpar.system && (among === null || among.includes(name)),
  );
  if (servers.length > LOOKED_AT_FIRST) {
    const emptiest = [...servers].sort((a, b) => b.availableMemoryMb - a.availableMemoryMb);
    const names = (some: readonly ManagedSystem[]) => some.map(({ name }) => name);
    const first = choices(scene, lpar, constants, rest, names(emptiest.slice(0, LOOKED_AT_FIRST)));
    if (suggestion(first)) return first;
    return [...first, ...choicesAmong(scene, lpar, constants, rest, emptiest.slice(LOOKED_AT_FIRST))];
  }
  return choicesAmong(scene, lpar, constants, rest, servers);
}

function choicesAmong(
  scene: Scene,
  lpar: Lpar,
  constants: Constants,
  rest: OrderOptions,
  servers: readonly ManagedSystem[],
): Choice[] {
  const ahead = foreseen(scene);
  const rated = servers.map((server) => {
    const order = { lpar: lpar.name, source: lpar.system, target: server.name, ...rest };
    const { findings } = examined(scene, order, constants, ahead);
    const errors = findings.filter(isError);
    const waits = waitsOnly(findings);
    const choice: Choice = {
      target: server.name,
      findings,
      refused: errors.length === 0 || waits ? null : (errors[0]?.message ?? null),
      waits,
      why: whyOf(server, lpar, findings.length - errors.length),
    };
    return { server, choice };
  });
  return rated
    .sort(
      (a, b) =>
        Number(a.choice.refused !== null) - Number(b.choice.refused !== null) ||
        Number(a.choice.waits) - Number(b.choice.waits) ||
        a.choice.findings.length - b.choice.findings.length ||
        b.server.availableMemoryMb - a.server.availableMemoryMb ||
        b.server.availableProcUnits - a.server.availableProcUnits ||
        (a.server.name < b.server.name ? -1 : 1),
    )
    .map(({ choice }) => choice);
}

/** The best one that can take it, now or once others have ended. */
export const suggestion = (all: readonly Choice[]): Choice | undefined =>
  all.find(({ refused, waits }) => refused === null && !waits) ?? all.find(({ refused }) => refused === null);

const GIB = 1024;

function whyOf(server: ManagedSystem, lpar: Lpar, warnings: number): string {
  const left = server.availableMemoryMb - lpar.runningMemoryMb;
  const memory =
    left >= 0 ? `leaves ${Math.floor(left / GIB)} GiB free there` : 'leaves no memory free there';
  const said = warnings === 0 ? 'no warnings' : `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`;
  return `${memory}; ${said}`;
}

/** Whether a server is there and works. */
export const isReady = (scene: Scene, name: string): boolean =>
  systemOf(scene.world, name)?.state === 'Operating';
