/** What is made from the description of the script API, by path in the project. */
import { reference } from '../../../script/reference.ts';
import { typings } from '../../../script/typings.ts';

export const apiFiles = (): Record<string, string> => ({
  'web/script/switchover.d.ts': typings(),
  'docs/scripts.md': reference(),
});
