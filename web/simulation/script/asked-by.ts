/** Who asks for what is done: whoever stands in no line of the script is a person. */
import type { Site } from '../../script/session.ts';

export const askedBy = (site: Site): 'console' | 'script' => (site.place() === null ? 'console' : 'script');
