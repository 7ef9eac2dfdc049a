/** What is answered to a line that is typed inside a partition, from its host. */
import { wparOf } from '../objects/world.ts';
import { INSIDE_HELP, inside } from '../session/inside.ts';
import { USUAL_TERM } from '../session/topas.ts';
import { asked, type Context } from './command.ts';
import { type Answer, failed, type Place, said } from './place.ts';
import { WPAR_COMMANDS } from './wpars.ts';

export function answerInside(
  context: Context,
  { name, from }: Extract<Place, { kind: 'wpar' }>,
  text: string,
): Answer {
  const { world, at } = context;
  const [first = ''] = text.trim().split(/\s+/);
  const wpar = wparOf(world, name);
  if (!wpar) return failed(255, `Connection to ${name} is closed.`);
  if (first === 'exit') return { ...said(), place: { kind: 'system', name: from } };
  if (first === 'help') return said(INSIDE_HELP);
  if (first === 'shutdown')
    return asked(context, 'shutdown', { action: 'shutdown', wpar: name, by: 'shell' });
  if (first === 'clogin') return failed(1, 'clogin: It cannot be run inside a partition.');
  if (Object.hasOwn(WPAR_COMMANDS, first)) return failed(1, `${first}: It cannot be run inside a partition.`);
  const printed = inside({ world, wpar, system: from, at, term: USUAL_TERM }, text);
  const bad = printed.some(({ text }) => text.endsWith('not found.'));
  return bad ? failed(127, ...printed.map((each) => each.text)) : said(...printed.map((each) => each.text));
}
