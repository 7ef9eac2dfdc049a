/** Everything a key can do, as objects: the shortcut sheet lists them, the key handler performs them. */
import { NS_PER_MS } from '../model/units.ts';
import type { Studio } from './studio.ts';

export interface Command {
  id: string;
  label: string;
  /** As KeyboardEvent.key, with `Mod+` for Ctrl or Command and `Shift+` where it is not in the character. */
  keys: string[];
  perform(): void;
  enabled(): boolean;
}

/** A fiftieth of the run, so that the arrows are useful in a short and in a long one. */
const nudge = (studio: Studio, direction: 1 | -1): void =>
  studio.clock.seek(studio.clock.at + direction * Math.max(studio.clock.duration / 50, NS_PER_MS));

export function commandsOf(studio: Studio, page: { help(): void; describe(): void }): Command[] {
  const always = () => studio.run.shown.get() !== null;
  const command = (
    id: string,
    label: string,
    keys: string[],
    perform: () => unknown,
    enabled = always,
  ): Command => ({
    id,
    label,
    keys,
    enabled,
    perform: () => void perform(),
  });
  return [
    command('time.play', 'Play or pause', [' '], () =>
      studio.clock.playing.get() ? studio.clock.pause() : studio.clock.play(),
    ),
    command('time.previous', 'To the previous round', [','], () => studio.clock.step(-1)),
    command('time.next', 'To the next round', ['.'], () => studio.clock.step(1)),
    command('time.back', 'A little back', ['ArrowLeft'], () => nudge(studio, -1)),
    command('time.on', 'A little forward', ['ArrowRight'], () => nudge(studio, 1)),
    command('time.start', 'To the start', ['Home'], () => studio.clock.seek(0)),
    command('time.end', 'To the end', ['End'], () => studio.clock.seek(studio.clock.duration)),
    command('time.slower', 'Slower', ['-'], () => studio.clock.faster(-1)),
    command('time.faster', 'Faster', ['+', '='], () => studio.clock.faster(1)),
    command(
      'edit.undo',
      'Undo',
      ['Mod+z'],
      () => studio.undo(),
      () => studio.steps.get().undo !== null,
    ),
    command(
      'edit.redo',
      'Redo',
      ['Mod+Shift+z', 'Mod+y'],
      () => studio.redo(),
      () => studio.steps.get().redo !== null,
    ),
    command('page.describe', 'Say where things are', ['d'], () => page.describe()),
    command(
      'page.help',
      'Show the keys',
      ['?'],
      () => page.help(),
      () => true,
    ),
  ];
}

/** The command for a key press, if any. */
export function commandFor(
  commands: readonly Command[],
  event: { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean },
): Command | undefined {
  if (event.altKey) return undefined;
  const mod = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const name = mod ? `Mod+${event.shiftKey ? 'Shift+' : ''}${key}` : key;
  return commands.find((c) => c.keys.includes(name) && c.enabled());
}

/** Those that a person may switch off because they clash with speech input or a screen reader. */
export const isSingleKey = (key: string): boolean => key.length === 1 && key !== ' ';
