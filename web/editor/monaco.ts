/** Monaco as a surface. This file and what only it imports is a download of its own. */
import { editor, KeyCode, KeyMod, MarkerSeverity, Uri } from 'monaco-editor/editor';
import { sentence } from '../model/result.ts';
import type { ScriptDiagnostic, ScriptPlace } from '../model/script.ts';
import { MAC } from './keys.ts';
import EditorWorker from './monaco-editor.worker.ts?worker';
import './monaco/features.ts';
import { registerLanguage } from './monaco/language.ts';
import { followTheme } from './monaco/theme.ts';
import type { Occasion, Stand, Surface } from './surface.ts';

/** The lines above the first, as high as those of the text area. */
const PADDING = 10;
const RUN = 'run';
const DIGITS = 3;

/** Models take some of their options from here, by names that the typings do not know. */
const MODEL_OPTIONS = { 'bracketPairColorization.enabled': false };

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

/** When everything is there that an editor in `host` is measured by. */
export async function readied(host: HTMLElement): Promise<void> {
  const { fontSize, fontFamily } = fontOf(host);
  // A font that does not come is no reason to go without an editor.
  await document.fonts.load(`${fontSize}px ${fontFamily}`).catch(() => []);
  registerLanguage();
  followTheme(host);
}

function fontOf(host: HTMLElement): { fontFamily: string; fontSize: number; lineHeight: number } {
  const style = getComputedStyle(host);
  const pixels = (name: string): number => Number.parseFloat(style.getPropertyValue(name));
  return {
    fontFamily: style.getPropertyValue('--code').trim(),
    fontSize: pixels('--code-size'),
    lineHeight: pixels('--code-line'),
  };
}

export class MonacoSurface implements Surface {
  readonly #model: editor.ITextModel;
  readonly #editor: editor.IStandaloneCodeEditor;
  /** While the text is put in from outside, nobody has edited it. */
  #given = false;

