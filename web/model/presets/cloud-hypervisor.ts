/** Cloud Hypervisor: whole passes, ended by an estimate of the pause or by a timeout. */
import { PLAIN, type Preset, sourced, typical } from './preset.ts';

export const CLOUD_HYPERVISOR_PRESETS: readonly Preset[] = [
  {
    id: 'cloud-hypervisor',
    label: 'Cloud Hypervisor',
    about:
      'Sends ranges of written pages, pass after pass, until the next pass would take no longer than the allowed pause at the rate of the one before; after an hour it gives up.',
    product: 'Cloud Hypervisor',
    era: null,
    policy: {
      ...PLAIN,
      stopRule: { ...PLAIN.stopRule, estimatedDowntimeMs: 300 },
      transport: { ...PLAIN.transport, perPageHeaderBytes: 16, zeroPages: 'skipped', resend: 'runs' },
      orchestration: {
        ...PLAIN.orchestration,
        timeouts: [{ of: 'completion', ms: 3_600_000, msPerGiB: 0, minGiB: 0, action: 'abort' }],
      },
    },
    provenance: {
      '': sourced('Cloud Hypervisor docs/live_migration.md, vm-migration/src'),
      'transport.zeroPages': typical(
        'holes in the memory’s file are not sent; zeros in pages that exist are',
      ),
      pause: typical('its own log tells the parts; here those of the machine at hand'),
    },
  },
];
