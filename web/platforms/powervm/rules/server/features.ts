/** Features of the partition that the target has to have, too. */
import { knows } from '../../objects/known.ts';
import { sourced, TYPICAL } from '../ground.ts';
import { type Rule, spot, TYPES } from '../rule.ts';

const persistentMemory: Rule = {
  id: 'tgt-vpmem-capable',
  types: TYPES.A,
  looks: ['L.persistentMemoryVolumes', 'T.persistentMemoryCapable'],
  severity: 'error',
  about: 'The target can take virtual persistent memory volumes.',
  reason: 'The volumes move along with the partition.',
  ground: sourced('pypowervm'),
  *check({ lpar, target }) {
    if (lpar.persistentMemoryVolumes === 0 || target.persistentMemoryCapable) return;
    yield {
      on: [spot(target, 'persistentMemoryCapable'), spot(lpar, 'persistentMemoryVolumes')],
      message: `${lpar.name} has ${lpar.persistentMemoryVolumes} persistent memory volumes, and ${target.name} cannot take them.`,
      remedy: 'Choose another target, or remove the volumes.',
    };
  },
};

const secureBoot: Rule = {
  id: 'tgt-secure-boot',
  types: TYPES.A,
  looks: ['L.secureBoot', 'T.secureBootCapable'],
  severity: 'error',
  about: 'The target supports secure boot, where the partition uses it.',
  reason: 'A partition that was booted securely has to stay so.',
  ground: sourced('powervc'),
  *check({ lpar, target }) {
    if (!lpar.secureBoot || target.secureBootCapable) return;
    yield {
      on: [spot(target, 'secureBootCapable'), spot(lpar, 'secureBoot')],
      message: `${lpar.name} was booted securely, and ${target.name} does not support secure boot.`,
      remedy: 'Choose another target.',
    };
  },
};

const trustedPlatform: Rule = {
  id: 'tgt-vtpm',
  types: TYPES.AIS,
  looks: ['L.vtpm', 'S.trustedKey', 'T.vtpmCapable', 'T.trustedKey'],
  severity: 'error',
  about: 'The target can hold the virtual TPM, with the same trusted system key.',
  reason: 'The state of the virtual TPM is encrypted with the key of the server.',
  ground: TYPICAL,
  *check({ lpar, source, target }) {
    if (!lpar.vtpm) return;
    const key = knows(source, 'trustedKey') && knows(target, 'trustedKey');
    if (target.vtpmCapable && (!key || source.trustedKey === target.trustedKey)) return;
    yield {
      on: [spot(target, target.vtpmCapable ? 'trustedKey' : 'vtpmCapable'), spot(lpar, 'vtpm')],
      message: target.vtpmCapable
        ? `${lpar.name} has a virtual TPM, and ${target.name} has another trusted system key than ${source.name}.`
        : `${lpar.name} has a virtual TPM, and ${target.name} cannot hold one.`,
      remedy: target.vtpmCapable
        ? 'Give both servers the same trusted system key.'
        : 'Choose another target, or take the virtual TPM away.',
    };
  },
};

const remoteRestart: Rule = {
  id: 'tgt-remote-restart',
  types: TYPES.AI,
  looks: ['L.remoteRestart', 'T.remoteRestartCapable'],
  severity: 'error',
  about: 'The target supports remote restart, where the partition has it.',
  reason: 'The partition would lose the ability to be restarted elsewhere.',
  ground: sourced('migrlpar'),
  relaxed: ({ requireRemoteRestart }) => requireRemoteRestart === 2,
  *check({ lpar, target }) {
    if (!lpar.remoteRestart || target.remoteRestartCapable) return;
    yield {
      on: [spot(target, 'remoteRestartCapable'), spot(lpar, 'remoteRestart')],
      message: `${lpar.name} can be restarted remotely, and ${target.name} does not support that.`,
      remedy: 'Choose another target, or move with --requirerr 2 and go without.',
    };
  },
};

const fibreChannel: Rule = {
  id: 'tgt-vfc-capable',
  types: TYPES.AIS,
  looks: ['L.fc', 'T.virtualFcCapable'],
  severity: 'error',
  about: 'The target supports virtual Fibre Channel, where the partition uses it.',
  reason: 'Its disks are reached through virtual Fibre Channel adapters.',
  ground: sourced('output'),
  code: 'HSCLA4C0',
  *check({ lpar, target }) {
    if (lpar.fc.length === 0 || target.virtualFcCapable) return;
    yield {
      on: [spot(target, 'virtualFcCapable'), spot(lpar, 'fc')],
      message: `${lpar.name} has virtual Fibre Channel adapters, which ${target.name} does not support.`,
      remedy: 'Choose another target, or give the partition its disks by vSCSI.',
    };
  },
};

const affinity: Rule = {
  id: 'affinity-score',
  types: TYPES.A,
  looks: ['L.affinityScore'],
  severity: 'error',
  about: 'Memory lies to processors on the target at least as well as now, where that is asked for.',
  reason: 'A move may spread the partition over the chips of the target.',
  ground: sourced('powervc', 'pypowervm'),
  *check({ lpar, target, options }) {
    if (!options.affinity || lpar.affinityScore === null) return;
    const after = lpar.affinityAt[target.name];
    if (after === undefined) return;
    if (after >= lpar.affinityScore) return;
    yield {
      on: [spot(lpar, 'affinityScore')],
      message: `The affinity score of ${lpar.name} would fall from ${lpar.affinityScore} to ${after} on ${target.name}.`,
      remedy: `Run the optimizer on ${target.name} first, or move without --affinity.`,
    };
  },
};

export const FEATURE_RULES: readonly Rule[] = [
  persistentMemory,
  secureBoot,
  trustedPlatform,
  remoteRestart,
  fibreChannel,
  affinity,
];
