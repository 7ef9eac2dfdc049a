/** What the console of a WPAR world shows, answers and reads: a part of its own. */
export { examine } from '../../../platforms/wpar/examine.ts';
export { importLswpar } from '../../../platforms/wpar/import/lswpar.ts';
export { command } from '../../../platforms/wpar/terminal/terminal.ts';
export { viewOf } from '../../../platforms/wpar/view/view-of.ts';
