/** What a scenario can import. Made from the API's description by `node tools/cli.mjs api`; do not edit. */
declare module 'switchover' {
  export {};
  /** Things of different kinds are no substitute for each other, however alike they look. */
  const kind: unique symbol;

  /** The world. It is laid out before time begins, which is when the script first waits. */
  export const lab: Lab;

  /**
   * A knob: a value that whoever runs the scenario can change. A run with another value is another
   * run.
   * @param name By which it is known.
   * @example const link = param('link', { default: '10 Gbit/s', min: '1 Gbit/s', max: '100 Gbit/s' });
   */
  export function param(name: string, options: { default: SizeText | Size; min?: SizeText | Size; max?: SizeText | Size; about?: string }): Size;
  /**
   * A knob: a value that whoever runs the scenario can change. A run with another value is another
   * run.
   * @param name By which it is known.
   * @example const link = param('link', { default: '10 Gbit/s', min: '1 Gbit/s', max: '100 Gbit/s' });
   */
  export function param(name: string, options: { default: RateText | Rate; min?: RateText | Rate; max?: RateText | Rate; about?: string }): Rate;
  /**
   * A knob: a value that whoever runs the scenario can change. A run with another value is another
   * run.
   * @param name By which it is known.
   * @example const link = param('link', { default: '10 Gbit/s', min: '1 Gbit/s', max: '100 Gbit/s' });
   */
  export function param(name: string, options: { default: DurationText | Duration; min?: DurationText | Duration; max?: DurationText | Duration; about?: string }): Duration;
  /**
   * A knob: a value that whoever runs the scenario can change. A run with another value is another
   * run.
   * @param name By which it is known.
   * @example const link = param('link', { default: '10 Gbit/s', min: '1 Gbit/s', max: '100 Gbit/s' });
   */
  export function param(name: string, options: { default: number; min?: number; max?: number; about?: string }): number;
  /**
   * A knob: a value that whoever runs the scenario can change. A run with another value is another
   * run.
   * @param name By which it is known.
   * @example const link = param('link', { default: '10 Gbit/s', min: '1 Gbit/s', max: '100 Gbit/s' });
   */
  export function param(name: string, options: { default: boolean; about?: string }): boolean;
  /**
   * A knob: a value that whoever runs the scenario can change. A run with another value is another
   * run.
   * @param name By which it is known.
   * @example const link = param('link', { default: '10 Gbit/s', min: '1 Gbit/s', max: '100 Gbit/s' });
   */
  export function param<const C extends string>(name: string, options: { default: C; of: readonly C[]; about?: string }): C;

  /**
   * Waits so long, in virtual time.
   * @param time How long.
   * @example await sleep('1 min');
   */
  export function sleep(time: Duration | DurationText): Promise<void>;

  /**
   * Waits until so long after the start; not at all when that has passed. The run does not end
   * before a moment that somebody waits for.
   * @param time The moment, from the start of the run.
   */
  export function until(time: Duration | DurationText, options?: UntilOptions): Promise<void>;

  /** Virtual time since the start of the run. */
  export function now(): Duration;

  /** A number from 0 to 1, without 1. With the same seed the same ones come in the same order. */
  export function random(): number;

  /**
   * Writes a line, with the moment, into the log of the run.
   * @param values What to write.
   * @example log('pause', run.downtime, 'after', run.rounds, 'rounds');
   */
  export function log(...values: unknown[]): void;

  /**
   * A caption for the moment: what is to be seen now, and why.
   * @param text One or two sentences.
   */
  export function note(text: string): void;

  /**
   * Asks whoever watches. Time stands still until there is an answer; without anybody the default
   * counts.
   * @param id By which the answer is given.
   * @example if (await ask('give-up', { question: 'Cancel?', choices: ['yes', 'no'], default: 'no' }) === 'yes') move.cancel();
   */
  export function ask<const C extends string>(id: string, options: { question: string; choices: readonly C[]; default?: C }): Promise<C>;

  /**
   * Checks what the scenario is about. One that fails is listed with its line, and the run has
   * failed; the script goes on.
   * @param value What there is.
   * @param about What it means, for people.
   * @example expect(run.downtime, 'the pause').toBeAtMost('300 ms');
   */
  export function expect<V extends Value>(value: V, about?: string): Expectation<V>;

  /** `ns(3)` is `'3 ns'`. */
  export function ns(amount: number): Duration;

  /** `ms(3)` is `'3 ms'`. */
  export function ms(amount: number): Duration;

  /** `seconds(3)` is `'3 s'`. */
  export function seconds(amount: number): Duration;

  /** `minutes(3)` is `'3 min'`. */
  export function minutes(amount: number): Duration;

  /** `KiB(3)` is `'3 KiB'`. */
  export function KiB(amount: number): Size;

  /** `MiB(3)` is `'3 MiB'`. */
  export function MiB(amount: number): Size;

  /** `GiB(3)` is `'3 GiB'`. */
  export function GiB(amount: number): Size;

  /** `TiB(3)` is `'3 TiB'`. */
  export function TiB(amount: number): Size;

  /** `Mbit(3)` is `'3 Mbit/s'`. */
  export function Mbit(amount: number): Rate;

  /** `Gbit(3)` is `'3 Gbit/s'`. */
  export function Gbit(amount: number): Rate;

  /** `MiBps(3)` is `'3 MiB/s'`. */
  export function MiBps(amount: number): Rate;

  /** An amount of memory or data. Compares with < and >, and prints as `64 GiB`. */
  export interface Size {
    /** As a number, in B. */
    readonly bytes: number;
    /** As a number, in KiB. */
    readonly KiB: number;
    /** As a number, in MiB. */
    readonly MiB: number;
    /** As a number, in GiB. */
    readonly GiB: number;
    /** In bytes. */
    valueOf(): number;
    toString(): string;
  }
  /** Written out, with a space before the unit. */
  export type SizeText = `${number} ${'B' | 'kB' | 'KiB' | 'MB' | 'MiB' | 'GB' | 'GiB' | 'TB' | 'TiB'}`;

  /** Data per time. Compares with < and >, and prints as `10 Gbit/s`. */
  export interface Rate {
    /** As a number, in B/s. */
    readonly bytesPerSecond: number;
    /** As a number, in MiB/s. */
    readonly MiBps: number;
    /** As a number, in Mbit/s. */
    readonly Mbitps: number;
    /** As a number, in Gbit/s. */
    readonly Gbitps: number;
    /** In bytes per second. */
    valueOf(): number;
    toString(): string;
  }
  /** Written out, with a space before the unit. */
  export type RateText = `${number} ${'B/s' | 'kB/s' | 'MB/s' | 'GB/s' | 'KiB/s' | 'MiB/s' | 'GiB/s' | 'bit/s' | 'kbit/s' | 'Mbit/s' | 'Gbit/s'}`;

  /** A span of virtual time. Compares with < and >, and prints as `283 ms`. */
  export interface Duration {
    /** As a number, in ns. */
    readonly ns: number;
    /** As a number, in ms. */
    readonly ms: number;
    /** As a number, in s. */
    readonly seconds: number;
    /** As a number, in min. */
    readonly minutes: number;
    /** In ns. */
    valueOf(): number;
    toString(): string;
  }
  /** Written out, with a space before the unit. */
  export type DurationText = `${number} ${'ns' | 'us' | 'µs' | 'ms' | 's' | 'min' | 'h'}`;

  /** What can be checked, and what a knob can hold. */
  export type Value = number | string | boolean | null | Size | Rate | Duration;
  /** What a value can be held against. */
  export type Comparable<V> = V extends Duration
    ? Duration | DurationText
    : V extends Size
      ? Size | SizeText
      : V extends Rate
        ? Rate | RateText
        : V extends number
          ? number
          : V;

  /** The world. It is laid out before time begins, which is when the script first waits. */
  export interface Lab {
    readonly [kind]: 'Lab';
    /** Hosts with QEMU and their guests. */
    readonly kvm: Kvm;
    /** Power servers and their partitions. */
    readonly powervm: PowerVm;
    /** AIX systems with workload partitions, and their manager. */
    readonly wpar: WparManager;
    /**
     * What holds for the whole run.
     * @example lab.setup({ title: 'A busy database', horizon: '20 min' });
     */
    setup(options: Setup): void;
    /**
     * What all hosts share that have no link of their own. Without it: 10 Gbit/s, 0.1 ms. Without
     * options, as it is.
     * @example lab.network({ bandwidth: '25 Gbit/s', delay: '0.2 ms' });
     */
    network(options?: LinkOptions): Link;
    /**
     * A link between two hosts that they share with nobody; without options, the one that they
     * have.
     * @param a One end.
     * @param b The other end.
     */
    link(a: Host, b: Host, options?: LinkOptions): Link;
    /**
     * What else crosses the network, beside the moves.
     * @param from Where it comes from.
     * @param to Where it goes.
     */
    traffic(from: Host, to: Host, options: TrafficOptions): void;
  }

  /** A link. */
  export interface Link {
    readonly [kind]: 'Link';
    /** What it carries now. */
    readonly bandwidth: Rate;
    /** Changes it from now on. */
    set(changes: LinkChanges): void;
    /**
     * For so long it carries nothing; moves stand still and go on. What is set meanwhile holds when
     * it carries again.
     * @param time How long.
     * @example link.cut('3 s');
     */
    cut(time: Duration | DurationText): void;
  }

  /** Hosts with QEMU and their guests: `lab.kvm`. */
  export interface Kvm {
    readonly [kind]: 'Kvm';
    /**
     * Lays out a world that is given as data: what the page writes when a scenario that was made
     * with its controls is opened as a script. It comes out as it was, to the bit.
     * @param data As the page wrote it.
     */
    scenario(data: object): void;
    /**
     * How guests migrate where nobody says otherwise: what a script leaves out, and whoever drags a
     * guest.
     * @example lab.kvm.defaults({ parameters: { 'downtime-limit': '300 ms' } });
     */
    defaults(options: MigrateOptions): void;
    /**
     * Adds a host; without options, the one of that name. Hosts, links and guests are laid out
     * before time begins.
     * @param name By which it is known.
     * @example const alpha = lab.kvm.host('alpha', { memory: '64 GiB' });
     */
    host(name: string, options?: HostOptions): Host;
    /**
     * Adds a guest; without options, the one of that name.
     * @param name By which it is known.
     * @example const db = lab.kvm.guest('db', { host: alpha, memory: '8 GiB', workload: { kind: 'uniform', pages: '1 GiB', writesPerSecond: 20_000 } });
     */
    guest(name: string, options?: GuestOptions): Guest;
  }

  /** A host with QEMU. */
  export interface Host {
    readonly [kind]: 'Host';
    /** Its name. */
    readonly name: string;
    /** Memory that no guest stands on, nor is about to. */
    readonly free: Size;
    /**
     * Changes it from now on.
     * @example beta.set({ qemu: '9.2' });
     */
    set(changes: HostChanges): void;
  }

  /** A guest. */
  export interface Guest {
    readonly [kind]: 'Guest';
    /** Its name. */
    readonly name: string;
    /** Where it stands now. */
    readonly host: Host;
    /** Its memory. */
    readonly memory: Size;
    /** The move that it is on, or was on last. */
    readonly move: Move | null;
    /**
     * Begins a move. Await it for its outcome; whatever keeps it from beginning is thrown as
     * `Refused`.
     * @param to The destination.
     * @example const run = await db.migrate(beta, { capabilities: ['auto-converge'], parameters: { 'downtime-limit': '300 ms' } });
     */
    migrate(to: Host, options?: MigrateOptions): Move;
    /**
     * Changes it from now on, as if it had been started so.
     * @example db.set({ cpu: 'Skylake-Server' });
     */
    set(changes: GuestChanges): void;
    /**
     * Somebody who uses the guest from outside, and feels its pauses.
     * @example const probe = db.client({ every: '100 ms' });
     */
    client(options?: ClientOptions): Client;
  }

  /** A move under way. `await move` gives its outcome when it has ended. */
  export interface Move extends PromiseLike<Outcome> {
    readonly [kind]: 'Move';
    /** How far it is, like `query-migrate`. */
    query(): MoveInfo;
    /**
     * Changes parameters while it runs, like `migrate-set-parameters`.
     * @example move.set({ 'downtime-limit': '1 s' });
     */
    set(parameters: MoveChanges): void;
    /**
     * Goes over to post-copy; needs the capability `postcopy-ram`. False when it is too late or not
     * possible.
     */
    startPostcopy(): boolean;
    /** Ends the move; the guest stays where it is. False when it is too late. */
    cancel(): boolean;
    /** The guest stands still from now on until it has arrived, so that the copy catches up. */
    hold(): boolean;
    /**
     * Ends the wait before the switchover, like `migrate-continue`; needs the capability
     * `pause-before-switchover`. False when it does not wait.
     */
    goOn(): boolean;
    /**
     * Something breaks. A pre-copy fails, and the guest stays; a post-copy waits for its
     * connection, or loses the guest.
     * @param what What breaks.
     * @example move.fail('link');
     */
    fail(what: 'link' | 'source' | 'destination'): boolean;
    /** Connects a paused post-copy again. False when there was nothing to recover. */
    recover(): boolean;
  }

  /** Somebody who uses a guest from outside. */
  export interface Client {
    readonly [kind]: 'Client';
    /** The longest silence of the date loop so far. */
    readonly longestGap: Duration;
    /** Silences longer than its usual interval, so far. */
    readonly gaps: readonly Duration[];
  }

  /** Power servers with their consoles, VIOS and partitions. */
  export interface PowerVm {
    readonly [kind]: 'PowerVm';
    /**
     * Adds a console; without options, the one of that name. Without any, one HMC manages all
     * servers.
     * @example const hmc2 = lab.powervm.console('hmc2', { version: 'V7R7.9.0' });
     */
    console(name: string, options?: ConsoleOptions): Console;
    /**
     * Adds a server, with two VIOS; without options, the one of that name.
     * @example const a = lab.powervm.server('p770-a', { generation: 'POWER7' });
     */
    server(name: string, options?: ManagedSystemOptions): ManagedSystem;
    /**
     * Adds a VIOS; without options, the one of that name: `server/name`.
     * @example lab.powervm.vios('p770-a/vios1').setMover(false);
     */
    vios(name: string, options?: ViosOptions): Vios;
    /**
     * Adds a partition with a disk and a network; without options, the one of that name.
     * @example const app = lab.powervm.lpar('app01', { server: a, memory: '64 GiB' });
     */
    lpar(name: string, options?: LparOptions): Lpar;
    /** Adds a disk of the storage network. */
    lun(name: string, options?: LunOptions): void;
    /**
     * Sets times and rates of the simulator, by name.
     * @param values Each in its unit: { perLunMs: 100 }.
     * @example lab.powervm.constants({ power8CoreRate: 900 });
     */
    constants(values: { readonly [attribute: string]: unknown }): void;
    /**
     * Spreads running partitions by memory and load, with few moves.
     * @example await lab.powervm.balance({ servers: [a, b] });
     */
    balance(options?: BalanceOptions): LparMoves;
    /** Movers of two servers do not reach one another any more. */
    cut(a: ManagedSystem, b: ManagedSystem): void;
    /** They do again. */
    mend(a: ManagedSystem, b: ManagedSystem): void;
  }

