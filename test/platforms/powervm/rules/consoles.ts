import { changeSystem } from '../../../../web/platforms/powervm/objects/change.ts';
import { type Change, TARGET, type Trial } from './trial.ts';

const two = (one: NonNullable<Change['console']>, other: NonNullable<Change['targetConsole']>): Change => ({
  console: one,
  targetConsole: other,
});

export const CONSOLE_TRIALS: readonly Trial[] = [
  {
    rule: 'console-present',
    fails: { world: (world) => changeSystem(world, TARGET, { console: '' }) },
    says: /P780-B has no console/,
    border: { targetConsole: {} },
  },
  {
    rule: 'console-manages-type',
    fails: { console: { product: 'IVM', version: '2.2' } },
    says: /IVM and manages blades only/,
    border: { console: { product: 'IVM' }, source: { form: 'blade' }, target: { form: 'blade' } },
  },
  {
    rule: 'console-min-level',
    fails: { console: { version: '7.7.4' }, described: { env: 'os400', osVersion: 'IBM i 7.1' } },
    says: /moving IBM i need 7\.7\.5/,
    border: { console: { version: '7.7.5' }, described: { env: 'os400', osVersion: 'IBM i 7.1' } },
  },
  {
    rule: 'console-level-current',
    fails: { console: { version: '10.3.1060' } },
    says: /newest level that is known here is 10\.3\.1061/,
    severity: 'warning',
    border: { console: { version: 'V10R3.1061' } },
  },
  {
    rule: 'remote-hmc-level',
    passes: two({}, {}),
    fails: two({ version: 'V7R3.3.0' }, {}),
    says: /need 7\.3\.4/,
    border: two({ version: 'V7R3.4.0' }, { version: '7.3.4' }),
  },
  {
    rule: 'hmc-fsm-level',
    passes: two({}, { product: 'FSM' }),
    fails: two({ version: 'V7R7.1.0' }, { product: 'FSM' }),
    says: /has to be later than 7\.7\.1\.0/,
    border: two({ version: '7.7.1.1' }, { product: 'FSM' }),
  },
  {
    rule: 'ivm-hmc-mix',
    passes: two({ product: 'IVM' }, { product: 'IVM' }),
    fails: two({ product: 'IVM' }, { product: 'HMC' }),
    says: /hmc1 is an IVM, hmc2 an HMC/,
    severity: 'warning',
    border: { ...two({ product: 'IVM' }, { product: 'HMC' }), request: { blocking: ['ivm-hmc-mix'] } },
    at: 'error',
  },
  {
    rule: 'remote-console-reachable',
    fails: two({ reaches: [] }, {}),
    says: /hmc1 cannot reach hmc2/,
    border: two({ reaches: ['hmc2'] }, { reaches: [] }),
  },
  {
    rule: 'remote-console-ssh-keys',
    fails: two({ trusts: [] }, { trusts: ['hmc1'] }),
    says: /no ssh key for hmc2/,
    border: two({ trusts: ['hmc2'] }, { trusts: ['hmc1'] }),
  },
  {
    rule: 'console-authority',
    fails: { console: { mayMigrate: false } },
    says: /hscroot may not move/,
    border: { console: { mayMigrate: true } },
  },
  {
    rule: 'console-not-busy',
    fails: { console: { busyWith: ['P780-B/vios2'] } },
    says: /holds P780-B\/vios2/,
    border: { console: { busyWith: ['P780-B/app02'] } },
  },
  {
    rule: 'ivm-host-role',
    passes: { console: { product: 'IVM' } },
    fails: { console: { product: 'IVM' }, source: { activeMovesInProgress: 1 } },
    says: /takes part in another move/,
    border: { source: { activeMovesInProgress: 1 } },
  },
  {
    rule: 'novalink-mix',
    fails: { target: { novalink: true } },
    says: /P780-B is managed with NovaLink/,
    border: { source: { novalink: true }, target: { novalink: true } },
  },
];
