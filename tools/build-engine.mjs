import { buildEngine } from './lib/engine.mjs';

await buildEngine({ always: true }).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
