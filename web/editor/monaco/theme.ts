/** The page's tokens as Monaco's theme. It is made anew whenever the page looks different. */
import { editor } from 'monaco-editor/editor';

export const THEME = 'switchover';

const COLOURS: Readonly<Record<string, string>> = {
  foreground: '--ink',
  descriptionForeground: '--ink-2',
  'icon.foreground': '--ink-2',
  focusBorder: '--accent',
  'editor.background': '--card',
  'editor.foreground': '--ink',
  'editorLineNumber.foreground': '--ink-3',
  'editorLineNumber.activeForeground': '--ink',
  'editorCursor.foreground': '--accent',
  'editor.selectionBackground': '--code-chosen',
  'editor.inactiveSelectionBackground': '--well',
  'editor.selectionHighlightBackground': '--well',
  'editor.wordHighlightBackground': '--well',
  'editor.wordHighlightStrongBackground': '--well',
  'editor.lineHighlightBackground': '--sunk',
  'editor.lineHighlightBorder': '--sunk',
  'editor.findMatchBackground': '--code-found',
  'editor.findMatchHighlightBackground': '--code-found',
  'editor.hoverHighlightBackground': '--well',
  'editorBracketMatch.background': '--well',
  'editorBracketMatch.border': '--edge',
  'editorError.foreground': '--bad',
  'editorWarning.foreground': '--warn',
  'editorInfo.foreground': '--ink-3',
  'editorHint.foreground': '--ink-3',
  'editorLightBulb.foreground': '--accent',
  'editorWidget.background': '--card',
  'editorWidget.foreground': '--ink',
  'editorWidget.border': '--line',
  'editorHoverWidget.background': '--card',
  'editorHoverWidget.border': '--line',
  'editorHoverWidget.statusBarBackground': '--sunk',
  'editorSuggestWidget.background': '--card',
  'editorSuggestWidget.border': '--line',
  'editorSuggestWidget.foreground': '--ink',
  'editorSuggestWidget.highlightForeground': '--accent',
  'editorSuggestWidget.focusHighlightForeground': '--accent',
  'editorSuggestWidget.selectedBackground': '--accent-soft',
  'editorSuggestWidget.selectedForeground': '--ink',
  'editorSuggestWidget.selectedIconForeground': '--ink',
  'editorMarkerNavigation.background': '--card',
  'editorMarkerNavigationError.background': '--bad',
  'editorMarkerNavigationError.headerBackground': '--bad-soft',
  'editorMarkerNavigationWarning.background': '--warn',
  'editorOverviewRuler.errorForeground': '--bad',
  'editorOverviewRuler.warningForeground': '--warn',
  'input.background': '--well',
  'input.foreground': '--ink',
  'input.border': '--well',
  'input.placeholderForeground': '--ink-3',
  'inputOption.activeBackground': '--accent-soft',
  'inputOption.activeForeground': '--accent',
  'inputOption.activeBorder': '--accent',
  'list.hoverBackground': '--well',
  'list.activeSelectionBackground': '--accent-soft',
  'list.activeSelectionForeground': '--ink',
  'list.focusBackground': '--accent-soft',
  'list.focusForeground': '--ink',
  'list.highlightForeground': '--accent',
  'list.focusHighlightForeground': '--accent',
  'quickInput.background': '--card',
  'quickInput.foreground': '--ink',
  'quickInputList.focusBackground': '--accent-soft',
  'quickInputList.focusForeground': '--ink',
  'keybindingLabel.background': '--well',
  'keybindingLabel.foreground': '--ink-2',
  'keybindingLabel.border': '--line',
  'keybindingLabel.bottomBorder': '--line',
  'menu.background': '--card',
  'menu.foreground': '--ink',
  'menu.selectionBackground': '--accent-soft',
  'menu.selectionForeground': '--ink',
  'textLink.foreground': '--accent',
  'textLink.activeForeground': '--accent',
  'textCodeBlock.background': '--well',
  'textPreformat.foreground': '--ink',
  'textPreformat.background': '--well',
  'scrollbarSlider.background': '--code-slider',
  'scrollbarSlider.hoverBackground': '--edge',
  'scrollbarSlider.activeBackground': '--edge',
  'widget.shadow': '--shade-far',
  'symbolIcon.variableForeground': '--code-name',
  'symbolIcon.functionForeground': '--code-keyword',
  'symbolIcon.methodForeground': '--code-keyword',
  'symbolIcon.fieldForeground': '--code-type',
  'symbolIcon.interfaceForeground': '--code-type',
  'symbolIcon.classForeground': '--code-type',
};

const TOKENS: Readonly<Record<string, string>> = {
  '': '--ink',
  identifier: '--code-name',
  delimiter: '--ink-2',
  keyword: '--code-keyword',
  'type.identifier': '--code-type',
  string: '--code-string',
  'string.escape': '--code-number',
  number: '--code-number',
  regexp: '--code-number',
  comment: '--code-comment',
};

const HEX = 16;

/** A token's colour as Monaco reads it, `#rrggbbaa`, whatever way it is written in. */
class Resolver {
  readonly #probe = document.createElement('i');
  readonly #brush = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

  constructor(host: HTMLElement) {
    host.append(this.#probe);
  }

  hex(token: string): string {
    this.#probe.style.color = `var(${token})`;
    const brush = this.#brush;
    if (!brush) return '#808080';
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = getComputedStyle(this.#probe).color;
    brush.fillRect(0, 0, 1, 1);
    const pixel = brush.getImageData(0, 0, 1, 1).data;
    return `#${Array.from(pixel, (part) => part.toString(HEX).padStart(2, '0')).join('')}`;
  }

  end(): void {
    this.#probe.remove();
  }
}

/** With forced colours, Monaco's own high-contrast themes are used: they know more than ten tokens could say. */
function apply(host: HTMLElement): void {
  const dark = isDark(host);
  if (matchMedia('(forced-colors: active)').matches) {
    editor.setTheme(dark ? 'hc-black' : 'hc-light');
    return;
  }
  const resolver = new Resolver(host);
  const colours = Object.entries(COLOURS).map(([name, token]) => [name, resolver.hex(token)] as const);
  const rules = Object.entries(TOKENS).map(([token, name]) => ({
    token,
    foreground: resolver.hex(name).slice(1, 7),
  }));
  resolver.end();
  editor.defineTheme(THEME, {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    colors: Object.fromEntries(colours),
    rules,
  });
  editor.setTheme(THEME);
}

/** Whether the page is dark at the moment, by whatever choice. */
function isDark(host: HTMLElement): boolean {
  const scheme = getComputedStyle(host).colorScheme;
  if (scheme === 'dark') return true;
  return scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches;
}

/** Follows the page's theme, the system's, and forced colours from now on. */
export function followTheme(host: HTMLElement): void {
  const again = (): void => apply(host);
  apply(host);
  new MutationObserver(again).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
    matchMedia(query).addEventListener('change', again);
}
