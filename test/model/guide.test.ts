import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parameterGuide } from '../../web/cli/lib/parameters/guide.ts';
import { CAPABILITIES } from '../../web/model/parameters/qemu/capabilities.ts';
import { PARAMETERS } from '../../web/model/parameters/qemu/parameters.ts';
import { STATUS_FIELDS } from '../../web/model/parameters/qemu/status.ts';
import { PRESETS } from '../../web/model/presets.ts';

const guide = parameterGuide();

it('docs/parameters.md is up to date: node tools/cli.mjs parameters', () => {
  expect(readFileSync('docs/parameters.md', 'utf8')).toBe(guide);
});

it('the guide names everything that can be set', () => {
  for (const { name } of [...PARAMETERS, ...CAPABILITIES, ...STATUS_FIELDS])
    expect(guide).toContain(`\`${name}\``);
  for (const { id } of PRESETS) expect(guide).toContain(`\`${id}\``);
});

it('the guide marks what was not verified', () => {
  expect(guide).toContain('*typical, unverified*');
});