  /** A management console: HMC, IVM or FSM. */
  export interface Console {
    readonly [kind]: 'Console';
    /** Its name. */
    readonly name: string;
    /** Sets fields. */
    set(values: { readonly [attribute: string]: unknown }): void;
    /** Opens ping and ssh to another console. */
    openWayTo(other: Console): void;
    /** Exchanges ssh keys with another console. */
    exchangeKeys(other: Console): void;
    /** It does not work any more; what it had begun stands still. */
    fail(): void;
    /** It works again. */
    repair(): void;
  }

  /** A Power server. */
  export interface ManagedSystem {
    readonly [kind]: 'ManagedSystem';
    /** Its name. */
    readonly name: string;
    /** As the console shows it: Operating. */
    readonly state: string;
    /** Memory that no partition has. */
    readonly free: Size;
    /** Processing units that no partition has. */
    readonly freeProcessors: number;
    /** Partitions that stand on it. */
    readonly lpars: readonly string[];
    /** Sets fields. */
    set(values: { readonly [attribute: string]: unknown }): void;
    /** Powers the server on, or brings its connection to the console back. */
    powerOn(): void;
    /** Powers the server off; no partition may run on it. */
    powerOff(): void;
    /** Sets the size of the logical memory blocks, MB, and powers the server off and on. */
    setBlockSize(mb: number): void;
    /** Enters the activation code of PowerVM Enterprise Edition. */
    enterEnterpriseKey(): void;
    /** Brings the firmware to a level and restarts the server; partitions can then be suspended. */
    updateFirmware(level?: string): void;
    /** Creates a shared processor pool. */
    addProcPool(name: string): void;
    /** Creates a virtual switch. */
    addVirtualSwitch(name: string): void;
    /**
     * Adds a paging device of a size, MB, to the shared memory pool, which is created where there
     * is none.
     */
    addPagingDevice(mb: number): void;
    /** Enlarges the shared memory pool until so much of it is free, MB. */
    growMemoryPool(freeMb: number): void;
    /** Adds a disk to the reserved storage pool, where the memory of suspended partitions lies. */
    addReservedDevice(lun: string): void;
    /**
     * Every partition leaves, the largest first, so many at once.
     * @example const board = await p770.evacuate({ concurrency: 4 });
     */
    evacuate(options?: EvacuateOptions): LparMoves;
    /** Moves under way end, and no others begin. False when it is not being evacuated. */
    stopEvacuation(): boolean;
    /** It fails, with all that runs on it. */
    fail(): void;
    /** It works again with its VIOS; its partitions are shut down. */
    repair(): void;
  }

  /** A virtual I/O server; as a mover it streams memory. */
  export interface Vios {
    readonly [kind]: 'Vios';
    /** `server/name`. */
    readonly name: string;
    /** Sets fields. */
    set(values: { readonly [attribute: string]: unknown }): void;
    /** Activates the VIOS. */
    activate(): void;
    /** Restarts the VIOS: a mover then has its VASI device. */
    restart(): void;
    /** Makes the VIOS a mover service partition, or ends that. */
    setMover(mover?: boolean): void;
    /**
     * Sets tunables of the mover (vioslpm0): movesAtOnce, 1 to 8; concurrencyLevel, 1 to 5;
     * lunValidation; tcpPortLow and tcpPortHigh.
     */
    tune(values: { readonly [attribute: string]: unknown }): void;
    /** Repairs the RMC connection to the console. */
    repairRmc(): void;
    /** Raises the number of virtual slots and activates the VIOS again. */
    addSlots(count: number): void;
    /** Removes server adapters that belong to no partition. */
    removeOrphans(): void;
    /** Lets the mover reach another one. */
    openWayTo(other: Vios): void;
    /** Lets the bridge carry a VLAN; a virtual switch without trunk gets one. */
    addVlan(vlan: number, vswitch?: string): void;
    /** Gives the server adapter in a slot one client: a partition and a slot of it. */
    nameClient(slot: number, lpar: Lpar, clientSlot: number): void;
    /** Sets the reserve policy of a disk: no_reserve, single_path, PR_shared or PR_exclusive. */
    setReservePolicy(disk: string, policy: string): void;
    /** Zones and maps a disk of the storage network to the VIOS. */
    showLun(lun: string): void;
    /** Lets the switch behind a Fibre Channel port speak NPIV. */
    enableNpiv(port: string): void;
    /** Zones a Fibre Channel port to a port of the storage. */
    zonePort(port: string, storagePort: string): void;
    /** Lets the VIOS join the cluster of a shared storage pool. */
    joinCluster(cluster: string): void;
    /** It fails, with all that runs on it. */
    fail(): void;
  }

  /** A logical partition. */
  export interface Lpar {
    readonly [kind]: 'Lpar';
    /** Its name. */
    readonly name: string;
    /** Where it stands: before a move ends, where it runs. */
    readonly server: ManagedSystem;
    /** As the console shows it: Running, Migrating - Running. */
    readonly state: string;
    /** As the console shows it: Not Migrating. */
    readonly migrationState: string;
    /** Memory that it holds. */
    readonly memory: Size;
    /** The server that suits it best; null: none can take it. */
    readonly suggested: ManagedSystem | null;
    /** Sets fields. */
    set(values: { readonly [attribute: string]: unknown }): void;
    /** Activates the partition with its profile. */
    activate(): void;
    /** Activates the partition to SMS and shuts it down again. */
    activateOnce(): void;
    /** Shuts the partition down and activates it again: what its profile says takes effect. */
    restart(): void;
    /** Shuts the partition down. */
    shutDown(): void;
    /** Suspends the partition: its memory goes to a disk of the reserved storage pool. */
    suspend(): void;
    /** Lets a suspended partition run on. */
    resume(): void;
    /**
     * Recovers a move that ended halfway: undone, or completed where it runs on the target.
     * @example await app.recover({ force: true });
     */
    recover(options?: RecoverOptions): LparMoves;
    /** Gives the partition another name. */
    rename(name: string): void;
    /** Closes the console session (rmvterm). */
    closeConsole(): void;
    /** Repairs the RMC connection to the console. */
    repairRmc(): void;
    /** Takes adapters away: dedicated, lhea, sriov, hca, serial. */
    removeAdapters(what: string): void;
    /** Makes every adapter desired in profile and partition. */
    makeAdaptersDesired(): void;
    /** Removes virtual optical devices. */
    removeVtopt(): void;
    /** Removes virtual tapes. */
    removeVtape(): void;
    /** Zones the second worldwide port name of a Fibre Channel adapter like the first one. */
    zoneSecondName(slot: number): void;
    /** Lets the storage show the second worldwide port name the same disks as the first one. */
    maskSecondName(slot: number): void;
    /** Logs the second worldwide port name out, wherever it is logged in. */
    logOutSecondName(slot: number): void;
    /** Sets the silence, in seconds, that the heartbeats of its cluster put up with. */
    setClusterTolerance(seconds: number): void;
    /**
     * Holds a move against all rules, and changes nothing.
     * @param to The target.
     * @example expect(app.validate(b).errors, 'errors').toBe(0);
     */
    validate(to: ManagedSystem, options?: LparMoveOptions): Validation;
    /**
     * Begins a move; refused with everything that stands against it. `await` gives how it ended.
     * @param to The target.
     * @example const move = await app.migrate(b);
     */
    migrate(to: ManagedSystem, options?: LparMoveOptions): LparMove;
    /**
     * Does what makes the finding of a rule go away. False when there is none that can be fixed.
     * @param to The target.
     * @param rule Its id.
     * @example app.fix(b, 'lpar-no-vopt');
     */
    fix(to: ManagedSystem, rule: string, options?: LparMoveOptions): boolean;
    /** Stops its move; everything goes back to how it was. False when it is too late. */
    stop(): boolean;
    /** Somebody who uses it from outside, and feels its pauses. */
    client(options?: ClientOptions): Client;
  }

  /** A move under way. `await move` gives how it ended. */
  export interface LparMove extends PromiseLike<LparMoveOutcome> {
    readonly [kind]: 'LparMove';
    /** How far it is, like `lslparmigr`. */
    query(): LparMoveInfo;
    /** Stops it. False when it is too late. */
    stop(): boolean;
  }

  /** Several moves as one task, or a recovery. `await` gives how it ended. */
  export interface LparMoves extends PromiseLike<LparMovesOutcome> {
    readonly [kind]: 'LparMoves';
    /** What is under way ends, and nothing more begins. False when it is over. */
    stop(): boolean;
  }

  /** The WPAR Manager, with its systems, the NFS area and the partitions: `lab.wpar`. */
  export interface WparManager {
    readonly [kind]: 'WparManager';
    /**
     * Adds a managed system; without options, the one of that name. Systems and servers are laid
     * out before time begins.
     * @param name By which it is known.
     * @example const x203 = lab.wpar.system('x203', { aix: '6100-02-01', memory: '8 GiB', address: '192.168.129.203' });
     */
    system(name: string, options?: AixSystemOptions): AixSystem;
    /**
     * Adds an NFS server for the partitions’ files; without options, the one of that name.
     * @param name By which it is known.
     * @example const x054 = lab.wpar.nfs('x054', { area: '/backup/wpars' });
     */
    nfs(name: string, options?: NfsServerOptions): NfsServer;
    /**
     * The partition of that name; with options, one that stands there when time begins.
     * @param name By which it is known.
     * @example const x150 = lab.wpar.partition('x150', { host: x203, nfs: x054, state: 'Active' });
     */
    partition(name: string, options?: StandingWparOptions): Wpar;
    /**
     * An ssh session that was opened.
     * @param id `s1` is the first.
     */
    session(id: string): WparSession;
    /**
     * A task of Task Activity.
     * @param id `t1` is the first.
     */
    task(id: string): WparTask;
    /**
     * Creates a system partition and deploys it: its private files are copied, which takes minutes.
     * @param name Where it resolves, that is its address.
     * @example await lab.wpar.createSystemWpar('x150', { host: x203, nfs: x054 });
     */
    createSystemWpar(name: string, options: SystemWparOptions): WparTask;
    /**
     * Runs a command as an application partition; when it ends nothing is left.
     * @param name By which it is known.
     */
    createApplicationWpar(name: string, options: ApplicationWparOptions): WparTask;
    /**
     * A definition in the manager alone; `deploy` brings it to a system.
     * @param name By which it is known.
     */
    define(name: string, options?: WparBehaviour): Wpar;
    /**
     * Takes over what `lswpar -c` printed on a real system, and says what it assumed or left out.
     * @param text As pasted, prompts and all.
     */
    importLswpar(text: string): readonly string[];
    /** Looks for systems with an agent. */
    discover(options?: WparAsked): WparTask;
    /**
     * Creates a partition from a backup.
     * @param file The archive.
     * @param host Where.
     */
    restore(file: string, host: AixSystem, options?: RestoreWparOptions): WparTask;
    /**
     * Cancels a task, where its present step allows that.
     * @param task `t1`.
     */
    cancel(task: string): void;
    /**
     * A name that resolves on every machine; without an address it no longer does.
     * @param name The name.
     * @param address Its address.
     * @example lab.wpar.hostName('x150', '192.168.129.150');
     */
    hostName(name: string, address?: string): void;
    /**
     * A group of partitions, with the optional tests that their targets have to pass.
     * @param name By which it is known.
     */
    group(name: string, options?: WparGroupOptions): void;
    /**
     * A relocation policy: when a system is too busy for a while, a partition leaves it.
     * @param name By which it is known.
     * @example lab.wpar.policy('busy', { processorPercent: 80, averaging: '5 min', automatic: true });
     */
    policy(name: string, options: WparPolicyOptions): void;
    /**
     * Changes what steps take, and how fast state is written, read and streamed.
     * @example lab.wpar.constants({ imageWriteBytesPerSecond: '80 MB/s' });
     */
    constants(constants: WparConstants): void;
    /**
     * Lets rules block that rest on experience alone, which otherwise only warn.
     * @param rules By name, or 'all'.
     */
    block(rules: readonly string[] | string): void;
  }

  /** A managed system: an AIX with its agent. */
  export interface AixSystem {
    readonly [kind]: 'AixSystem';
    /** Its name. */
    readonly name: string;
    /** `Online`, `Offline` or `Not registered`. */
    readonly agent: string;
    /** Partitions that stand on it. */
    readonly partitions: readonly Wpar[];
    /** Whether nothing runs, moves or waits on it any more. */
    readonly safeToSwitchOff: boolean;
    /** Changes it at one stroke. */
    set(changes: AixSystemChanges): void;
    /** Its agent falls silent. */
    stopAgent(): void;
    /** Its agent answers again. */
    startAgent(): void;
    /** It is switched off, with all that runs on it. */
    crash(): void;
    /** It comes back; its partitions are defined then. */
    boot(): void;
    /** Lets the manager read its inventory. */
    register(options?: WparAsked): WparTask;
    /**
     * Everything leaves it: the largest first, each to its best target.
     * @example await x203.evacuate({ atOnce: 2 });
     */
    evacuate(options?: EvacuateOptions): WparTask;
  }

  /** A server that keeps the files of mobile partitions. */
  export interface NfsServer {
    readonly [kind]: 'NfsServer';
    /** Its name. */
    readonly name: string;
    /** What its area holds, in blocks of 512 bytes. */
    readonly blocks: number;
    /**
     * An empty directory for a partition, exported to it and to the systems that may host it, with
     * root.
     * @param partition Its name.
     * @param hosts Every system that may ever host it.
     * @example x054.prepare('x150', [x203, x103]);
     */
    prepare(partition: string, hosts: readonly AixSystem[]): void;
    /** It does not answer any more; what touches a file hangs. */
    down(): void;
    /** It answers again. */
    up(): void;
    /** Changes it. */
    set(changes: NfsServerChanges): void;
    /** Mode and owner of the parent. */
    setParent(changes: NfsParentOptions): void;
    /**
     * Makes a directory for a partition.
     * @param path Below the area.
     */
    mkdir(path: string): void;
    /**
     * Mode and owner of a directory, or empties it.
     * @param path Which.
     */
    setDirectory(path: string, changes: NfsDirectoryOptions): void;
    /**
     * Exports a directory, or changes how. What is left out stays as it was.
     * @param path Which.
     * @example x054.export('/backup/wpars/x150', { access: [x203, 'x150'], root: [x203] });
     */
    export(path: string, options?: NfsExportOptions): void;
    /**
     * Exports it no more.
     * @param path Which.
     */
    unexport(path: string): void;
    /**
     * What a directory holds, in blocks of 512 bytes: `du -s`.
     * @param path Which.
     */
    usage(path: string): number;
  }

