/** The editor's own thread. Its file is named for the editor's, which the service worker does not fetch ahead. */
import { start } from 'monaco-editor/editor/editor.worker.start.js';

start(() => ({}));
