/** Roles of the partition on its server, and what people have open on it. */
import { sourced, TYPICAL } from '../ground.ts';
import { act, fix, type Rule, set, spot, TYPES } from '../rule.ts';

const service: Rule = {
  id: 'lpar-not-service-partition',
  types: TYPES.AIS,
  looks: ['S.serviceLpar'],
  severity: 'error',
  about: 'The partition is not the service partition of its server.',
  reason: 'The role belongs to the server.',
  ground: sourced('article'),
  *check({ lpar, source }) {
    if (source.serviceLpar !== lpar.name) return;
    yield {
      on: [spot(source, 'serviceLpar')],
      message: `${lpar.name} is the service partition of ${source.name}.`,
      remedy: `Clear the role in the properties of ${source.name} (chsyscfg -m ${source.name} -r sys -i "service_lpar_id=none").`,
      fix: fix(`Clear the role on ${source.name}`, set(source, { serviceLpar: null })),
    };
  },
};

const terminal: Rule = {
  id: 'lpar-no-open-console',
  types: TYPES.AIS,
  looks: ['L.consoleOpen'],
  severity: 'error',
  about: 'No console session of the partition is open.',
  reason:
    'The session would hang on a server that the partition has left. Newer consoles close it themselves.',
  ground: sourced('article', 'nova'),
  relaxed: ({ openConsole }) => openConsole === 'warn',
  *check({ lpar }) {
    if (!lpar.consoleOpen) return;
    yield {
      on: [spot(lpar, 'consoleOpen')],
      message: `A console session of ${lpar.name} is open.`,
      remedy: `Close it: rmvterm -m ${lpar.system} -p ${lpar.name}.`,
      fix: fix('Close the console session', act(lpar, 'closeConsole')),
    };
  },
};

const errorPath: Rule = {
  id: 'lpar-no-redundant-err-path',
  types: TYPES.A,
  looks: ['L.redundantErrPath'],
  severity: 'error',
  about: 'The partition does not report errors of the server over a redundant path.',
  reason: 'The path leads through hardware of this server.',
  ground: sourced('article'),
  *check({ lpar }) {
    if (!lpar.redundantErrPath) return;
    yield {
      on: [spot(lpar, 'redundantErrPath')],
      message: `${lpar.name} has redundant error path reporting.`,
      remedy: `Move it inactive, or switch it off in the profile (redundant_err_path_reporting=0) and activate ${lpar.name} again.`,
      fix: fix(
        `Switch it off and activate ${lpar.name} again`,
        [set(lpar, { redundantErrPath: false }), act(lpar, 'restart')],
        [lpar.name],
      ),
    };
  },
};

const group: Rule = {
  id: 'workload-group',
  types: TYPES.A,
  looks: ['L.workGroup'],
  severity: 'error',
  about: 'The partition is in no partition workload group.',
  reason: 'The groups belong to a server.',
  ground: sourced('process'),
  *check({ lpar }) {
    if (lpar.workGroup === null) return;
    yield {
      on: [spot(lpar, 'workGroup')],
      message: `${lpar.name} is in the workload group ${lpar.workGroup}.`,
      remedy: 'Take it out of the group, and put it into one on the target after the move.',
      fix: fix('Take it out of the group', set(lpar, { workGroup: null })),
    };
  },
};

const host: Rule = {
  id: 'lpar-not-io-host',
  types: TYPES.AIS,
  looks: ['L.serverSlots'],
  severity: 'error',
  about: 'The partition serves no virtual disks to others.',
  reason: 'Its clients would lose them.',
  ground: TYPICAL,
  *check({ lpar }) {
    if (lpar.serverSlots.length === 0) return;
    yield {
      on: [spot(lpar, 'serverSlots')],
      message: `${lpar.name} has virtual server adapters (slots ${lpar.serverSlots.join(', ')}).`,
      remedy: 'Let a VIOS serve its clients, and remove the adapters.',
    };
  },
};

const serial: Rule = {
  id: 'vserial-defaults-only',
  types: TYPES.AIS,
  looks: ['L.serial'],
  severity: 'error',
  about: 'The partition has no virtual serial adapters but those in slots 0 and 1.',
  reason: 'The other end of any further one stays on the source.',
  ground: TYPICAL,
  *check({ lpar }) {
    const more = lpar.serial.filter(({ slot }) => slot > 1);
    if (more.length === 0) return;
    yield {
      on: [spot(lpar, 'serial')],
      message: `${lpar.name} has virtual serial adapters in slots ${more.map(({ slot }) => slot).join(', ')}.`,
      remedy: 'Remove them.',
      fix: fix('Remove them', act(lpar, 'removeAdapters', 'serial')),
    };
  },
};

export const ROLE_RULES: readonly Rule[] = [service, terminal, errorPath, group, host, serial];
