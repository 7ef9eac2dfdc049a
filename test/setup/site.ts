import { buildSite } from '../../tools/lib/site.mjs';

/** These tests open the site as it would be published. */
export default async function setup(): Promise<void> {
  await buildSite();
}
