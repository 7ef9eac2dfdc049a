/** The editor's own keys, as they are written on the keyboard at hand. */
export const MAC = /Mac|iP(?:hone|ad)/.test(navigator.platform);

export const RUN_KEY = MAC ? '⌘↩' : 'Ctrl+Enter';
/** Whether Tab indents or leaves. */
export const TAB_KEY = MAC ? '⌃⇧M' : 'Ctrl+M';
