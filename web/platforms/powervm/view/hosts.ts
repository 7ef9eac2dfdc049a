/** Servers in the lab, with what fills them up and what stands on them. */
import type { Capacity, HostView, Offer, PartitionView } from '../../../model/world-view.ts';
import { isShadow, labelOf, moveOf, type Scene } from '../mobility/scene.ts';
import type { Lpar } from '../objects/lpar.ts';
import type { ManagedSystem } from '../objects/managed-system.ts';
import { usedSlots, type Vios } from '../objects/vios.ts';
import { lparsOf, viosesOf } from '../objects/world.ts';
import { type ChoicesOf, moveOffers } from './moves.ts';
import { systemOffers, viosOffers } from './offers.ts';
import { count, gib, lparWord, systemWord, units } from './words.ts';

const MIB = 2 ** 20;

type OffersOf = (lpar: Lpar, label: string) => Offer[];

export const hostViews = (scene: Scene, choicesOf: ChoicesOf, offersOf: OffersOf): HostView[] =>
  scene.world.systems.map((system) => ({
    id: system.name,
    about: [system.generation, system.typeModel, `firmware ${system.firmware}`, system.console]
      .filter(Boolean)
      .join(' · '),
    state: systemWord(system.state),
    capacities: capacities(scene, system),
    partitions: [
      ...viosesOf(scene.world, system.name).map(viosView),
      ...lparsOf(scene.world, system.name).map((lpar) => lparView(scene, lpar, choicesOf, offersOf)),
    ],
    offers: systemOffers(scene, system),
  }));

function capacities({ world }: Scene, system: ManagedSystem): Capacity[] {
  const memory = system.configurableMemoryMb - system.availableMemoryMb;
  const procs = system.configurableProcUnits - system.availableProcUnits;
  const vioses = viosesOf(world, system.name);
  const used = vioses.reduce((sum, vios) => sum + usedSlots(vios).size, 0);
  const slots = vioses.reduce((sum, { maxVirtualSlots }) => sum + maxVirtualSlots, 0);
  return [
    {
      label: 'Memory',
      used: memory,
      total: system.configurableMemoryMb,
      text: `${gib(memory)} of ${gib(system.configurableMemoryMb)}`,
    },
    {
      label: 'Processors',
      used: procs,
      total: system.configurableProcUnits,
      text: `${units(procs)} of ${units(system.configurableProcUnits)}`,
    },
    { label: 'VIOS slots', used, total: slots, text: `${used} of ${slots}` },
  ];
}

const viosView = (vios: Vios): PartitionView => ({
  id: `${vios.system}/${vios.name}`,
  label: vios.name,
  about: [
    `VIOS ${vios.level}`,
    vios.msp ? 'mover' : 'no mover',
    vios.movesInProgress > 0 ? count(vios.movesInProgress, 'move') : '',
  ]
    .filter(Boolean)
    .join(' · '),
  state: lparWord(vios.state),
  memoryBytes: vios.memoryMb * MIB,
  shadow: false,
  offers: viosOffers(vios),
  moves: [],
});

function lparView(scene: Scene, lpar: Lpar, choicesOf: ChoicesOf, offersOf: OffersOf): PartitionView {
  const label = labelOf(scene, lpar);
  const shadow = isShadow(scene, lpar);
  const move = moveOf(scene, lpar);
  return {
    id: label,
    label: lpar.name,
    about: aboutOf(lpar),
    // The console's own word is the same as before; that it goes no further by itself is the mark's to say.
    state: move?.going === 'failed' ? { word: lpar.state, tone: 'bad' } : lparWord(lpar.state),
    memoryBytes: lpar.runningMemoryMb * MIB,
    shadow,
    offers: shadow ? [] : offersOf(lpar, label),
    moves: shadow || move ? [] : moveOffers(lpar, label, choicesOf(lpar)),
  };
}

const aboutOf = ({ id, osVersion, runningMemoryMb, procUnits, procs, procMode }: Lpar): string =>
  [
    `id ${id}`,
    osVersion,
    gib(runningMemoryMb),
    procMode === 'dedicated' ? count(procs.desired, 'core') : `${units(procUnits.desired)} units`,
  ]
    .filter(Boolean)
    .join(' · ');
