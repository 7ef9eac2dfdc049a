/**
 * What a script is written on. There are two: a plain text area, and Monaco, which takes its place once it is there.
 * Lines end with a line feed, whatever the text came with.
 */
import type { ScriptDiagnostic, ScriptPlace } from '../model/script.ts';

/** Where a person is in a text: all that has to outlive a change of surface. Places are offsets and CSS pixels. */
export interface Stand {
  start: number;
  end: number;
  /** Whether the caret is at the start of what is chosen. */
  backward: boolean;
  top: number;
  left: number;
  focused: boolean;
}

export interface Surface {
  readonly text: string;
  readonly stand: Stand;
  /** Puts another text in its place, and the caret where it was. */
  replace(text: string): void;
  /** Another script is open: read from its top, and nothing that was done to the one before can be undone in it. */
  begin(text: string): void;
  mark(diagnostics: readonly ScriptDiagnostic[]): void;
  /** Shows a place, with the caret on it. */
  reveal(place: ScriptPlace): void;
  remove(): void;
}

export interface Occasion {
  text: string;
  stand: Stand;
  /** What a screen reader says about it. */
  label: string;
  edited(text: string): void;
  run(): void;
}

export const START: Stand = { start: 0, end: 0, backward: false, top: 0, left: 0, focused: false };

export const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, '\n');

/** The offset of a place, or of the nearest one that exists. */
export function offsetOf(text: string, { line, column }: ScriptPlace): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return Math.min(text.length, before + Math.min(column - 1, lines[line - 1]?.length ?? 0));
}
