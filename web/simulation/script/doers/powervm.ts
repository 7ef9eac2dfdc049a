/** PowerVM: consoles, servers, VIOS, partitions, their moves, and what breaks. */
import type { Doers } from '../../../script/session.ts';
import { Bench } from '../powervm/bench.ts';
import { layingOut } from '../powervm/laying-out.ts';
import { lparDoers } from '../powervm/lpar.ts';
import { moveDoers } from '../powervm/moves.ts';
import { objectDoers } from '../powervm/objects.ts';
import type { Stage } from '../stage.ts';

type PowerVmKinds = 'PowerVm' | 'Console' | 'ManagedSystem' | 'Vios' | 'Lpar' | 'LparMove' | 'LparMoves';

export function powervmDoers(stage: Stage): Pick<Doers, PowerVmKinds> {
  const bench = new Bench(stage);
  return {
    PowerVm: layingOut(bench),
    Lpar: lparDoers(bench),
    ...objectDoers(bench),
    ...moveDoers(bench),
  };
}