  constructor(host: HTMLElement, occasion: Occasion & { tabLeaves(leaves: boolean): void }) {
    const { text, stand, label, edited, run, tabLeaves } = occasion;
    this.#model = editor.createModel(text, 'typescript', Uri.parse('file:///scenario.ts'));
    this.#model.setEOL(editor.EndOfLineSequence.LF);
    this.#editor = editor.create(host, {
      ...fontOf(host),
      ...MODEL_OPTIONS,
      model: this.#model,
      ariaLabel: label,
      automaticLayout: true,
      // Suggestions and hovers are wider than the panel.
      fixedOverflowWidgets: true,
      fontLigatures: false,
      tabSize: 2,
      detectIndentation: false,
      padding: { top: PADDING, bottom: PADDING },
      lineNumbersMinChars: DIGITS,
      lineDecorationsWidth: 12,
      glyphMargin: false,
      folding: false,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      renderFinalNewline: 'on',
      overviewRulerBorder: false,
      hideCursorInOverviewRuler: true,
      renderLineHighlightOnlyWhenFocus: true,
      guides: { indentation: false },
      unicodeHighlight: { ambiguousCharacters: false },
      scrollbar: {
        verticalScrollbarSize: 10,
        horizontalScrollbarSize: 10,
        useShadows: false,
        alwaysConsumeMouseWheel: false,
      },
      // Only what the language service knows is suggested, also inside of texts: many options are one of few words.
      wordBasedSuggestions: 'off',
      quickSuggestions: { other: true, strings: true, comments: false },
      suggest: { showWords: false, showStatusBar: false },
      lightbulb: { enabled: editor.ShowLightbulbIconMode.OnCode },
    });
    this.#stand(stand);
    this.#model.onDidChangeContent(() => {
      if (!this.#given) edited(this.text);
    });
    this.#editor.addAction({
      id: 'switchover.run',
      label: 'Run the script',
      keybindings: [KeyMod.CtrlCmd | KeyCode.Enter],
      run,
    });
    showDocumentation(this.#editor);
    this.#editor.addAction({
      id: 'switchover.tab',
      label: 'Let Tab leave the editor, or indent',
      keybindings: [MAC ? KeyMod.WinCtrl | KeyMod.Shift | KeyCode.KeyM : KeyMod.CtrlCmd | KeyCode.KeyM],
      run: () => {
        const tabFocusMode = !this.#editor.getOption(editor.EditorOption.tabFocusMode);
        this.#editor.updateOptions({ tabFocusMode });
        tabLeaves(tabFocusMode);
      },
    });
  }

  get text(): string {
    return this.#model.getValue();
  }

  get stand(): Stand {
    const selection = this.#editor.getSelection();
    const [start, end] = selection
      ? [selection.getStartPosition(), selection.getEndPosition()].map((p) => this.#model.getOffsetAt(p))
      : [0, 0];
    return {
      start: start ?? 0,
      end: end ?? 0,
      backward: selection ? !selection.getPosition().equals(selection.getEndPosition()) : false,
      top: this.#editor.getScrollTop(),
      left: this.#editor.getScrollLeft(),
      focused: this.#editor.hasTextFocus(),
    };
  }

  replace(text: string): void {
    this.#given = true;
    const whole = { range: this.#model.getFullModelRange(), text };
    this.#model.pushStackElement();
    this.#model.pushEditOperations(this.#editor.getSelections(), [whole], () => this.#editor.getSelections());
    this.#model.pushStackElement();
    this.#given = false;
  }

  begin(text: string): void {
    this.#given = true;
    this.#model.setValue(text);
    this.#editor.setScrollPosition({ scrollTop: 0, scrollLeft: 0 }, editor.ScrollType.Immediate);
    this.#given = false;
  }

  mark(diagnostics: readonly ScriptDiagnostic[]): void {
    editor.setModelMarkers(
      this.#model,
      RUN,
      diagnostics.flatMap((diagnostic) =>
        diagnostic.place ? [this.#marker(diagnostic, diagnostic.place)] : [],
      ),
    );
  }

  reveal({ line, column }: ScriptPlace): void {
    const position = this.#model.validatePosition({ lineNumber: line, column });
    this.#editor.setPosition(position);
    this.#editor.revealPositionInCenterIfOutsideViewport(position);
    this.#editor.focus();
  }

  remove(): void {
    this.#editor.dispose();
    this.#model.dispose();
  }

  #stand({ start, end, backward, top, left, focused }: Stand): void {
    const [from, to] = backward ? [end, start] : [start, end];
    const [anchor, caret] = [this.#model.getPositionAt(from), this.#model.getPositionAt(to)];
    this.#editor.setSelection({
      selectionStartLineNumber: anchor.lineNumber,
      selectionStartColumn: anchor.column,
      positionLineNumber: caret.lineNumber,
      positionColumn: caret.column,
    });
    this.#editor.setScrollPosition({ scrollTop: top, scrollLeft: left }, editor.ScrollType.Immediate);
    if (focused) this.#editor.focus();
  }

  /** From the place to the end of its word; of the line, where there is none. */
  #marker(diagnostic: ScriptDiagnostic, place: ScriptPlace): editor.IMarkerData {
    const { lineNumber, column } = this.#model.validatePosition({
      lineNumber: place.line,
      column: place.column,
    });
    const word = this.#model.getWordAtPosition({ lineNumber, column });
    return {
      severity: MarkerSeverity.Error,
      source: 'run',
      message: sentence(diagnostic),
      startLineNumber: lineNumber,
      startColumn: column,
      endLineNumber: lineNumber,
      endColumn: word && word.endColumn > column ? word.endColumn : this.#model.getLineMaxColumn(lineNumber),
    };
  }
}

interface SuggestController extends editor.IEditorContribution {
  widget?: { value?: { _setDetailsVisible?(visible: boolean): void } };
}

/** Beside each suggestion stands what it is: the list is how the module is learned. Monaco has no option for it. */
function showDocumentation(target: editor.ICodeEditor): void {
  const suggest = target.getContribution<SuggestController>('editor.contrib.suggestController');
  suggest?.widget?.value?._setDetailsVisible?.(true);
}
