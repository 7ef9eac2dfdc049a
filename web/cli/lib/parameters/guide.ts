/** docs/parameters.md: everything that can be set, from the data that checks it. */
import { CONTENT_CLASSES, CONTENT_FIELDS, GUEST_FIELDS } from '../../../model/parameters/contents.ts';
import { DIRTY_CURVES } from '../../../model/parameters/curves.ts';
import {
  HOST_NETWORK_FIELDS,
  LINK_FIELDS,
  MOVER_CORES,
  MOVER_FIELDS,
} from '../../../model/parameters/link.ts';
import { CAPABILITIES } from '../../../model/parameters/qemu/capabilities.ts';
import { COMBINATIONS } from '../../../model/parameters/qemu/combinations.ts';
import {
  CAPABILITIES_NOT_SIMULATED,
  PARAMETERS_NOT_SIMULATED,
} from '../../../model/parameters/qemu/not-simulated.ts';
import { PARAMETER_GROUPS } from '../../../model/parameters/qemu/parameters.ts';
import { STATUS_FIELDS } from '../../../model/parameters/qemu/status.ts';
import { PACE_FIELDS, WORKLOAD_KINDS } from '../../../model/parameters/workloads.ts';
import { presetDetails, presetTable } from './presets.ts';
import {
  capabilityTable,
  code,
  combinationTable,
  fieldTable,
  machineTable,
  number,
  parameterTable,
  remark,
  statusTable,
  table,
} from './tables.ts';

export const parameterGuide = (): string =>
  [
    INTRODUCTION,
    '## QEMU: parameters',
    'Columns 7.2 and 10.2 are the defaults in the eras `qemu-7.2-tcg` and `qemu-10.2-kvm`; – = not known there. *In a move*: takes effect when it is changed while one runs. Read in QEMU’s own tables and checks at v7.2.0 and v10.2.0.',
    ...PARAMETER_GROUPS.flatMap(({ label, parameters }) => [`### ${label}`, parameterTable(parameters)]),
    '## QEMU: capabilities',
    'All are off by default, and are set before the move.',
    capabilityTable(CAPABILITIES),
    '## QEMU: what does not go together',
    combinationTable(COMBINATIONS.filter(({ effect }) => effect === 'refused')),
    'Accepted, but a part does nothing:',
    combinationTable(COMBINATIONS.filter(({ effect }) => effect === 'without effect')),
    '## QEMU: what is taken and not simulated',
    'A move in a scenario goes as without it, and a warning says so:',
    table(
      ['name', 'why'],
      Object.entries({ ...CAPABILITIES_NOT_SIMULATED, ...PARAMETERS_NOT_SIMULATED }).map(([name, why]) => [
        code(name),
        why,
      ]),
    ),
    '## QEMU: what `query-migrate` tells',
    statusTable(STATUS_FIELDS),
    '## Machines',
    machineTable(),
    '## Link, adapters, movers',
    fieldTable(LINK_FIELDS),
    'Of a host:',
    fieldTable(HOST_NETWORK_FIELDS),
    'Of a mover:',
    fieldTable(MOVER_FIELDS),
    table(
      ['one core of a mover', 'bytes/s', 'ground'],
      MOVER_CORES.map((core) => [core.server, number(core.bytesPerSecond), remark(core)]),
    ),
    '## Workloads',
    'D(t) is how many distinct pages are written within t seconds of a clean log.',
    ...WORKLOAD_KINDS.flatMap(({ kind, label, about, curve, fields, rows, holds }) => [
      `### ${label} (${code(kind)})`,
      `${about} D(t): ${curve}.`,
      ...(fields.length > 0 ? [fieldTable(fields)] : []),
      ...(rows
        ? [`${code(rows.name)}: ${rows.label}, ${rows.min} to ${rows.max} times:`, fieldTable(rows.fields)]
        : []),
      ...(holds
        ? [`${code(holds.name)}: ${holds.many ? 'a list of workloads' : 'a workload'}. ${holds.about}`]
        : []),
    ]),
    '### Pace',
    'When in its own time the guest writes, whatever its workload. One tick is nominally 1 ms.',
    fieldTable(PACE_FIELDS),
    '### Measured curves',
    table(
      ['curve', 'zero pages', 'pages within seconds', 'ground'],
      DIRTY_CURVES.map((curve) => [
        curve.label,
        curve.zeroPercent === null ? '' : `${curve.zeroPercent} %`,
        curve.points.map(([seconds, pages]) => `${number(pages)} in ${seconds}`).join('; '),
        remark(curve),
      ]),
    ),
    '## Guest and contents',
    fieldTable(GUEST_FIELDS),
    'Of a range of pages:',
    fieldTable(CONTENT_FIELDS),
    table(
      ['kind of memory', 'zero pages', 'packed by zlib', 'packed by zstd', 'ground'],
      CONTENT_CLASSES.map((each) => [
        each.label,
        `${each.zeroPercent} %`,
        number(each.packed.zlib),
        number(each.packed.zstd),
        remark(each),
      ]),
    ),
    '## Presets',
    presetTable(),
    'What their numbers rest on:',
    presetDetails(),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');

const INTRODUCTION = `# Parameters

Everything that can be set: QEMU's own parameters, the machines and the link, what the guest does, and how other products
migrate. For each its unit, its range, what it is where nobody says otherwise, and how far that can be trusted:
*sourced* was read in the product's own code or manual, *measured* comes from real migrations, and *typical, unverified* is a
value from experience or a report, to be changed. Not all of QEMU’s own is simulated: a list below says what is not.

This file is generated: \`node tools/cli.mjs parameters\` writes it from \`web/model/parameters/\` and \`web/model/presets/\`, the data
by which values are checked. A test holds that it is up to date.`;