  /** A workload partition. */
  export interface Wpar {
    readonly [kind]: 'Wpar';
    /** Its name. */
    readonly name: string;
    /** `Defined`, `Active`, `Paused`, …, or `Removed`. */
    readonly state: string;
    /** Where the manager believes it to be. */
    readonly host: AixSystem | null;
    /** Its state: what a checkpoint has to save. */
    readonly memory: Size;
    /**
     * Brings a definition to a system.
     * @param host Which.
     */
    deploy(host: AixSystem, options?: WparAsked): WparTask;
    /** Starts it. No hardware is tested, so that is short. */
    start(options?: WparOnOptions): WparTask;
    /** Makes the kernel ready for it, without a process. */
    load(options?: WparOnOptions): WparTask;
    /** Kernel and file systems, for repairs. */
    startMaintenance(options?: WparOnOptions): WparTask;
    /** Stops it from outside: whoever is logged in is gone without a word. */
    stop(options?: WparOnOptions): WparTask;
    /** The same, with less patience. */
    stopHard(options?: WparOnOptions): WparTask;
    /**
     * Whatever holds it is ended; it can be broken then. Say `confirmed` where something is under
     * way.
     */
    stopForced(options?: WparOnOptions): WparTask;
    /** Stops it, and starts it again. */
    reboot(options?: WparOnOptions): WparTask;
    /** Shuts it down from inside: users are warned, services end in order. */
    shutdown(options?: WparOnOptions): WparTask;
    /** Freezes it, and stores its state. */
    pause(options?: WparOnOptions): WparTask;
    /** Lets it go on. */
    resume(options?: WparOnOptions): WparTask;
    /** Ends what is paused. */
    killImage(options?: WparOnOptions): WparTask;
    /** Stores its state, and lets it go on. */
    checkpoint(options?: WparOnOptions): WparTask;
    /** Brings its private files to the level of its host. */
    sync(options?: WparOnOptions): WparTask;
    /** Finishes or takes back what failed. */
    recover(options?: WparOnOptions): WparTask;
    /**
     * Moves it while it runs, or from its image while it is paused.
     * @param to The arrival system.
     * @example const move = await x150.relocate(x103, { mode: 'asynchronous' });
     */
    relocate(to: AixSystem, options?: RelocateOptions): WparTask;
    /**
     * Defines it anew elsewhere; what runs in it is stopped and started.
     * @param to The arrival system.
     */
    relocateStatic(to: AixSystem, options?: WparAsked): WparTask;
    /**
     * Where it should go, by tests, ranks and room; null: nowhere.
     * @example await x150.relocate(x150.suggestTarget()!);
     */
    suggestTarget(options?: RelocateOptions): AixSystem | null;
    /** Every other system, the best first, with why or why not. */
    candidates(options?: RelocateOptions): readonly WparCandidate[];
    /** Changes it from the console, while it is stopped. */
    modify(changes: WparChanges, options?: WparAsked): WparTask;
    /** Changes it with chwpar, most of it while it runs. */
    change(changes: WparChanges, options?: WparAsked): WparTask;
    /**
     * Another name. A script then asks for it by that.
     * @param name The new one.
     */
    rename(name: string, options?: WparAsked): WparTask;
    /**
     * Writes its files and its definition into an archive.
     * @param file The archive.
     */
    backup(file: string, options?: WparAsked): WparTask;
    /** Removes it with its files. */
    remove(options?: RemoveWparOptions): WparTask;
    /**
     * What its programs do from now on.
     * @example x150.behave({ denial: 'a tape backup runs' });
     */
    behave(changes: WparBehaviour): void;
    /**
     * Somebody logs in.
     * @example const probe = x150.ssh(); probe.every('15 s');
     */
    ssh(options?: SshOptions): WparSession;
  }

  /** A task of Task Activity. `await task` gives its outcome when it has ended. */
  export interface WparTask extends PromiseLike<WparOutcome> {
    readonly [kind]: 'WparTask';
    /** `t1`, … */
    readonly id: string;
    /** `queued`, `running`, `done`, `failed` or `cancelled`. */
    readonly status: string;
    /** The step that runs. */
    readonly step: string | null;
    /** Cancels it. False when it is too late. */
    cancel(): boolean;
  }

  /** An ssh session with a partition, as its client sees it. */
  export interface WparSession {
    readonly [kind]: 'WparSession';
    /** `s1`, … */
    readonly id: string;
    /** What stands in the terminal. */
    readonly lines: readonly string[];
    /** The longest silence of the date loop so far. */
    readonly longestGap: Duration;
    /** How long nothing has come. */
    readonly silent: Duration;
    /** How it ended; null: it lives. */
    readonly ended: string | null;
    /**
     * Types a line.
     * @example probe.type('export TERM=aixterm');
     */
    type(line: string): void;
    /**
     * Prints the date in a loop.
     * @param interval How long it sleeps in between.
     * @example probe.every('15 s');
     */
    every(interval: Duration | DurationText): void;
    /** Ends the loop: ^C. */
    interrupt(): void;
    /** Leaves. */
    logout(): void;
  }

  /** What is expected of a value. */
  export interface Expectation<V> {
    readonly [kind]: 'Expectation';
    /** The opposite. */
    readonly not: Expectation<V>;
    /**
     * Exactly this.
     * @param limit Of the same kind.
     */
    toBe(limit: Comparable<V>): void;
    /**
     * Less than this.
     * @param limit Of the same kind.
     */
    toBeLessThan(limit: Comparable<V>): void;
    /**
     * No more than this.
     * @param limit Of the same kind.
     */
    toBeAtMost(limit: Comparable<V>): void;
    /**
     * More than this.
     * @param limit Of the same kind.
     */
    toBeGreaterThan(limit: Comparable<V>): void;
    /**
     * No less than this.
     * @param limit Of the same kind.
     */
    toBeAtLeast(limit: Comparable<V>): void;
    /**
     * One of these.
     * @param values The possible ones.
     */
    toBeOneOf(values: readonly Comparable<V>[]): void;
  }

  /** As what one acts at that moment. */
  export interface UntilOptions {
    /**
     * What is done from there to the next await counts as done by a person who watches: at equal
     * moments it comes first, and what it makes impossible is `Superseded`. Default: false.
     */
    byHand?: boolean;
  }

  /** What holds for the whole run. */
  export interface Setup {
    /** What the scenario is called. */
    title?: string;
    /** Where chance begins, unless the run is given another. Default: 1. */
    seed?: number;
    /** The run never lasts longer. Default: 1 h. */
    horizon?: Duration | DurationText;
    /**
     * How knobs stand that the run does not turn, as on the command line; before `param` asks for
     * them.
     */
    knobs?: { readonly [name: string]: string };
    /** Answers to questions that the run is not given, by their ids. */
    answers?: { readonly [name: string]: string };
  }

  /** A link between hosts. */
  export interface LinkOptions {
    /**
     * What it carries, each direction by itself; with `mtu` headers included. 0 B/s: a local
     * socket.
     */
    bandwidth: Rate | RateText;
    /** From one end to the other. Default: 0.1 ms. */
    delay?: Duration | DurationText;
    /** Largest packet: what TCP, IP and Ethernet add then takes its part. */
    mtu?: Size | SizeText;
    /** Packets that get lost, percent. */
    lossPercent?: number;
    /** The most that one connection keeps under way. */
    window?: Size | SizeText;
  }

  /** What can be changed of a link. */
  export interface LinkChanges {
    /** What it carries from now on. */
    bandwidth: Rate | RateText;
  }

  /** Other traffic. */
  export interface TrafficOptions {
    /** What it would like to send. Default: as much as it gets. */
    bandwidth?: Rate | RateText;
    /** When it begins. Default: at the start. */
    from?: Duration | DurationText;
    /** When it ends. Default: never. */
    until?: Duration | DurationText;
  }

  /** A host. */
  export interface HostOptions {
    /** Memory for guests. */
    memory: Size | SizeText;
    /** What its adapter carries, each direction by itself. Without it only links limit. */
    nic?: Rate | RateText;
    /** Moves from and to it at once; more are refused. */
    maxMoves?: number;
    /** Cores. On which virtual CPUs run. In cores. Default: 32 cores. */
    cores?: number;
    /** CPU. The named model that it is, with all of its features. Default: 'Skylake-Server'. */
    cpu?: 'Westmere' | 'SandyBridge' | 'Haswell' | 'Broadwell' | 'Skylake-Server' | 'Cascadelake-Server' | 'Icelake-Server' | 'SapphireRapids' | 'EPYC' | 'EPYC-Rome' | 'EPYC-Milan' | 'EPYC-Genoa';
    /** Features beside those of the model. That the host has as well: `avx512vnni`. Default: []. */
    cpuExtra?: readonly string[];
    /**
     * Features that it lacks. Of the model’s, those that are switched off by firmware or microcode:
     * `hle`, `rtm`. Default: [].
     */
    cpuMissing?: readonly string[];
    /** QEMU. Its version. Up to 7.2 the measured loop runs, later the one of 10.2. Default: '10.2'. */
    qemu?: '7.0' | '7.1' | '7.2' | '8.0' | '8.1' | '8.2' | '9.0' | '9.1' | '9.2' | '10.0' | '10.1' | '10.2';
    /**
     * Machine types. Only these, where a distribution left others out; none listed: all up to its
     * version. Default: [].
     */
    machineTypes?: readonly string[];
    /** Huge pages of 2 MiB. Reserved for guests, taken from its memory. In pages. Default: 0 pages. */
    hugePages2M?: number | Size | SizeText;
    /** Huge pages of 1 GiB. Reserved for guests, taken from its memory. In pages. Default: 0 pages. */
    hugePages1G?: number | Size | SizeText;
    /**
     * Post-copy support of the kernel. Whether userfaultfd works on huge pages too, on ordinary
     * ones only, or may not be used at all. Default: 'hugepages'.
     */
    userfaultfd?: 'hugepages' | 'pages' | 'none';
    /** Storage pools. Shared storage that it reaches, by name. Default: ["shared"]. */
    pools?: readonly string[];
    /** Local storage. Free space for disks that are its own. In bytes. Default: 1099511627776 bytes. */
    localStorage?: number | Size | SizeText;
    /** Networks. Bridges that guests can be connected to. Default: ["br0"]. */
    networks?: readonly string[];
    /**
     * Devices to pass through. Free ones of the kind that guests have. In devices. Default: 0
     * devices.
     */
    vfioDevices?: number;
    /** TLS credentials. Names of the credentials objects that both ends of a move need. Default: []. */
    tlsCredentials?: readonly string[];
    /** Definitions left behind. Names of guests that are defined there and do not run. Default: []. */
    defined?: readonly string[];
    /** State. Whether it can be reached. Default: 'up'. */
    state?: 'up' | 'down';
  }

  /** A guest. */
  export interface GuestOptions {
    /** Where it stands at the start. */
    host: Host;
    /** Memory that moves with it. */
    memory: Size | SizeText;
    /** Default: 4 KiB. */
    pageSize?: Size | SizeText;
    /** Virtual CPUs. Default: 1. */
    vcpus?: number;
    /**
     * How much of its memory holds data; the rest is zero. Default: all of it, or what `contents`
     * says.
     */
    filled?: Size | SizeText;
    /**
     * What its memory holds: how many zeros, and how small pages become. Default: data that does
     * not shrink.
     */
    contents?: 'idle-system' | 'database' | 'java' | 'encrypted';
    /** What one write changes in its page; decides what a difference costs. Default: 8 B. */
    writeSize?: Size | SizeText;
    /**
     * How much of its memory it reports free when a move begins (virtio-balloon with
     * free-page-hint), at its end: left out until it is written. Not with `postcopy-ram`. Default:
     * none.
     */
    free?: Size | SizeText;
    /** Pages of the hosts: post-copy brings them as a whole. Default: the guest’s. */
    hugePages?: Size | SizeText;
    /** How it writes its memory. Default: idle. */
    workload?: Workload;
    /** What runs in it, for people. */
    about?: string;
    /**
     * CPU. The model that it sees; `host` passes the host’s own through. Empty: the model that its
     * host is.
     */
    cpu?: '' | 'host' | 'kvm64' | 'Westmere' | 'SandyBridge' | 'Haswell' | 'Broadwell' | 'Skylake-Server' | 'Cascadelake-Server' | 'Icelake-Server' | 'SapphireRapids' | 'EPYC' | 'EPYC-Rome' | 'EPYC-Milan' | 'EPYC-Genoa';
    /** Features on top of the model. That the guest was given as well: `avx512vnni`. Default: []. */
    cpuExtra?: readonly string[];
    /** Machine type. `pc-q35-9.2`, `pc-i440fx-7.2`. Empty: the newest of its host’s QEMU. */
    machineType?: string;
    /** Disks. The storage pool of each; `local`: on its host’s own storage. Default: ["shared"]. */
    disks?: readonly string[];
    /** Size of a disk. Of each that has to be copied. In bytes. Default: 42949672960 bytes. */
    diskSize?: number | Size | SizeText;
    /**
     * Writes to its disks. What it writes to those that are copied along, all together: it has to
     * follow as well. In bytes/s. Default: 0 bytes/s.
     */
    diskWrites?: number | Rate | RateText;
    /** Networks. The bridge of each of its adapters. Default: ["br0"]. */
    networks?: readonly string[];
    /**
     * Device passed through. `plain` cannot migrate, `migratable` has a variant driver that can,
     * `failover` is unplugged for the move while a virtio adapter stands in. Default: 'none'.
     */
    vfio?: 'none' | 'plain' | 'migratable' | 'failover';
    /** How many. Devices passed through, where there are any. In devices. Default: 1 devices. */
    vfioDevices?: number;
    /**
     * State of a device. What each device that can migrate sends while the guest stands still. It
     * switches over only where that fits the allowed pause, too. In bytes. Default: 0 bytes.
     */
    vfioState?: number | Size | SizeText;
    /**
     * Devices report what they write. Else all memory counts as written all the time. Default:
     * true.
     */
    vfioTracksDirty?: boolean;
    /** Devices can be quiesced together. More than one can move only with that. Default: true. */
    vfioP2p?: boolean;
    /** Virtual IOMMU. In front of the devices. Default: false. */
    viommu?: boolean;
    /** Runs guests of its own. It is a host itself. Default: false. */
    nested?: boolean;
    /**
     * What stands in the way. `virtiofs`, `shmem`, `transient-disk`, `snapshots`, `block-job`,
     * `invtsc` Default: [].
     */
    obstacles?: readonly string[];
    /**
     * Dirty ring. Entries per virtual CPU with which QEMU was started; 0: a bitmap. In entries.
     * Default: 0 entries.
     */
    dirtyRing?: number;
    /** State. How it stands there. Default: 'running'. */
    state?: 'running' | 'paused' | 'shut off';
  }

  /** Somebody who uses the guest from outside. */
  export interface ClientOptions {
    /** Asks for the date so often. Default: 100 ms. */
    every?: Duration | DurationText;
    /** Requests beside that. */
    requests?: Requests;
  }

