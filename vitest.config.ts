import { defineConfig } from 'vitest/config';
import { at } from './tools/lib/paths.mjs';

const common = { root: at(), environment: 'node', passWithNoTests: true } as const;
/** A page on a busy machine takes its time; nobody waits longer than it takes. */
const patient = { poll: { timeout: 15_000 } } as const;

export default defineConfig({
  root: at(),
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/browsers/**', 'node_modules/**'],
          globalSetup: 'test/setup/engine.ts',
          testTimeout: 20_000,
        },
      },
      {
        test: {
          ...common,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/setup/site.ts',
          fileParallelism: false,
          expect: patient,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...common,
          name: 'browsers',
          include: ['test/browsers/**/*.test.ts'],
          globalSetup: 'test/setup/site.ts',
          fileParallelism: false,
          expect: patient,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
