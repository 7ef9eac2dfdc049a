/** The monitor for programs: one JSON command, one JSON answer. */
import type { TerminalAnswer } from '../../../model/world-view.ts';
import { blockJobs } from '../migration/block-jobs.ts';
import { queryCapabilities, queryParameters } from '../migration/parameters.ts';
import type { MoveOptions } from '../migration/setup.ts';
import * as acts from './acts.ts';
import { refusedWith, told } from './answer.ts';
import type { Context } from './context.ts';
import { infoOf } from './hmp.ts';
import { hostIn } from './values.ts';

type Arguments = Readonly<Record<string, unknown>>;

const returned = (value: unknown): TerminalAnswer => told(JSON.stringify({ return: value }, null, 2));
const failed = (desc: string, kind = 'GenericError'): TerminalAnswer =>
  refusedWith(JSON.stringify({ error: { class: kind, desc } }, null, 2));

const COMMANDS: Readonly<Record<string, (context: Context, args: Arguments) => TerminalAnswer>> = {
  'query-migrate': (context) => returned(infoOf(context)),
  'query-block-jobs': ({ move, at }) => returned(move ? blockJobs(move, at) : []),
  'query-migrate-parameters': ({ source, at }) => returned(queryParameters(source, at)),
  'query-migrate-capabilities': ({ source }) => returned(queryCapabilities(source)),
  migrate: (context, { uri, resume, capabilities, parameters }) => {
    if (resume === true) return inJson(acts.recover(context));
    if (typeof uri !== 'string') return failed("Parameter 'uri' is missing");
    const options: MoveOptions = {
      ...(Array.isArray(capabilities) ? { capabilities: capabilities.map(String) } : {}),
      ...(isObject(parameters) ? { parameters } : {}),
    };
    return inJson(acts.begin(context, hostIn(uri), options));
  },
  migrate_cancel: (context) => inJson(acts.cancel(context)),
  'migrate-start-postcopy': (context) => inJson(acts.startPostcopy(context)),
  'migrate-recover': (context) => inJson(acts.recover(context)),
  'migrate-pause': (context) => inJson(acts.pause(context)),
  'migrate-continue': (context, { state }) => inJson(acts.goOn(context, String(state ?? 'pre-switchover'))),
  'migrate-set-parameters': (context, args) => {
    const [first, ...rest] = Object.entries(args);
    if (!first) return returned({});
    if (rest.length > 0) return failed('One parameter at a time, here.');
    return inJson(acts.setParameter(context, ...first));
  },
};

/** What the act answered to people, in QMP’s form. */
function inJson({ lines, returnCode, call }: TerminalAnswer): TerminalAnswer {
  const text = lines.map((line) => line.text.replace(/^Error: /, '')).join(' ');
  return returnCode === 0 ? { ...returned({}), call } : failed(text);
}

export function qmp(context: Context, text: string): TerminalAnswer {
  let command: unknown;
  try {
    command = JSON.parse(text);
  } catch {
    return failed('JSON parse error, invalid input');
  }
  if (!isObject(command) || typeof command.execute !== 'string')
    return failed("QMP input lacks member 'execute'");
  const run = Object.hasOwn(COMMANDS, command.execute) ? COMMANDS[command.execute] : undefined;
  if (!run)
    return failed(`The command ${command.execute.slice(0, 40)} has not been found`, 'CommandNotFound');
  return run(context, isObject(command.arguments) ? command.arguments : {});
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