  /** A stream of equal requests. */
  export interface Requests {
    /** How many are sent per second, answered or not. */
    perSecond: number;
    /** How long one takes at full speed when nothing waits before it. */
    service: Duration | DurationText;
    /** How many are worked on side by side. */
    workers: number;
  }

  /** What can be changed of a host; what stands there stays. */
  export interface HostChanges {
    /** Memory. For guests; the host’s own is apart. In bytes. Default: 68719476736 bytes. */
    memory?: number | Size | SizeText;
    /** Cores. On which virtual CPUs run. In cores. Default: 32 cores. */
    cores?: number;
    /** CPU. The named model that it is, with all of its features. Default: 'Skylake-Server'. */
    cpu?: 'Westmere' | 'SandyBridge' | 'Haswell' | 'Broadwell' | 'Skylake-Server' | 'Cascadelake-Server' | 'Icelake-Server' | 'SapphireRapids' | 'EPYC' | 'EPYC-Rome' | 'EPYC-Milan' | 'EPYC-Genoa';
    /** Features beside those of the model. That the host has as well: `avx512vnni`. Default: []. */
    cpuExtra?: readonly string[];
    /**
     * Features that it lacks. Of the model’s, those that are switched off by firmware or microcode:
     * `hle`, `rtm`. Default: [].
     */
    cpuMissing?: readonly string[];
    /** QEMU. Its version. Up to 7.2 the measured loop runs, later the one of 10.2. Default: '10.2'. */
    qemu?: '7.0' | '7.1' | '7.2' | '8.0' | '8.1' | '8.2' | '9.0' | '9.1' | '9.2' | '10.0' | '10.1' | '10.2';
    /**
     * Machine types. Only these, where a distribution left others out; none listed: all up to its
     * version. Default: [].
     */
    machineTypes?: readonly string[];
    /** Huge pages of 2 MiB. Reserved for guests, taken from its memory. In pages. Default: 0 pages. */
    hugePages2M?: number | Size | SizeText;
    /** Huge pages of 1 GiB. Reserved for guests, taken from its memory. In pages. Default: 0 pages. */
    hugePages1G?: number | Size | SizeText;
    /**
     * Post-copy support of the kernel. Whether userfaultfd works on huge pages too, on ordinary
     * ones only, or may not be used at all. Default: 'hugepages'.
     */
    userfaultfd?: 'hugepages' | 'pages' | 'none';
    /** Storage pools. Shared storage that it reaches, by name. Default: ["shared"]. */
    pools?: readonly string[];
    /** Local storage. Free space for disks that are its own. In bytes. Default: 1099511627776 bytes. */
    localStorage?: number | Size | SizeText;
    /** Networks. Bridges that guests can be connected to. Default: ["br0"]. */
    networks?: readonly string[];
    /**
     * Devices to pass through. Free ones of the kind that guests have. In devices. Default: 0
     * devices.
     */
    vfioDevices?: number;
    /** TLS credentials. Names of the credentials objects that both ends of a move need. Default: []. */
    tlsCredentials?: readonly string[];
    /** Definitions left behind. Names of guests that are defined there and do not run. Default: []. */
    defined?: readonly string[];
    /** State. Whether it can be reached. Default: 'up'. */
    state?: 'up' | 'down';
  }

  /** What can be changed of a guest. */
  export interface GuestChanges {
    /** Virtual CPUs. Each waits for pages of its own in post-copy. In CPUs. Default: 1 CPUs. */
    vcpus?: number;
    /**
     * CPU. The model that it sees; `host` passes the host’s own through. Empty: the model that its
     * host is.
     */
    cpu?: '' | 'host' | 'kvm64' | 'Westmere' | 'SandyBridge' | 'Haswell' | 'Broadwell' | 'Skylake-Server' | 'Cascadelake-Server' | 'Icelake-Server' | 'SapphireRapids' | 'EPYC' | 'EPYC-Rome' | 'EPYC-Milan' | 'EPYC-Genoa';
    /** Features on top of the model. That the guest was given as well: `avx512vnni`. Default: []. */
    cpuExtra?: readonly string[];
    /** Machine type. `pc-q35-9.2`, `pc-i440fx-7.2`. Empty: the newest of its host’s QEMU. */
    machineType?: string;
    /** Disks. The storage pool of each; `local`: on its host’s own storage. Default: ["shared"]. */
    disks?: readonly string[];
    /** Size of a disk. Of each that has to be copied. In bytes. Default: 42949672960 bytes. */
    diskSize?: number | Size | SizeText;
    /**
     * Writes to its disks. What it writes to those that are copied along, all together: it has to
     * follow as well. In bytes/s. Default: 0 bytes/s.
     */
    diskWrites?: number | Rate | RateText;
    /** Networks. The bridge of each of its adapters. Default: ["br0"]. */
    networks?: readonly string[];
    /**
     * Device passed through. `plain` cannot migrate, `migratable` has a variant driver that can,
     * `failover` is unplugged for the move while a virtio adapter stands in. Default: 'none'.
     */
    vfio?: 'none' | 'plain' | 'migratable' | 'failover';
    /** How many. Devices passed through, where there are any. In devices. Default: 1 devices. */
    vfioDevices?: number;
    /**
     * State of a device. What each device that can migrate sends while the guest stands still. It
     * switches over only where that fits the allowed pause, too. In bytes. Default: 0 bytes.
     */
    vfioState?: number | Size | SizeText;
    /**
     * Devices report what they write. Else all memory counts as written all the time. Default:
     * true.
     */
    vfioTracksDirty?: boolean;
    /** Devices can be quiesced together. More than one can move only with that. Default: true. */
    vfioP2p?: boolean;
    /** Virtual IOMMU. In front of the devices. Default: false. */
    viommu?: boolean;
    /** Runs guests of its own. It is a host itself. Default: false. */
    nested?: boolean;
    /**
     * What stands in the way. `virtiofs`, `shmem`, `transient-disk`, `snapshots`, `block-job`,
     * `invtsc` Default: [].
     */
    obstacles?: readonly string[];
    /**
     * Dirty ring. Entries per virtual CPU with which QEMU was started; 0: a bitmap. In entries.
     * Default: 0 entries.
     */
    dirtyRing?: number;
    /** State. How it stands there. Default: 'running'. */
    state?: 'running' | 'paused' | 'shut off';
  }

  /** How to migrate. */
  export interface MigrateOptions {
    /**
     * A product’s way, as a whole (docs/parameters.md). Only `max-bandwidth` and `downtime-limit`
     * can be changed on top.
     */
    preset?: Preset;
    /** QEMU’s capabilities to turn on. */
    capabilities?: readonly Capability[];
    /** QEMU’s parameters; the others keep their defaults. */
    parameters?: QemuParameters;
    /**
     * Whether disks that the destination does not reach are copied along (`--copy-storage-all`):
     * mirrored first, and kept equal while the memory follows. Default: none.
     */
    copyStorage?: 'none' | 'all';
    /**
     * What the copies of disks may send, all together. Only with `copyStorage`. Default: what the
     * network gives.
     */
    mirrorBandwidth?: Rate | RateText;
    /** What the migration is sent over. Default: tcp. */
    transport?: 'tcp' | 'unix' | 'exec' | 'fd' | 'file';
    /** What was turned on and set on the destination. Default: the same, as libvirt does. */
    destination?: DestinationSettings;
    /** When it goes over to post-copy by itself. With the capability `postcopy-ram`. */
    postcopyAfter?: PostcopyAfter;
    /**
     * When the destination says that its devices are ready, from the start. With the capability
     * `switchover-ack`. Default: at once, as without such devices.
     */
    acknowledgedAfter?: Duration | DurationText;
    /**
     * How long it waits for `goOn` before the switchover. With the capability
     * `pause-before-switchover`. Default: 10 ms (typical, unverified).
     */
    goOnAfter?: Duration | DurationText;
  }

  /** What holds on the destination. */
  export interface DestinationSettings {
    /** QEMU’s capabilities that are on there. */
    capabilities?: readonly Capability[];
    /** QEMU’s parameters there. */
    parameters?: QemuParameters;
  }

  /** Whichever comes first. */
  export interface PostcopyAfter {
    /** After so many rounds. */
    rounds?: number;
    /** After so long. */
    time?: Duration | DurationText;
  }

  /**
   * QEMU’s migration parameters, by their own names and in their own units; sizes, rates and times
   * may be written out.
   */
  export interface QemuParameters {
    /**
     * Rate limit. Bytes per second that the copy may send, in windows of 100 ms, while the
     * partition runs. The last pages, sent while it stands, are not limited. QEMU takes values up
     * to 2^64 − 1. In bytes/s. Default: 134217728 bytes/s.
     */
    'max-bandwidth'?: number | Rate | RateText;
    /**
     * Allowed pause. It switches over when what remains can be sent in this time at the rate of the
     * last window of 100 ms. A new value counts from the next one on; device state and starting
     * again come on top. In ms. Default: 300 ms.
     */
    'downtime-limit'?: number | Duration | DurationText;
    /**
     * Rate assumed for the switchover. Stands in for the measured rate in the decision to switch
     * over and in the expected downtime. It limits nothing. In bytes/s. Default: 0 bytes/s.
     */
    'avail-switchover-bandwidth'?: number | Rate | RateText;
    /**
     * Rate limit after the switchover. Limits the pages that are pushed in post-copy. A page that
     * the destination asks for may exceed it; where the limit is used up, QEMU 7.2 lets it wait for
     * the next window of 100 ms. In bytes/s. Default: 0 bytes/s.
     */
    'max-postcopy-bandwidth'?: number | Rate | RateText;
    /**
     * First announcement. Time from the start on the destination to the first packet that tells
     * switches where the partition is. Read by the destination when it takes over. In ms. Default:
     * 50 ms.
     */
    'announce-initial'?: number | Duration | DurationText;
    /**
     * Longest wait between announcements. No wait between two announcements is longer. Read by the
     * destination when it takes over. In ms. Default: 550 ms.
     */
    'announce-max'?: number | Duration | DurationText;
    /**
     * Announcements. How many packets announce the new place. Read by the destination when it takes
     * over. In packets. Default: 5 packets.
     */
    'announce-rounds'?: number;
    /**
     * Longer wait with each announcement. By so much each wait is longer than the one before. Read
     * by the destination when it takes over. In ms. Default: 100 ms.
     */
    'announce-step'?: number | Duration | DurationText;
    /**
     * When to throttle. A period of more than a second is bad when the bytes found dirty exceed
     * this share of the bytes sent. Every second bad period is a step, and a good one between two
     * bad ones does not start the count anew. In %. Default: 50 %.
     */
    'throttle-trigger-threshold'?: number;
    /**
     * First throttle step. Share of their time that all virtual CPUs sleep after the first step. In
     * %. Default: 20 %.
     */
    'cpu-throttle-initial'?: number;
    /** Further throttle steps. By so much each further step throttles more. In %. Default: 10 %. */
    'cpu-throttle-increment'?: number;
    /**
     * Small steps at the end. Makes a step no larger than what would just match the dirty rate to
     * the trigger. Default: false.
     */
    'cpu-throttle-tailslow'?: boolean;
    /**
     * Strongest throttling. No step throttles more than this. It may not be below
     * cpu-throttle-initial. In %. Default: 99 %.
     */
    'max-cpu-throttle'?: number;
    /**
     * Dirty rate allowed to each virtual CPU. A virtual CPU that writes faster sleeps whenever its
     * dirty ring is full; one that only reads is not slowed. Within 25 MB/s of the limit nothing is
     * changed. In MB/s. Default: 1 MB/s.
     */
    'vcpu-dirty-limit'?: number | Rate | RateText;
    /**
     * Period of the dirty limit. Over so long each virtual CPU’s dirty rate is measured and its
     * sleep adapted. In ms. Default: 1000 ms.
     */
    'x-vcpu-dirty-limit-period'?: number | Duration | DurationText;
    /**
     * Dirty ring. KVM only: entries of the ring in which each virtual CPU notes the pages it
     * writes; a full ring stops it until it was read. With a ring a sync costs time by what was
     * written, not by the size of the memory, and the log is cleared as a whole. In entries.
     * Default: 0 entries.
     */
    'dirty-ring-size'?: number;
    /**
     * Chunk of the dirty log. KVM’s log is cleared in chunks of 2^shift pages, just before the
     * first page of each is sent. Small chunks resend fewer pages in vain and cost more calls. In
     * log2 pages. Default: 18 log2 pages.
     */
    'x-clear-bitmap-shift'?: number;
    /**
     * Connections. So many connections, each with a thread of its own, carry the pages. Both ends
     * need the same number. In connections. Default: 2 connections.
     */
    'multifd-channels'?: number;
    /**
     * Compression on the connections. Each connection compresses its packets of up to 128 pages. In
     * 7.2 the rate limit sees the bytes before compression, so that compression does not shorten a
     * limited move (measured). Default: 'none'.
     */
    'multifd-compression'?: 'none' | 'zlib' | 'zstd' | 'qatzip' | 'qpl' | 'uadk';
    /** zlib level. 0 compresses nothing, 1 is the fastest, 9 the smallest. Default: 1. */
    'multifd-zlib-level'?: number;
    /** zstd level. 1 is the fastest, 20 the smallest; 0 is zstd’s own default. Default: 1. */
    'multifd-zstd-level'?: number;
    /** QATzip level. 1 is the fastest, 9 the smallest. Default: 1. */
    'multifd-qatzip-level'?: number;
    /**
     * Level of the compression threads. zlib’s level: 0 compresses nothing, 1 is the fastest, 9 the
     * smallest. Default: 1.
     */
    'compress-level'?: number;
    /**
     * Compression threads. So many threads compress pages one by one before they go over the one
     * connection. In threads. Default: 8 threads.
     */
    'compress-threads'?: number;
    /**
     * Wait for a compression thread. When all threads are busy: wait for one, or else send the page
     * as it is. Default: true.
     */
    'compress-wait-thread'?: boolean;
    /**
     * Decompression threads. So many threads unpack pages on the destination. In threads. Default:
     * 2 threads.
     */
    'decompress-threads'?: number;
    /**
     * Cache of sent pages. Memory for copies of pages as they were sent, against which later
     * versions are sent as differences. A power of two, at least one page; a new size empties it.
     * In bytes. Default: 67108864 bytes.
     */
    'xbzrle-cache-size'?: number | Size | SizeText;
    /**
     * Who finds zero pages. The migration thread (legacy), each connection’s thread (multifd;
     * without multifd like legacy), or nobody: then zero pages are sent whole. Before 9.0 always
     * the migration thread. Default: 'multifd'.
     */
    'zero-page-detection'?: 'none' | 'legacy' | 'multifd';
    /**
     * Write the file past the page cache. Opens the file with O_DIRECT; only page data that goes
     * through the connections’ threads profits. Default: false.
     */
    'direct-io'?: boolean;
    /**
     * TLS credentials. Name of the credentials object; anything but the empty text encrypts the
     * connections.
     */
    'tls-creds'?: string;
    /**
     * TLS host name. The name that the destination’s certificate must carry; empty: the one in the
     * address.
     */
    'tls-hostname'?: string;
    /**
     * TLS authorisation. Name of the object that decides which certificates the destination
     * accepts.
     */
    'tls-authz'?: string;
    /**
     * Kind of migration. normal copies the memory. The cpr modes keep it in place while QEMU on the
     * same host is replaced, and copy nothing. Default: 'normal'.
     */
    mode?: 'normal' | 'cpr-reboot' | 'cpr-transfer' | 'cpr-exec';
    /**
     * Command of cpr-exec. Program and arguments of the QEMU that takes over in mode cpr-exec.
     * Default: [].
     */
    'cpr-exec-command'?: readonly string[];
    /**
     * Time between COLO checkpoints. How long the two copies of a COLO pair run on before they are
     * made equal again. In ms. Default: 20000 ms.
     */
    'x-checkpoint-delay'?: number | Duration | DurationText;
    /**
     * Names of dirty bitmaps of disks. Which names the dirty bitmaps of disks bear on the way; QEMU
     * takes a list of objects. It does not concern memory. Default: [].
     */
    'block-bitmap-mapping'?: readonly string[];
    /**
     * Copy only the top layer of disks. With the old disk migration: copies the active layer alone
     * instead of the whole chain. Default: false.
     */
    'block-incremental'?: boolean;
  }

