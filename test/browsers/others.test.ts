import { describe, it } from 'vitest';
import { FIREFOX, WEBKIT } from '../../tools/lib/browsers.mjs';
import { describeFingerprints } from './fingerprints.ts';
import { firefox } from './firefox.ts';
import { webkit } from './webkit.ts';

// Set by `npm run test:browsers`, which has then said what is missing and fails where it must not be.
const without = (process.env.SWITCHOVER_WITHOUT ?? '').split(',');

for (const [{ name }, start] of [
  [FIREFOX, firefox],
  [WEBKIT, webkit],
] as const) {
  if (without.includes(name)) describe(`in ${name}`, () => it.skip('not installed'));
  else describeFingerprints(name, start);
}
