/** How long somebody waits, and how often somebody looks. */
import { ms } from './row.ts';

export const PATIENCE = {
  serverPatienceMs: ms(
    'Waiting for the NFS server',
    120_000,
    'A step that needs it hangs that long, then fails.',
  ),
  agentPatienceMs: ms('Waiting for an agent', 30_000, 'A step that needs it hangs that long, then fails.'),
  clientPatienceMs: ms(
    'An ssh client gives up after',
    900_000,
    'When it hears nothing. Shorter where a keep-alive is set.',
  ),
  policyEveryMs: ms('Looking at the policies', 60_000),
  cooldownMs: ms('After an automatic relocation', 600_000, 'The same partition is left alone that long.'),
};