  /** What can be changed while a move runs, by QEMU’s names and in its units. */
  export interface MoveChanges {
    /**
     * Rate limit. Bytes per second that the copy may send, in windows of 100 ms, while the
     * partition runs. The last pages, sent while it stands, are not limited. QEMU takes values up
     * to 2^64 − 1. In bytes/s.
     */
    'max-bandwidth'?: number | Rate | RateText;
    /**
     * Allowed pause. It switches over when what remains can be sent in this time at the rate of the
     * last window of 100 ms. A new value counts from the next one on; device state and starting
     * again come on top. In ms.
     */
    'downtime-limit'?: number | Duration | DurationText;
    /**
     * Rate assumed for the switchover. Stands in for the measured rate in the decision to switch
     * over and in the expected downtime. It limits nothing. In bytes/s.
     */
    'avail-switchover-bandwidth'?: number | Rate | RateText;
    /**
     * Rate limit after the switchover. Limits the pages that are pushed in post-copy. A page that
     * the destination asks for may exceed it; where the limit is used up, QEMU 7.2 lets it wait for
     * the next window of 100 ms. In bytes/s.
     */
    'max-postcopy-bandwidth'?: number | Rate | RateText;
    /**
     * When to throttle. A period of more than a second is bad when the bytes found dirty exceed
     * this share of the bytes sent. Every second bad period is a step, and a good one between two
     * bad ones does not start the count anew. In %.
     */
    'throttle-trigger-threshold'?: number;
    /**
     * First throttle step. Share of their time that all virtual CPUs sleep after the first step. In
     * %.
     */
    'cpu-throttle-initial'?: number;
    /** Further throttle steps. By so much each further step throttles more. In %. */
    'cpu-throttle-increment'?: number;
    /**
     * Strongest throttling. No step throttles more than this. It may not be below
     * cpu-throttle-initial. In %.
     */
    'max-cpu-throttle'?: number;
    /**
     * Dirty rate allowed to each virtual CPU. A virtual CPU that writes faster sleeps whenever its
     * dirty ring is full; one that only reads is not slowed. Within 25 MB/s of the limit nothing is
     * changed. In MB/s.
     */
    'vcpu-dirty-limit'?: number | Rate | RateText;
  }

  /** How a move ended. */
  export interface Outcome {
    /**
     * `failed`: the partition runs on the source. `lost`: neither side has all of it. `paused`:
     * post-copy waits for its connection.
     */
    readonly status: 'completed' | 'cancelled' | 'failed' | 'lost' | 'paused' | 'unfinished';
    /** The source. */
    readonly from: string;
    /** The destination. */
    readonly to: string;
    /** From its start to its end, without what was done before, such as copying disks. */
    readonly total: Duration;
    /** The pause, as the migration itself reports it. */
    readonly downtime: Duration;
    /** The pause, as a client sees it. */
    readonly gap: Duration;
    /** Everything that was put on the wire. */
    readonly sent: Size;
    /** Rounds of copying while the partition ran. */
    readonly rounds: number;
    /** Pages that were sent more than once. */
    readonly resentPages: number;
    /** Pages that were sent as a mark, because they held only zeros. */
    readonly zeroPages: number;
    /** Strongest throttling of the guest, percent. */
    readonly throttle: number;
    /** Pages that were sent as their difference, or not at all where there was none (xbzrle). */
    readonly deltaPages: number;
    /** Pages that were sent whole, because their difference would have been larger. */
    readonly deltaOverflows: number;
    /** Pages that were sent whole, because what had been sent before was not in the cache. */
    readonly deltaMisses: number;
    /** Null unless disks were copied along. */
    readonly disks: DisksOutcome | null;
    /** Null unless it went over to post-copy. */
    readonly postcopy: PostcopyOutcome | null;
  }

  /** What followed after the switchover. */
  export interface PostcopyOutcome {
    /** Sent after the switchover. */
    readonly sent: Size;
    /** Pages that the destination asked for. */
    readonly requests: number;
    /** Time that virtual CPUs waited for pages, summed over all of them. */
    readonly blocked: Duration;
  }

  /** Disks that were copied along. */
  export interface DisksOutcome {
    /** Until the memory could follow, or the move was over. */
    readonly took: Duration;
    /** All that was sent of them, with what was written meanwhile. */
    readonly sent: Size;
    /**
     * What had not followed when the partition stopped. QEMU sends it in the pause; here the pause
     * gets no longer by it.
     */
    readonly left: Size;
  }

  /** A move at this moment. */
  export interface MoveInfo {
    /**
     * `mirroring`: its disks are copied first. `waiting`: it stands still until it is told to go
     * on. `stopped`: the last pages are sent while the partition stands still. `paused`: post-copy
     * waits for its connection.
     */
    readonly status: 'mirroring' | 'running' | 'waiting' | 'stopped' | 'postcopy' | 'paused' | 'ended';
    /** Since the command. */
    readonly elapsed: Duration;
    /** Put on the wire so far. */
    readonly sent: Size;
    /** Pages that wait to be sent. */
    readonly remaining: Size;
    /** Memory found dirty per second, as the migration itself saw it last. */
    readonly dirtyRate: Rate;
    /** Of the last window of 100 ms. */
    readonly bandwidth: Rate;
    /** Of disks that are copied along: what has to follow. */
    readonly disksLeft: Size;
    /** It switches over when no more than this remains. */
    readonly threshold: Size;
    /** Rounds so far. */
    readonly rounds: number;
    /** How much the guest is throttled, percent. */
    readonly throttle: number;
  }

  /** A management console. */
  export interface ConsoleOptions {
    /** IVM manages blades only, FSM Flex servers only. Default: HMC. */
    product?: 'HMC' | 'IVM' | 'FSM';
    /** As '7.7.9.0' or 'V10R3.1061'. Default: a current one. */
    version?: string;
    /**
     * Anything else by the name that it has in the reference of PowerVM, as { bsrArrays: 1 }. No
     * rule refuses a move because of what stands under unknown.
     */
    attributes?: { readonly [attribute: string]: unknown };
  }

  /** A Power server. */
  export interface ManagedSystemOptions {
    /** Machine type and model, as '9117-MMB'; tells the generation. */
    model?: string;
    /** Processor generation. Default: POWER7, or what the model says. */
    generation?: 'POWER5' | 'POWER6' | 'POWER6+' | 'POWER7' | 'POWER7+' | 'POWER8' | 'POWER9' | 'POWER10' | 'POWER11';
    /** As '01AM780_040' or 'FW950.30'. Default: a usual one of the generation. */
    firmware?: string;
    /** Memory that can be given to partitions. Default: 256 GiB. */
    memory?: Size | SizeText;
    /** Processors. Default: 16. */
    processors?: number;
    /** Logical memory block; both servers of a move need the same. Default: 256 MiB. */
    lmb?: Size | SizeText;
    /** Which manages it. Default: the first one, or an HMC of its own kind. */
    console?: Console;
    /** Of PowerVM. Default: enterprise, which mobility needs. */
    edition?: 'express' | 'standard' | 'enterprise';
    /** VIOS that are made for it where none is described. Default: 2. */
    vios?: number;
    /** Active moves at once. Default: what firmware, console and VIOS support. */
    moves?: number;
    /**
     * Anything else by the name that it has in the reference of PowerVM, as { bsrArrays: 1 }. No
     * rule refuses a move because of what stands under unknown.
     */
    attributes?: { readonly [attribute: string]: unknown };
  }

  /** A virtual I/O server. */
  export interface ViosOptions {
    /** On which it runs. */
    server: ManagedSystem;
    /** As '2.2.3.1'. Default: a current one. */
    level?: string;
    /** Whether it is a mover service partition. Default: true. */
    mover?: boolean;
    /** Of the mover’s address. Default: 10 Gbit/s. */
    link?: Rate | RateText;
    /** Processors that it may still take. Default: 2. */
    freeProcessors?: number;
    /**
     * Anything else by the name that it has in the reference of PowerVM, as { bsrArrays: 1 }. No
     * rule refuses a move because of what stands under unknown.
     */
    attributes?: { readonly [attribute: string]: unknown };
  }

  /** A logical partition. What is left out is ready to move. */
  export interface LparOptions {
    /** On which it stands. */
    server: ManagedSystem;
    /** Default: 8 GiB. */
    memory?: Size | SizeText;
    /** Processing units. Default: 0.5. */
    processors?: number;
    /** As the console shows it: 'AIX 7.1 7100-03-05-1524'. */
    os?: string;
    /** Decides how it moves: active, inactive, suspended. Default: Running. */
    state?: 'Running' | 'Not Activated' | 'Suspended';
    /** The way to its disk. Default: vscsi, over both VIOS. */
    storage?: 'vscsi' | 'npiv' | 'none';
    /** Network of its adapter. Default: 1. */
    vlan?: number;
    /** Memory that it writes. Default: 40 MiB/s. */
    writes?: Rate | RateText;
    /** The most different memory that it keeps writing. Default: 2 GiB. */
    hot?: Size | SizeText;
    /** Memory that was ever written; the rest is never sent. Default: 90. */
    touchedPercent?: number;
    /**
     * Anything else by the name that it has in the reference of PowerVM, as { bsrArrays: 1 }. No
     * rule refuses a move because of what stands under unknown.
     */
    attributes?: { readonly [attribute: string]: unknown };
  }

  /** A disk of the storage network. */
  export interface LunOptions {
    /** Default: 50 GiB. */
    size?: Size | SizeText;
    /** VIOS that see it. Default: all. */
    visibleTo?: readonly Vios[];
  }

  /** How to move, as the console’s command has it. */
  export interface LparMoveOptions {
    /** Default: what the state of the partition says. */
    type?: 'active' | 'inactive' | 'suspended' | null;
    /** Mover at the source, by name. Default: the best one that is free. */
    sourceMsp?: string | null;
    /** Mover at the target. */
    destMsp?: string | null;
    /** A second pair of movers. 0: none, 1: required, 2: if possible. Default: 2. */
    redundantMsps?: 0 | 1 | 2 | null;
    /** Shared processor pool of the target. Default: DefaultPool. */
    procPool?: string | null;
    /**
     * Which VIOS of the target serves which slot: { 12: 'vios1' }, or with a slot and a port of it
     * 'vios1/16/fcs0'.
     */
    servedBy?: { readonly [slot: number]: string } | null;
    /**
     * On which VLAN the Ethernet adapter of a slot is on the target, with NovaLink: { 10: 12 },
     * with further VLANs '12/20 21'.
     */
    vlans?: { readonly [slot: number]: string | number } | null;
    /** Default: its own where that is free. */
    destLparId?: number | null;
    /** The profile into which its state is written. Default: the current one. */
    profileName?: string | null;
    /** The most that it may stream. Default: what the movers can. */
    maxBandwidth?: Rate | RateText | null;
    /**
     * Paths over different VIOS stay on different ones. 1: required. 2: if possible, what fails is
     * a warning.
     */
    mpio?: 1 | 2 | null;
    /** Every VLAN is bridged on the target. 1: required. 2: if possible, what fails is a warning. */
    vlanBridge?: 1 | 2 | null;
    /** Two VIOS serve it on the target, too. 0: no matter, 1: required, 2: if possible. */
    redundantVios?: 0 | 1 | 2 | null;
    /** NPIV is checked by port, or by port and disk. */
    npivValidation?: 'port' | 'portdisk' | null;
    /** The move must not worsen how memory lies to processors. */
    affinity?: boolean | null;
    /** Newer consoles close an open terminal themselves. */
    openConsole?: 'refuse' | 'warn' | null;
    /** 1: required. 2: if possible, what fails is a warning. */
    vsi?: 1 | 2 | null;
    /** 1: required. 2: if possible, what fails is a warning. */
    uuid?: 1 | 2 | null;
    /** 1: required. 2: if possible, what fails is a warning. */
    protectStorage?: 1 | 2 | null;
    /** 1: required. 2: if possible, what fails is a warning. */
    requireRemoteRestart?: 1 | 2 | null;
    /** 1: required. 2: if possible, what fails is a warning. */
    vnicConfig?: 1 | 2 | null;
    /** 1: required. 2: if possible, what fails is a warning. */
    redundantVnicBacking?: 1 | 2 | null;
    /** 1: required. 2: if possible, what fails is a warning. */
    migrateSriov?: 1 | 2 | null;
    /** At the console of the target. */
    remoteUser?: string | null;
    /** Waits for a free place, instead of being refused where there is none. */
    queue?: boolean | null;
    /** Rules that rest on experience alone and block all the same. */
    blocking?: readonly string[];
  }

  /** How to recover. */
  export interface RecoverOptions {
    /** Also where an end does not answer; what it holds is left there. */
    force?: boolean;
  }

  /** How to empty a server. */
  export interface EvacuateOptions {
    /** So many at once. Default: what the server supports. */
    concurrency?: number | null;
    /** Where all go. Default: each to the server that suits it best. */
    to?: ManagedSystem | null;
  }

  /** How to spread partitions. */
  export interface BalanceOptions {
    /** Default: all. */
    servers?: readonly ManagedSystem[];
    /** So many at once. Default: 2. */
    concurrency?: number;
  }

  /** What a rule has to say about a move. */
  export interface MoveFinding {
    /** Of the rule. */
    readonly id: string;
    /** An error keeps it from moving. */
    readonly severity: 'error' | 'warning';
    /** What it is about. */
    readonly object: string;
    /** And what of it. */
    readonly field: string;
    /** What is wrong. */
    readonly message: string;
    /** What to do. */
    readonly remedy: string;
    /** Whether `fix` can do it. */
    readonly fixable: boolean;
  }

