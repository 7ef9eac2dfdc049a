/** Optical devices and tapes that a VIOS lends to the partition. */
import type { TargetDevice } from '../../objects/storage.ts';
import type { Case } from '../case.ts';
import { sourced, TYPICAL } from '../ground.ts';
import { act, type Failure, fix, type Rule, spot, TYPES, type Unseen, unseen } from '../rule.ts';

/** Devices of a kind, VIOS by VIOS. */
function* devices(
  { scsi }: Case,
  is: TargetDevice['backing']['is'],
  failure: (names: string, vios: string) => Omit<Failure, 'on'>,
): Iterable<Failure | Unseen> {
  for (const { vios, server } of scsi) {
    if (!vios || !server) continue;
    if (!server.devices) {
      yield unseen(vios, 'backing');
      continue;
    }
    const names = server.devices.filter(({ backing }) => backing.is === is).map(({ name }) => name);
    if (names.length > 0) yield { on: [spot(vios, 'backing')], ...failure(names.join(', '), vios.name) };
  }
}

const optical: Rule = {
  id: 'lpar-no-vopt',
  types: TYPES.AIS,
  looks: ['SV.backing', 'SV.scsiServers', 'L.scsi'],
  severity: 'error',
  about: 'No virtual optical device is given to the partition.',
  reason: 'The media repository of the VIOS stays on its server.',
  ground: sourced('article'),
  *check(c) {
    yield* devices(c, 'optical', (names, vios) => ({
      message: `${c.lpar.name} has the virtual optical device ${names} of ${vios}.`,
      remedy: `Unload the medium and remove the device on ${vios} (unloadopt, then rmvdev; typical, unverified).`,
      fix: fix(`Remove the virtual optical devices of ${c.lpar.name}`, act(c.lpar, 'removeVtopt')),
    }));
  },
};

const tape: Rule = {
  id: 'lpar-no-vtape',
  types: TYPES.AIS,
  looks: ['SV.backing', 'SV.scsiServers', 'L.scsi'],
  severity: 'error',
  about: 'No virtual tape is given to the partition.',
  reason: 'The drive is hardware of this server.',
  ground: TYPICAL,
  *check(c) {
    yield* devices(c, 'tape', (names, vios) => ({
      message: `${c.lpar.name} has the virtual tape ${names} of ${vios}.`,
      remedy: `Remove the device on ${vios}.`,
      fix: fix(`Remove the virtual tapes of ${c.lpar.name}`, act(c.lpar, 'removeVtape')),
    }));
  },
};

export const MEDIA_RULES: readonly Rule[] = [optical, tape];
