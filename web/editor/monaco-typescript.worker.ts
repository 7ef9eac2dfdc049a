/** The thread that knows the language, with copies of the scripts that are open. */
import { start } from 'monaco-editor/editor/editor.worker.start.js';
import typings from '../script/switchover.d.ts?raw';
import { languageService } from './language/service.ts';

start(({ getMirrorModels }) =>
  languageService(
    {
      names: () => getMirrorModels().map(({ uri }) => uri.toString()),
      read: (name) => {
        const model = getMirrorModels().find(({ uri }) => uri.toString() === name);
        return model && { text: model.getValue(), version: model.version };
      },
    },
    typings,
  ),
);