  /** A move held against all rules. */
  export interface Validation {
    /** It can move: there is no error. */
    readonly ok: boolean;
    /** active, inactive or suspended. */
    readonly type: string;
    /** How many errors. */
    readonly errors: number;
    /** How many warnings. */
    readonly warnings: number;
    /** All of them, errors first. */
    readonly findings: readonly MoveFinding[];
  }

  /** How a move ended. */
  export interface LparMoveOutcome {
    /** `cancelled`: it was stopped, and everything is as it was. */
    readonly status: 'done' | 'failed' | 'cancelled';
    /** active, inactive or suspended. */
    readonly type: string;
    /** The source. */
    readonly from: string;
    /** The target. */
    readonly to: string;
    /** From the command to the profile that is written last. */
    readonly total: Duration;
    /** How long it stood still. */
    readonly downtime: Duration;
    /** The same as a client sees it. */
    readonly gap: Duration;
    /** Memory on the wire. */
    readonly sent: Size;
    /** Rounds of copying while it ran on the source. */
    readonly rounds: number;
    /** Of it what followed when it ran on the target already. */
    readonly after: Size;
    /** Why it failed. */
    readonly failure: string | null;
  }

  /** How several moves ended. */
  export interface LparMovesOutcome {
    /** `failed`: at least one did. */
    readonly status: 'done' | 'failed' | 'cancelled';
    /** Partitions that have moved. */
    readonly moved: number;
    /** Partitions that could not. */
    readonly failed: number;
    /** For all of them. */
    readonly total: Duration;
  }

  /** A move at this moment. */
  export interface LparMoveInfo {
    /** The console’s word: Migration In Progress. */
    readonly state: string;
    /** What is being done. */
    readonly phase: string;
    /** Of the whole. */
    readonly percent: number;
    /** Memory on the wire so far. */
    readonly sent: Size;
    /** Memory that waits. */
    readonly remaining: Size;
  }

  /** A managed system. */
  export interface AixSystemOptions {
    /** Level, as `6100-02-01`. With it its filesets. Default: 6100-02-01. */
    aix?: string;
    /** For people. */
    model?: string;
    /** Processor class. Default: POWER5. */
    processor?: 'POWER4' | 'POWER5' | 'POWER6' | 'POWER7' | 'POWER8' | 'POWER9';
    /** Default: 4. */
    processors?: number;
    /** Their speed. Default: 1650. */
    mhz?: number;
    /** Default: 8 GiB. */
    memory?: Size | SizeText;
    /** What running code may have bound to: `VMX`. */
    features?: readonly string[];
    /** Levels by name, where they are not those of the AIX level. */
    filesets?: { readonly [name: string]: string };
    /** Programs for application partitions. */
    commands?: readonly string[];
    /** The clone image that it was installed from. */
    image?: string;
    /** Hardware that is equal has the same one. */
    profile?: string;
    /** AIX, where a partition is to run. */
    osType?: string;
    /** How far its clock is ahead. */
    clock?: Duration | DurationText;
    /** What its own programs need, in processors. Default: 0.2. */
    ownProcessors?: number;
    /** And of memory. Default: 1 GiB. */
    ownMemory?: Size | SizeText;
    /** Its interface. Default: en0. */
    adapter?: string;
    /** Its address. Default: one in 192.168.129.0/24. */
    address?: string;
    /** Of its subnet. Default: 24. */
    prefix?: number;
    /** How far the manager knows it. Default: registered. */
    agent?: 'registered' | 'discovered' | 'unknown';
    /** What its adapter carries, each direction by itself. Without it only links limit. */
    nic?: Rate | RateText;
  }

  /** What can be changed of a system. */
  export interface AixSystemChanges {
    /** Level, as `6100-02-01`. With it its filesets. Default: 6100-02-01. */
    aix?: string;
    /** For people. */
    model?: string;
    /** Processor class. Default: POWER5. */
    processor?: 'POWER4' | 'POWER5' | 'POWER6' | 'POWER7' | 'POWER8' | 'POWER9';
    /** Default: 4. */
    processors?: number;
    /** Their speed. Default: 1650. */
    mhz?: number;
    /** Default: 8 GiB. */
    memory?: Size | SizeText;
    /** What running code may have bound to: `VMX`. */
    features?: readonly string[];
    /** Levels by name, where they are not those of the AIX level. */
    filesets?: { readonly [name: string]: string };
    /** Programs for application partitions. */
    commands?: readonly string[];
    /** The clone image that it was installed from. */
    image?: string;
    /** Hardware that is equal has the same one. */
    profile?: string;
    /** AIX, where a partition is to run. */
    osType?: string;
    /** How far its clock is ahead. */
    clock?: Duration | DurationText;
    /** What its own programs need, in processors. Default: 0.2. */
    ownProcessors?: number;
    /** And of memory. Default: 1 GiB. */
    ownMemory?: Size | SizeText;
  }

  /** An NFS server. */
  export interface NfsServerOptions {
    /** Its level; it does not matter. Default: 5300-08-03. */
    aix?: string;
    /** The parent of the partitions’ directories. Default: /backup/wpars. */
    area?: string;
    /** NFS versions that it speaks. Default: both. */
    versions?: readonly ('3' | '4')[];
    /** What its adapter carries, each direction by itself. */
    nic?: Rate | RateText;
  }

  /** What can be changed of a server. */
  export interface NfsServerChanges {
    /** Its level. */
    aix?: string;
    /** NFS versions that it speaks. */
    versions?: readonly ('3' | '4')[];
  }

  /** Who may look into the parent. */
  export interface NfsParentOptions {
    /** Octal, as `755`. */
    mode?: string;
    /** By name. */
    owner?: string;
    /** By name. */
    group?: string;
  }

  /** Of a directory. */
  export interface NfsDirectoryOptions {
    /** Octal, as `755`. */
    mode?: string;
    /** By name. */
    owner?: string;
    /** By name. */
    group?: string;
    /** Deletes what is in it. */
    empty?: boolean;
  }

  /** An export. */
  export interface NfsExportOptions {
    /** Who may mount it; an empty list is everybody. */
    access?: readonly (AixSystem | Wpar | NfsServer | string)[] | string;
    /** Whose root stays root. */
    root?: readonly (AixSystem | Wpar | NfsServer | string)[] | string;
    /** NFS versions. Default: 3. */
    versions?: readonly ('3' | '4')[];
  }

  /** A system partition. */
  export interface SystemWparOptions {
    /** Where it is created. */
    host: AixSystem;
    /** Where its files are. Left out: on local disks, and it cannot be moved while it runs. */
    nfs?: NfsServer;
    /** Its directory there. Default: one of its name in the server’s area. */
    path?: string;
    /** Default: 3. */
    nfsVersion?: '3' | '4';
    /** Parts on local disks all the same: `/tmp`. */
    localParts?: readonly string[];
    /** Default: root. */
    owner?: string;
    /** Its root on its host. Default: /wpars/ and its name. */
    directory?: string;
    /** Own /usr and /opt, instead of those of its host. */
    privateUsr?: boolean;
    /** Default: one that follows from its name. */
    uuid?: string;
    /** Default: its name. */
    hostname?: string;
    /** Default: what its name resolves to; empty: none. */
    address?: string;
    /** The interface of the host on which its address is an alias. */
    adapter?: string;
    /** Of its subnet. */
    prefix?: number;
    /** Whether it can be paused and moved while it runs. */
    checkpointable?: boolean;
    /** Starts with its host. */
    auto?: boolean;
    /** Runs at start and stop. */
    script?: string;
    /** For people. */
    description?: string;
    /** By name. */
    group?: string;
    /** Resource controls. */
    resources?: WparResources;
    /** Devices of its host beside the usual pseudo devices. */
    devices?: readonly string[];
    /** Its state: memory in use and what the kernel keeps for it. Default: 120 MB, an idle one. */
    memory?: Size | SizeText;
    /** Each takes its time to be frozen. Default: 100. */
    threads?: number;
    /** Its load, in processors. Default: 0.05. */
    processors?: number;
    /** How it writes its memory: what an asynchronous relocation fetches first. Default: idle. */
    workload?: Workload;
    /** Why a component forbids a checkpoint; empty: none does. */
    denial?: string;
    /** A process of it cannot be ended. */
    unkillable?: boolean;
    /** Asynchronous I/O is pending. */
    pendingIo?: boolean;
    /** Kernel extensions that it loaded. */
    kernelExtensions?: readonly string[];
    /** A shell on the system itself does without the agents. Default: the console. */
    by?: 'console' | 'shell';
    /** Said twice, where that is asked for. */
    confirmed?: boolean;
  }

  /** An application partition. */
  export interface ApplicationWparOptions {
    /** Where it is created. */
    host: AixSystem;
    /** Where its files are. Left out: on local disks, and it cannot be moved while it runs. */
    nfs?: NfsServer;
    /** Its directory there. Default: one of its name in the server’s area. */
    path?: string;
    /** Default: 3. */
    nfsVersion?: '3' | '4';
    /** Parts on local disks all the same: `/tmp`. */
    localParts?: readonly string[];
    /** Default: root. */
    owner?: string;
    /** Its root on its host. Default: /wpars/ and its name. */
    directory?: string;
    /** Own /usr and /opt, instead of those of its host. */
    privateUsr?: boolean;
    /** Default: one that follows from its name. */
    uuid?: string;
    /** Default: its name. */
    hostname?: string;
    /** Default: what its name resolves to; empty: none. */
    address?: string;
    /** The interface of the host on which its address is an alias. */
    adapter?: string;
    /** Of its subnet. */
    prefix?: number;
    /** Whether it can be paused and moved while it runs. */
    checkpointable?: boolean;
    /** Starts with its host. */
    auto?: boolean;
    /** Runs at start and stop. */
    script?: string;
    /** For people. */
    description?: string;
    /** By name. */
    group?: string;
    /** Resource controls. */
    resources?: WparResources;
    /** Devices of its host beside the usual pseudo devices. */
    devices?: readonly string[];
    /** Its state: memory in use and what the kernel keeps for it. Default: 120 MB, an idle one. */
    memory?: Size | SizeText;
    /** Each takes its time to be frozen. Default: 100. */
    threads?: number;
    /** Its load, in processors. Default: 0.05. */
    processors?: number;
    /** How it writes its memory: what an asynchronous relocation fetches first. Default: idle. */
    workload?: Workload;
    /** Why a component forbids a checkpoint; empty: none does. */
    denial?: string;
    /** A process of it cannot be ended. */
    unkillable?: boolean;
    /** Asynchronous I/O is pending. */
    pendingIo?: boolean;
    /** Kernel extensions that it loaded. */
    kernelExtensions?: readonly string[];
    /** What it runs, with its path. */
    command: string;
    /** A shell on the system itself does without the agents. Default: the console. */
    by?: 'console' | 'shell';
    /** Said twice, where that is asked for. */
    confirmed?: boolean;
  }

  /** A partition that is there when time begins. */
  export interface StandingWparOptions {
    /** Where it is created. */
    host: AixSystem;
    /** Where its files are. Left out: on local disks, and it cannot be moved while it runs. */
    nfs?: NfsServer;
    /** Its directory there. Default: one of its name in the server’s area. */
    path?: string;
    /** Default: 3. */
    nfsVersion?: '3' | '4';
    /** Parts on local disks all the same: `/tmp`. */
    localParts?: readonly string[];
    /** Default: root. */
    owner?: string;
    /** Its root on its host. Default: /wpars/ and its name. */
    directory?: string;
    /** Own /usr and /opt, instead of those of its host. */
    privateUsr?: boolean;
    /** Default: one that follows from its name. */
    uuid?: string;
    /** Default: its name. */
    hostname?: string;
    /** Default: what its name resolves to; empty: none. */
    address?: string;
    /** The interface of the host on which its address is an alias. */
    adapter?: string;
    /** Of its subnet. */
    prefix?: number;
    /** Whether it can be paused and moved while it runs. */
    checkpointable?: boolean;
    /** Starts with its host. */
    auto?: boolean;
    /** Runs at start and stop. */
    script?: string;
    /** For people. */
    description?: string;
    /** By name. */
    group?: string;
    /** Resource controls. */
    resources?: WparResources;
    /** Devices of its host beside the usual pseudo devices. */
    devices?: readonly string[];
    /** Its state: memory in use and what the kernel keeps for it. Default: 120 MB, an idle one. */
    memory?: Size | SizeText;
    /** Each takes its time to be frozen. Default: 100. */
    threads?: number;
    /** Its load, in processors. Default: 0.05. */
    processors?: number;
    /** How it writes its memory: what an asynchronous relocation fetches first. Default: idle. */
    workload?: Workload;
    /** Why a component forbids a checkpoint; empty: none does. */
    denial?: string;
    /** A process of it cannot be ended. */
    unkillable?: boolean;
    /** Asynchronous I/O is pending. */
    pendingIo?: boolean;
    /** Kernel extensions that it loaded. */
    kernelExtensions?: readonly string[];
    /** Of an application partition. */
    command?: string;
    /** Default: Active. */
    state?: 'Active' | 'Defined' | 'Broken';
  }

  /** Resource controls: shares and percentages of whatever host it is on. */
  export interface WparResources {
    /** Default: true. */
    active?: boolean;
    /** Processors that it is bound to. */
    resourceSet?: string;
    /** Limits, as `0%-100%,100%`: what it gets at least, may exceed, never exceeds. */
    cpu?: string;
    /** The same for memory. */
    memory?: string;
    /** Relative weight. */
    cpuShares?: number;
    /** Relative weight. */
    memoryShares?: number;
    /** At most so many. */
    processes?: number;
    /** At most so many. */
    threads?: number;
    /** At most so many. */
    terminals?: number;
    /** At most so many. */
    largePages?: number;
    /** Virtual memory of one process. */
    processVirtual?: Size | SizeText;
    /** Virtual memory of all. */
    totalVirtual?: Size | SizeText;
    /** Of those of the system, percent. */
    messageQueues?: number;
    /** Of those of the system, percent. */
    semaphores?: number;
    /** Of those of the system, percent. */
    sharedMemory?: number;
    /** Of that of the system, percent. */
    pinnedMemory?: number;
  }

  /** What runs in a partition. */
  export interface WparBehaviour {
    /** Its state: memory in use and what the kernel keeps for it. Default: 120 MB, an idle one. */
    memory?: Size | SizeText;
    /** Each takes its time to be frozen. Default: 100. */
    threads?: number;
    /** Its load, in processors. Default: 0.05. */
    processors?: number;
    /** How it writes its memory: what an asynchronous relocation fetches first. Default: idle. */
    workload?: Workload;
    /** Why a component forbids a checkpoint; empty: none does. */
    denial?: string;
    /** A process of it cannot be ended. */
    unkillable?: boolean;
    /** Asynchronous I/O is pending. */
    pendingIo?: boolean;
    /** Kernel extensions that it loaded. */
    kernelExtensions?: readonly string[];
    /** By name; empty: none. */
    group?: string;
    /** Devices of its host. */
    devices?: readonly string[];
    /** For people. */
    description?: string;
  }

