/** QEMU's version and the machine type that the guest was started as. */
import { sourced } from '../ground.ts';
import { knowsMachineType, newestMachineType, parseMachineType } from '../objects/machine-type.ts';
import { compareVersions } from '../objects/version.ts';
import { guestFix, hostFix, type Rule } from './rule.ts';

const machineType: Rule = {
  id: 'machine-type',
  group: 'Machine',
  about: 'The destination’s QEMU knows the guest’s machine type.',
  reason: 'The machine has to be put together exactly as it was; an older QEMU does not know newer machines.',
  ground: sourced('compatibility'),
  severity: 'error',
  *check({ guest, source, target }) {
    if (knowsMachineType(target.qemu, target.machineTypes, guest.machineType)) return;
    const family = parseMachineType(guest.machineType)?.family ?? 'pc-q35';
    const older = compareVersions(source.qemu, target.qemu) <= 0 ? source.qemu : target.qemu;
    const both = [newestMachineType(family, older), ...target.machineTypes].find(
      (type) =>
        knowsMachineType(source.qemu, source.machineTypes, type) &&
        knowsMachineType(target.qemu, target.machineTypes, type),
    );
    const listed = target.machineTypes.length > 0;
    yield {
      object: guest.name,
      field: 'machineType',
      message: `${guest.name} is ${guest.machineType}, which QEMU ${target.qemu} on ${target.name} does not know.`,
      remedy: both
        ? `Start ${guest.name} anew as ${both}, or update QEMU on ${target.name}.`
        : `Bring QEMU on ${target.name} to what ${source.name} has.`,
      fix: both
        ? guestFix(`Start it anew as ${both}`, guest.name, { machineType: both }, true)
        : hostFix(`Give ${target.name} what ${source.name} has`, target.name, {
            qemu: compareVersions(source.qemu, target.qemu) > 0 ? source.qemu : target.qemu,
            ...(listed ? { machineTypes: [...target.machineTypes, guest.machineType] } : {}),
          }),
    };
  },
};

const backward: Rule = {
  id: 'backward-migration',
  group: 'Machine',
  about: 'The destination’s QEMU is not older than the source’s.',
  reason:
    'From newer to older is meant to work with an older machine type, but what has come since cannot be taught to the older one, and this way is broken more often than the other.',
  ground: sourced('compatibility'),
  severity: 'warning',
  *check({ source, target }) {
    if (compareVersions(target.qemu, source.qemu) >= 0) return;
    yield {
      object: target.name,
      field: 'qemu',
      message: `${source.name} has QEMU ${source.qemu}, and ${target.name} the older ${target.qemu}.`,
      remedy: `Update QEMU on ${target.name}.`,
      fix: hostFix(`Update it to ${source.qemu}`, target.name, { qemu: source.qemu }),
    };
  },
};

/** docs/devel/migration/compatibility.rst: neither direction worked with pc-7.2, until 8.0.1 and 8.1. */
const broken: Rule = {
  id: 'pcie-aer-7.2-8.0',
  group: 'Machine',
  about: 'The pair of versions is none that is known to fail.',
  reason:
    'QEMU 8.0 gave PCI Express devices a register that machines of 7.2 do not have, and compares it; later versions leave it out of them.',
  ground: sourced('compatibility'),
  severity: 'error',
  *check({ guest, source, target }) {
    const pair = [source.qemu, target.qemu];
    const type = parseMachineType(guest.machineType);
    if (!pair.includes('8.0') || !pair.includes('7.2') || type?.family !== 'pc-q35') return;
    if (compareVersions(type.version, '7.2') > 0) return;
    const host = source.qemu === '8.0' ? source : target;
    yield {
      object: host.name,
      field: 'qemu',
      message: `${guest.machineType} does not migrate between QEMU 7.2 and 8.0.`,
      remedy: `Update QEMU on ${host.name} to 8.1 or later.`,
      fix: hostFix('Update it to 8.1', host.name, { qemu: '8.1' }),
    };
  },
};

export const MACHINE_RULES: readonly Rule[] = [machineType, backward, broken];
