/** What a rule rests on. */

/**
 * `sourced`: read in the source that is named. `implied`: follows from what is. `typical`: from experience, not
 * verified: such a rule warns, unless somebody makes it blocking. `simulator`: a rule of this simulator, not a
 * statement about the product.
 */
export type Certainty = 'sourced' | 'implied' | 'typical' | 'simulator';

export interface Ground {
  certainty: Certainty;
  source: string;
}

const TITLES = {
  article: 'Live Partition Mobility, operating systems magazine, 2013/14',
  lopar: 'Linux on Power Architecture Reference, OpenPOWER Foundation',
  migrlpar: 'HMC manual, migrlpar',
  validation: 'IBM Power documentation, configuration validation for partition mobility',
  process: 'IBM Power documentation, how partition mobility works',
  servers: 'IBM Power documentation, source and destination servers for partition mobility',
  network: 'IBM Power documentation, preparing the network for partition mobility',
  attributes: 'IBM Power documentation, attributes that change with a move',
  modes: 'IBM Power documentation, processor compatibility modes and mobility',
  firmware: 'IBM Power documentation, firmware support matrix for partition mobility',
  suspend: 'IBM Power documentation, suspending and resuming partitions',
  help: 'HMC help pages',
  output: 'output of HMC commands',
  tunables: 'IBM Power documentation, attributes of vioslpm0',
  movers: 'IBM Power documentation, redundant mover service partitions',
  networking: 'IBM support, best practices for partition mobility networking',
  performance: 'IBM support, partition mobility performance',
  zoning: 'IBM support, HSCLA319 with NPIV clients',
  bypass: 'IBM community, NPIV validation bypass',
  ibmi: 'IBM support, IBM i partition mobility',
  powerha: 'PowerHA documentation, partition mobility',
  powervc: 'PowerVC documentation, migration requirements',
  hea: 'AIX documentation, partition mobility with host Ethernet adapters',
  handbook: 'Power 780 manual',
  wiki: 'developerWorks wiki, Live Partition Mobility requirements',
  kickoff: 'POWER6 partition mobility slides',
  pypowervm: 'pypowervm source code',
  nova: 'nova-powervm source code',
  ivm: 'PowerVC driver for IVM, source code',
  ansible: 'power_hmc collection for Ansible, source code',
  drmgr: 'powerpc-utils source code, drmgr',
  remote: 'field notes on remote partition mobility',
  lsnports: 'field notes on NPIV ports',
  restrictions: 'IVM manual, migrlpar',
} as const;

export type Title = keyof typeof TITLES;

const ground =
  (certainty: Certainty) =>
  (...titles: Title[]): Ground => ({ certainty, source: titles.map((title) => TITLES[title]).join('; ') });

export const sourced = ground('sourced');
export const implied = ground('implied');
export const TYPICAL: Ground = { certainty: 'typical', source: 'typical, unverified' };
export const OWN: Ground = { certainty: 'simulator', source: 'a rule of this simulator' };