  /** What can be changed of a partition. */
  export interface WparChanges {
    /** Default: its name. */
    hostname?: string;
    /** Default: what its name resolves to; empty: none. */
    address?: string;
    /** The interface of the host on which its address is an alias. */
    adapter?: string;
    /** Of its subnet. */
    prefix?: number;
    /** Whether it can be paused and moved while it runs. */
    checkpointable?: boolean;
    /** Starts with its host. */
    auto?: boolean;
    /** Runs at start and stop. */
    script?: string;
    /** For people. */
    description?: string;
    /** By name. */
    group?: string;
    /** Resource controls. */
    resources?: WparResources;
    /** Devices of its host beside the usual pseudo devices. */
    devices?: readonly string[];
  }

  /** Who asks, and for what. */
  export interface WparOnOptions {
    /** A shell on the system itself does without the agents. Default: the console. */
    by?: 'console' | 'shell';
    /** Said twice, where that is asked for. */
    confirmed?: boolean;
    /** Which copy is meant, where it stands on two systems. */
    on?: AixSystem;
  }

  /** Who asks. */
  export interface WparAsked {
    /** A shell on the system itself does without the agents. Default: the console. */
    by?: 'console' | 'shell';
    /** Said twice, where that is asked for. */
    confirmed?: boolean;
  }

  /** How it is moved. */
  export interface RelocateOptions {
    /**
     * Over an image on the NFS server, or by paging after the switch, from technology level 2 on.
     * Default: synchronous.
     */
    mode?: 'synchronous' | 'asynchronous';
    /** A shell on the system itself does without the agents. Default: the console. */
    by?: 'console' | 'shell';
    /** Said twice, where that is asked for. */
    confirmed?: boolean;
  }

  /** How it is removed. */
  export interface RemoveWparOptions {
    /** Leaves its files. */
    keepFiles?: boolean;
    /** Even where it is broken. */
    forced?: boolean;
    /** A shell on the system itself does without the agents. Default: the console. */
    by?: 'console' | 'shell';
    /** Said twice, where that is asked for. */
    confirmed?: boolean;
  }

  /** How it is restored. */
  export interface RestoreWparOptions {
    /** Under another name. */
    name?: string;
    /** A shell on the system itself does without the agents. Default: the console. */
    by?: 'console' | 'shell';
    /** Said twice, where that is asked for. */
    confirmed?: boolean;
  }

  /** Who leaves, and how many at a time. */
  export interface EvacuateOptions {
    /** Members of this group only. */
    group?: string;
    /** Default: 1. */
    atOnce?: number;
    /** A shell on the system itself does without the agents. Default: the console. */
    by?: 'console' | 'shell';
    /** Said twice, where that is asked for. */
    confirmed?: boolean;
  }

  /** A group. */
  export interface WparGroupOptions {
    /** Optional tests, by name. */
    tests?: readonly string[] | string;
    /** Hardware that is allowed, with its rank. Default: any. */
    profiles?: { readonly [name: string]: 'High' | 'Medium' | 'Low' };
  }

  /** A relocation policy. */
  export interface WparPolicyOptions {
    /** Violated above this, on average. */
    processorPercent?: number;
    /** Violated above this, on average. */
    memoryPercent?: number;
    /** Shorter peaks do not count. Default: 10 min. */
    averaging?: Duration | DurationText;
    /** Relocates by itself; otherwise it only says so. Default: false. */
    automatic?: boolean;
    /** Systems that it watches, and may move to. Default: all. */
    domain?: readonly AixSystem[];
    /** Whose members it moves. Default: any. */
    group?: string;
  }

  /** Of a client. */
  export interface SshOptions {
    /** How long it hears nothing before it gives up. Default: 15 min. */
    patience?: Duration | DurationText;
  }

  /** What steps take. Where no source is named, a value to start from. */
  export interface WparConstants {
    /** Contacting an agent. In ms. Default: 3000 ms. */
    contactMs?: number | Duration | DurationText;
    /** Reading its inventory. Levels, filesets, processors, memory. In ms. Default: 8000 ms. */
    inventoryMs?: number | Duration | DurationText;
    /** Storing its profile. Compatibility tests read it. In ms. Default: 2000 ms. */
    profileMs?: number | Duration | DurationText;
    /** Listing its partitions. In ms. Default: 2000 ms. */
    listWparsMs?: number | Duration | DurationText;
    /** Looking for systems. In ms. Default: 12000 ms. */
    discoverMs?: number | Duration | DurationText;
    /** Checking name and address. In ms. Default: 4000 ms. */
    validateMs?: number | Duration | DurationText;
    /** Creating the definition. In ms. Default: 6000 ms. */
    defineMs?: number | Duration | DurationText;
    /** Mounting the directory. In ms. Default: 4000 ms. */
    mountMs?: number | Duration | DurationText;
    /** Creating directories. In ms. Default: 6000 ms. */
    directoriesMs?: number | Duration | DurationText;
    /** Copying the private files. About 60 % of a deployment. In ms. Default: 288000 ms. */
    copyMs?: number | Duration | DurationText;
    /** Comparing the root part. About 30 % of a deployment. In ms. Default: 144000 ms. */
    syncrootMs?: number | Duration | DurationText;
    /** Borrowing /usr, /opt and /proc. In ms. Default: 6000 ms. */
    borrowMs?: number | Duration | DurationText;
    /** Subsystem and resource class. In ms. Default: 10000 ms. */
    subsystemMs?: number | Duration | DurationText;
    /** Unmounting. In ms. Default: 4000 ms. */
    unmountMs?: number | Duration | DurationText;
    /** Recording where it is. In ms. Default: 8000 ms. */
    recordMs?: number | Duration | DurationText;
    /** Running the command. Of an application partition; it starts at once. In ms. Default: 3000 ms. */
    runCommandMs?: number | Duration | DurationText;
    /** Cleaning up after a cancelled deployment. In ms. Default: 5000 ms. */
    cleanUpMs?: number | Duration | DurationText;
    /** Removing: unmounting. In ms. Default: 3000 ms. */
    removeUnmountMs?: number | Duration | DurationText;
    /** Removing: deleting the files. In ms. Default: 15000 ms. */
    removeFilesMs?: number | Duration | DurationText;
    /** Removing: dropping the definition. In ms. Default: 2000 ms. */
    removeDefinitionMs?: number | Duration | DurationText;
    /** Writing a changed configuration. In ms. Default: 3000 ms. */
    modifyMs?: number | Duration | DurationText;
    /** Comparing and updating the root part. In ms. Default: 300000 ms. */
    syncMs?: number | Duration | DurationText;
    /** Backup: preparing. In ms. Default: 5000 ms. */
    backupPrepareMs?: number | Duration | DurationText;
    /** Backup: listing files. In ms. Default: 10000 ms. */
    backupListMs?: number | Duration | DurationText;
    /** Backup: writing the archive. In bytes/s. Default: 1000000 bytes/s. */
    backupBytesPerSecond?: number | Rate | RateText;
    /** Restore: reading the header. In ms. Default: 5000 ms. */
    restoreHeaderMs?: number | Duration | DurationText;
    /** Restore: creating the partition. In ms. Default: 60000 ms. */
    restoreCreateMs?: number | Duration | DurationText;
    /** Restore: extracting. In bytes/s. Default: 200000 bytes/s. */
    restoreBytesPerSecond?: number | Rate | RateText;
    /** Recovering. In ms. Default: 20000 ms. */
    recoverMs?: number | Duration | DurationText;
    /** From the request to its first step. The task is queued that long. In ms. Default: 1000 ms. */
    dispatchMs?: number | Duration | DurationText;
    /** Exporting devices. In ms. Default: 1000 ms. */
    devicesMs?: number | Duration | DurationText;
    /** Mounting file systems. In ms. Default: 4000 ms. */
    startMountMs?: number | Duration | DurationText;
    /** Assigning the address. In ms. Default: 2000 ms. */
    addressMs?: number | Duration | DurationText;
    /** Activating the resource class. In ms. Default: 1000 ms. */
    classMs?: number | Duration | DurationText;
    /** Creating init. In ms. Default: 5000 ms. */
    initMs?: number | Duration | DurationText;
    /** Verifying the start. In ms. Default: 2000 ms. */
    verifyMs?: number | Duration | DurationText;
    /** Stop: signalling subsystems. In ms. Default: 2000 ms. */
    signalMs?: number | Duration | DurationText;
    /** Stop: ending processes. In ms. Default: 10000 ms. */
    processesMs?: number | Duration | DurationText;
    /** Stop: unloading the resource class. In ms. Default: 1000 ms. */
    unloadMs?: number | Duration | DurationText;
    /** Stop: removing the address. In ms. Default: 1000 ms. */
    dropAddressMs?: number | Duration | DurationText;
    /** Stop: unmounting. In ms. Default: 4000 ms. */
    stopUnmountMs?: number | Duration | DurationText;
    /** Stop gives up after. When a process does not end. In ms. Default: 600000 ms. */
    stopLimitMs?: number | Duration | DurationText;
    /** A hard stop gives up after. When a process does not end. In ms. Default: 60000 ms. */
    hardStopLimitMs?: number | Duration | DurationText;
    /**
     * Shutdown: time for the users. From the warning to the end of services. In ms. Default: 60000
     * ms.
     */
    shutdownGraceMs?: number | Duration | DurationText;
    /** Shutdown: ending services in order. In ms. Default: 12000 ms. */
    servicesMs?: number | Duration | DurationText;
    /**
     * Start: cleaning up after a cut. Programs that were ended from outside leave files behind; the
     * next start removes them. In ms. Default: 3000 ms.
     */
    leftoversMs?: number | Duration | DurationText;
    /** Compatibility tests. In ms. Default: 2000 ms. */
    testsMs?: number | Duration | DurationText;
    /** Freezing: fixed part. In ms. Default: 500 ms. */
    quiesceMs?: number | Duration | DurationText;
    /** Freezing: each thread. In ms. Default: 5 ms. */
    quiescePerThreadMs?: number | Duration | DurationText;
    /** Writing the image to NFS. In bytes/s. Default: 40000000 bytes/s. */
    imageWriteBytesPerSecond?: number | Rate | RateText;
    /** Reading the image from NFS. In bytes/s. Default: 60000000 bytes/s. */
    imageReadBytesPerSecond?: number | Rate | RateText;
    /** From host to host. In bytes/s. Default: 80000000 bytes/s. */
    streamBytesPerSecond?: number | Rate | RateText;
    /**
     * Minimal state, at least. What an asynchronous move sends before the switch. In bytes.
     * Default: 8000000 bytes.
     */
    minimalStateBytes?: number | Size | SizeText;
    /** Minimal state, share of the whole. In %. Default: 2 %. */
    minimalStatePercent?: number;
    /** Manager and agents. Between the checkpoint and the restart. In ms. Default: 5000 ms. */
    roundTripsMs?: number | Duration | DurationText;
    /** Preparing the arrival system. Mounts, address, resource class. In ms. Default: 6000 ms. */
    arrivalMs?: number | Duration | DurationText;
    /** Taking over. When the arrival system is prepared already. In ms. Default: 500 ms. */
    takeOverMs?: number | Duration | DurationText;
    /** Resuming processes. With the first packets sent again. In ms. Default: 1000 ms. */
    thawMs?: number | Duration | DurationText;
    /** Removing it from the departure system. In ms. Default: 3000 ms. */
    departureMs?: number | Duration | DurationText;
    /** After a failure: cleaning the arrival system. In ms. Default: 2000 ms. */
    undoArrivalMs?: number | Duration | DurationText;
    /** Resuming in place. In ms. Default: 2000 ms. */
    resumeMs?: number | Duration | DurationText;
    /** Killing an image. In ms. Default: 2000 ms. */
    killMs?: number | Duration | DurationText;
    /** Static: saving the specification. In ms. Default: 5000 ms. */
    saveSpecMs?: number | Duration | DurationText;
    /** Static: removing the definition. In ms. Default: 10000 ms. */
    dropDefinitionMs?: number | Duration | DurationText;
    /** Static: creating it again. In ms. Default: 40000 ms. */
    recreateMs?: number | Duration | DurationText;
    /**
     * Waiting for the NFS server. A step that needs it hangs that long, then fails. In ms. Default:
     * 120000 ms.
     */
    serverPatienceMs?: number | Duration | DurationText;
    /**
     * Waiting for an agent. A step that needs it hangs that long, then fails. In ms. Default: 30000
     * ms.
     */
    agentPatienceMs?: number | Duration | DurationText;
    /**
     * An ssh client gives up after. When it hears nothing. Shorter where a keep-alive is set. In
     * ms. Default: 900000 ms.
     */
    clientPatienceMs?: number | Duration | DurationText;
    /** Looking at the policies. In ms. Default: 60000 ms. */
    policyEveryMs?: number | Duration | DurationText;
    /**
     * After an automatic relocation. The same partition is left alone that long. In ms. Default:
     * 600000 ms.
     */
    cooldownMs?: number | Duration | DurationText;
  }

  /** How a task ended. */
  export interface WparOutcome {
    /** A task of many has failed when one of them has. */
    readonly status: 'done' | 'failed' | 'cancelled';
    /** From its first step to its end. */
    readonly total: Duration;
    /** How long no program of its partition ran, at a stretch; 0 s where none was paused. */
    readonly pause: Duration;
    /** State that was brought over the network for it. */
    readonly sent: Size;
    /** The step that failed. */
    readonly step: string | null;
    /** What went wrong. */
    readonly message: string | null;
    /** Why that matters. */
    readonly cause: string | null;
    /** What to do. */
    readonly remedy: string | null;
    /** The rule that it failed of, by name. */
    readonly rule: string | null;
  }

  /** A system that a partition could go to. */
  export interface WparCandidate {
    /** Which. */
    readonly system: AixSystem;
    /** Whether it passes all tests. */
    readonly possible: boolean;
    /** What speaks for it, or what stands against it. */
    readonly why: readonly string[];
    /** Rules that it fails, by name. */
    readonly failed: readonly string[];
  }

  /** How a guest writes its memory. */
  export type Workload =
    | IdleWorkload
    | UniformWorkload
    | HotColdWorkload
    | ClassesWorkload
    | ZipfWorkload
    | PowerLawWorkload
    | CurveWorkload
    | MeasuredGuestWorkload
    | SweepWorkload
    | StrideWorkload
    | DriftWorkload
    | CheckpointWorkload
    | GarbageCollectionWorkload
    | GrowthWorkload
    | PhasesWorkload
    | TogetherWorkload
    | TraceWorkload;

  /** Idle. Writes nothing: one round is enough. Distinct pages within t seconds: 0. */
  export interface IdleWorkload {
    /** This way of writing. */
    kind: 'idle';
  }

