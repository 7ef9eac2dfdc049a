/** What is looked at before anything runs. */
export { impossible } from '../world/impossible.ts';