  /**
   * Uniform. Each write goes to any page of the set with the same chance. Distinct pages within t
   * seconds: W (1 − e^(−w t / W)).
   */
  export interface UniformWorkload {
    /** This way of writing. */
    kind: 'uniform';
    /** First page. Where the written pages begin. In page. Default: 4096 page. */
    firstPage?: number | Size | SizeText;
    /** Pages. How many pages are written. In pages. Default: 4096 pages. */
    pages?: number | Size | SizeText;
    /**
     * Writes. Page writes per second of guest time, repeated ones included. In pages/s. Default:
     * 4000 pages/s.
     */
    writesPerSecond?: number;
  }

  /**
   * Hot and cold. Most writes go to few pages, the others to those behind them. Distinct pages
   * within t seconds: H (1 − e^(−h w t / H)) + C (1 − e^(−(1 − h) w t / C)).
   */
  export interface HotColdWorkload {
    /** This way of writing. */
    kind: 'hot-cold';
    /** First page. Where the written pages begin. In page. Default: 4096 page. */
    firstPage?: number | Size | SizeText;
    /** Hot pages. The set that takes most writes. In pages. Default: 4096 pages. */
    hotPages?: number | Size | SizeText;
    /** Cold pages. Those behind them. In pages. Default: 40960 pages. */
    coldPages?: number | Size | SizeText;
    /** Writes to hot pages. The others go to the cold pages. In %. Default: 80 %. */
    hotPercent?: number;
    /**
     * Writes. Page writes per second of guest time, repeated ones included. In pages/s. Default:
     * 4000 pages/s.
     */
    writesPerSecond?: number;
  }

  /**
   * Several sets. Sets of pages, each with its own rate: the general form, from which others can be
   * put together. Distinct pages within t seconds: Σ Wᵢ (1 − e^(−wᵢ t / Wᵢ)).
   */
  export interface ClassesWorkload {
    /** This way of writing. */
    kind: 'classes';
    /** First page. Where the written pages begin. In page. Default: 4096 page. */
    firstPage?: number | Size | SizeText;
    /** Set, one behind the other. */
    sets: readonly ClassesWorkloadSet[];
  }

  /**
   * Zipf. The page of rank r is written in proportion to r^−s, as keys of a cache or a database
   * are. Distinct pages within t seconds: Σ over ranks (1 − e^(−w p(r) t)).
   */
  export interface ZipfWorkload {
    /** This way of writing. */
    kind: 'zipf';
    /** First page. Where the written pages begin. In page. Default: 4096 page. */
    firstPage?: number | Size | SizeText;
    /** Pages. How many pages are written. In pages. Default: 4096 pages. */
    pages?: number | Size | SizeText;
    /**
     * Writes. Page writes per second of guest time, repeated ones included. In pages/s. Default:
     * 4000 pages/s.
     */
    writesPerSecond?: number;
    /** Exponent s. 0 is uniform; the larger, the fewer pages take most writes. Default: 0.99. */
    exponent?: number;
    /**
     * Scattered. Spreads hot pages over the set, as a hash table does; else they lie together at
     * its front. Default: true.
     */
    scattered?: boolean;
  }

  /**
   * Power law. Gives the curve itself: c pages in the first second, growing with t^α until all
   * pages are written. Distinct pages within t seconds: min(c t^α, W).
   */
  export interface PowerLawWorkload {
    /** This way of writing. */
    kind: 'power-law';
    /** First page. Where the written pages begin. In page. Default: 4096 page. */
    firstPage?: number | Size | SizeText;
    /** Pages. How many pages are written. In pages. Default: 500000 pages. */
    pages?: number | Size | SizeText;
    /**
     * Pages in the first second, c. How many distinct pages are written in one second. In pages.
     * Default: 34000 pages.
     */
    firstSecondPages?: number | Size | SizeText;
    /**
     * Exponent α. 1 never repeats a page. Measured guests lie at 0.6 to 0.8 beyond one second.
     * Default: 0.65.
     */
    exponent?: number;
  }

  /**
   * Measured curve. Gives how many distinct pages were written within each of some times, as
   * dirty-rate tools measure it. Distinct pages within t seconds: straight between the points and
   * on behind the last, until all pages are written.
   */
  export interface CurveWorkload {
    /** This way of writing. */
    kind: 'curve';
    /** First page. Where the written pages begin. In page. Default: 4096 page. */
    firstPage?: number | Size | SizeText;
    /** Pages. How many pages are written. In pages. Default: 4096 pages. */
    pages?: number | Size | SizeText;
    /** Point, one behind the other. */
    points: readonly CurveWorkloadPoint[];
  }

  /**
   * The measured guest. The program of the measured runs, write by write: its random numbers are
   * known, so its pages are too. Distinct pages within t seconds: as uniform or hot and cold.
   */
  export interface MeasuredGuestWorkload {
    /** This way of writing. */
    kind: 'measured-guest';
    /** First page. Where the written pages begin. In page. Default: 4096 page. */
    firstPage?: number | Size | SizeText;
    /** Hot pages. The set that takes most writes. In pages. Default: 4096 pages. */
    hotPages?: number | Size | SizeText;
    /** Cold pages. Those behind them. In pages. Default: 0 pages. */
    coldPages?: number | Size | SizeText;
    /** Writes to hot pages. The others go to the cold pages. In %. Default: 100 %. */
    hotPercent?: number;
    /** Numbers drawn before. To fill its memory. Default: 0. */
    drawsBefore?: number;
    /** Numbers drawn per write. For offset and contents. Default: 0. */
    contentDraws?: number;
    /**
     * Writes. Page writes per second of guest time, repeated ones included. In pages/s. Default:
     * 4000 pages/s.
     */
    writesPerSecond?: number;
  }

  /**
   * Sequential sweep. Page after page, over and over. How long the move takes depends on where the
   * sweep is when it begins. Distinct pages within t seconds: min(v t, W).
   */
  export interface SweepWorkload {
    /** This way of writing. */
    kind: 'sweep';
    /** First page. Where the written pages begin. In page. Default: 4096 page. */
    firstPage?: number | Size | SizeText;
    /** Pages. How many pages are written. In pages. Default: 4096 pages. */
    pages?: number | Size | SizeText;
    /**
     * Writes. Page writes per second of guest time, repeated ones included. In pages/s. Default:
     * 4000 pages/s.
     */
    writesPerSecond?: number;
  }

  /**
   * Stride. Like a sweep, but leaps: every so many pages, then those right behind these, as arrays
   * walked by column do. Distinct pages within t seconds: min(v t, W).
   */
  export interface StrideWorkload {
    /** This way of writing. */
    kind: 'stride';
    /** First page. Where the written pages begin. In page. Default: 4096 page. */
    firstPage?: number | Size | SizeText;
    /** Pages. How many pages are written. In pages. Default: 4096 pages. */
    pages?: number | Size | SizeText;
    /**
     * Writes. Page writes per second of guest time, repeated ones included. In pages/s. Default:
     * 4000 pages/s.
     */
    writesPerSecond?: number;
    /** Leap. From one written page to the next. In pages. Default: 17 pages. */
    stridePages?: number | Size | SizeText;
  }

  /**
   * Drifting set. A uniform set that moves on through an area of memory, and begins anew at its
   * end. Distinct pages within t seconds: W (1 − e^(−w t / W)) + δ t at most: pages that join or
   * leave are written for a part of the time.
   */
  export interface DriftWorkload {
    /** This way of writing. */
    kind: 'drift';
    /** First page. Where the written pages begin. In page. Default: 4096 page. */
    firstPage?: number | Size | SizeText;
    /** Pages. How many pages are written. In pages. Default: 4096 pages. */
    pages?: number | Size | SizeText;
    /**
     * Writes. Page writes per second of guest time, repeated ones included. In pages/s. Default:
     * 4000 pages/s.
     */
    writesPerSecond?: number;
    /**
     * Drift δ. So many pages leave the set per second, and as many new ones join. In pages/s.
     * Default: 100 pages/s.
     */
    driftPagesPerSecond?: number;
    /**
     * Through. The area that it moves through, from the first page on; not smaller than the set. In
     * pages. Default: 65536 pages.
     */
    areaPages?: number | Size | SizeText;
  }

  /**
   * Database checkpoints. Writes at random, and now and then sweeps over a part of its buffers.
   * Distinct pages within t seconds: uniform, and a sweep each period.
   */
  export interface CheckpointWorkload {
    /** This way of writing. */
    kind: 'checkpoint';
    /** First page. Where the written pages begin. In page. Default: 4096 page. */
    firstPage?: number | Size | SizeText;
    /** Pages. How many pages are written. In pages. Default: 4096 pages. */
    pages?: number | Size | SizeText;
    /**
     * Writes. Page writes per second of guest time, repeated ones included. In pages/s. Default:
     * 4000 pages/s.
     */
    writesPerSecond?: number;
    /** Every. Time from one to the next. In ms. Default: 30000 ms. */
    periodMs?: number | Duration | DurationText;
    /** Swept. Share of the pages that each checkpoint writes. In %. Default: 30 %. */
    sweptPercent?: number;
    /** Speed. Of the checkpoint. In pages/s. Default: 50000 pages/s. */
    sweepPagesPerSecond?: number;
  }

  /**
   * Garbage collection. Fills new memory page by page, and each collection moves what still lives.
   * Distinct pages within t seconds: a sweep, and a burst each period.
   */
  export interface GarbageCollectionWorkload {
    /** This way of writing. */
    kind: 'garbage-collection';
    /** First page. Where the written pages begin. In page. Default: 4096 page. */
    firstPage?: number | Size | SizeText;
    /** Pages. How many pages are written. In pages. Default: 4096 pages. */
    pages?: number | Size | SizeText;
    /**
     * Writes. Page writes per second of guest time, repeated ones included. In pages/s. Default:
     * 4000 pages/s.
     */
    writesPerSecond?: number;
    /** Every. Time from one to the next. In ms. Default: 2000 ms. */
    periodMs?: number | Duration | DurationText;
    /** Moved. Share of the pages that a collection writes. In %. Default: 10 %. */
    survivorPercent?: number;
    /** Within. How long a collection takes. In ms. Default: 50 ms. */
    pauseMs?: number | Duration | DurationText;
  }

  /**
   * Growing. Writes each page once, one behind the other, as a booting system or a filling cache
   * does. Distinct pages within t seconds: v t, until all pages are written.
   */
  export interface GrowthWorkload {
    /** This way of writing. */
    kind: 'growth';
    /** First page. Where the written pages begin. In page. Default: 4096 page. */
    firstPage?: number | Size | SizeText;
    /** Pages. How many pages are written. In pages. Default: 4096 pages. */
    pages?: number | Size | SizeText;
    /**
     * New pages. Pages per second that are written for the first time. In pages/s. Default: 5000
     * pages/s.
     */
    newPagesPerSecond?: number;
  }

  /**
   * Phases. Lets another workload run at changing speed, phase after phase, over and over. Distinct
   * pages within t seconds: that of the workload, over ∫ speed dt.
   */
  export interface PhasesWorkload {
    /** This way of writing. */
    kind: 'phases';
    /** Phase, one behind the other. */
    phases: readonly PhasesWorkloadPhase[];
    /** What runs at this speed. */
    workload: Workload;
  }

  /**
   * Several at once. A guest in which several things write, each in its own way. Distinct pages
   * within t seconds: the sum, where they write different pages.
   */
  export interface TogetherWorkload {
    /** This way of writing. */
    kind: 'together';
    /** What writes beside each other. */
    workloads: readonly Workload[];
  }

  /**
   * Recorded trace. Replays which pages a real program wrote, interval by interval
   * (docs/traces.md). Distinct pages within t seconds: as recorded.
   */
  export interface TraceWorkload {
    /** This way of writing. */
    kind: 'trace';
    /** Trace. Which recording. Default: 'redis-ycsb-a-zipf'. */
    trace?: string;
    /** Speed. Of the recorded one. In %. Default: 100 %. */
    speedPercent?: number;
    /**
     * Repeats. Whether it loops from its first settled frame; else nothing is written behind its
     * end. Default: true.
     */
    repeats?: boolean;
  }

  /** Set of a workload. */
  export interface ClassesWorkloadSet {
    /** Pages. How many pages are written. In pages. */
    pages: number | Size | SizeText;
    /** Writes. Page writes per second of guest time, repeated ones included. In pages/s. */
    writesPerSecond: number;
  }

  /** Point of a workload. */
  export interface CurveWorkloadPoint {
    /** Within. Time since a clean log. In s. */
    seconds: number | Duration | DurationText;
    /** Pages. Distinct pages written by then. In pages. */
    distinctPages: number | Size | SizeText;
  }

  /** Phase of a workload. */
  export interface PhasesWorkloadPhase {
    /** Lasts. Guest time of the phase. In ms. */
    durationMs: number | Duration | DurationText;
    /** Speed. Of the workload; 0 stands still. In %. */
    speedPercent: number;
  }

  /** QEMU’s capabilities (docs/parameters.md). */
  export type Capability =
    | 'auto-converge'
    | 'dirty-limit'
    | 'xbzrle'
    | 'multifd'
    | 'zero-copy-send'
    | 'compress'
    | 'postcopy-ram'
    | 'postcopy-preempt'
    | 'postcopy-blocktime'
    | 'release-ram'
    | 'return-path'
    | 'switchover-ack'
    | 'pause-before-switchover'
    | 'mapped-ram'
    | 'background-snapshot'
    | 'x-colo'
    | 'x-ignore-shared'
    | 'rdma-pin-all'
    | 'events'
    | 'validate-uuid'
    | 'late-block-activate'
    | 'dirty-bitmaps'
    | 'block'
    | 'zero-blocks';

  /** Products’ ways to migrate (docs/parameters.md). */
  export type Preset =
    | 'qemu-7.2'
    | 'qemu-10.2'
    | 'qemu-10.2-auto-converge'
    | 'qemu-10.2-dirty-limit'
    | 'qemu-10.2-multifd'
    | 'qemu-10.2-postcopy'
    | 'kubevirt'
    | 'kubevirt-downtime-ramp'
    | 'kubevirt-stall-detector'
    | 'nova'
    | 'nova-force-complete'
    | 'nova-postcopy'
    | 'powervm'
    | 'powervm-inactive'
    | 'powervm-suspended'
    | 'wpar-synchronous'
    | 'wpar-asynchronous'
    | 'xen'
    | 'xen-legacy'
    | 'xen-adaptive'
    | 'vmotion-like'
    | 'hyper-v-like'
    | 'cloud-hypervisor'
    | 'criu-pre-dump'
    | 'p-haul'
    | 'criu-lazy-pages';

  /** Why something was refused. */
  export interface Finding {
    readonly what: string;
    readonly where?: string;
    readonly fix?: string;
  }

  /** The world does not allow it: `findings` says why, each with what to do. */
  export class Refused extends Error {
    readonly findings: readonly Finding[];
  }

  /** What a person did while it played has made it impossible. */
  export class Superseded extends Error {
    readonly findings: readonly Finding[];
  }
}
