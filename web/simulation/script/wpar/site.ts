/**
 * The WPAR world of a run: as far as it is laid out before time begins, and what its manager makes of it from then on. A
 * call changes the one or is done by the other.
 */
import type { Call } from '../../../model/call.ts';
import { type Diagnostic, done, type Result, refused } from '../../../model/result.ts';
import { doingOf } from '../../../platforms/wpar/calls/doing.ts';
import type { CallDone } from '../../../platforms/wpar/course/conductor.ts';
import { impossible } from '../../../platforms/wpar/objects/check.ts';
import { edited } from '../../../platforms/wpar/objects/edit.ts';
import { makeWorld } from '../../../platforms/wpar/objects/make.ts';
import type { WparWorld } from '../../../platforms/wpar/objects/world.ts';
import { tooMany } from '../journal.ts';
import type { Stage } from '../stage.ts';
import { type WparConsole, WparPlatform } from './wpar-platform.ts';

const PLATFORM = 'wpar';
const GIB = 2 ** 30;

export class WparSite {
  readonly #stage: Stage;
  readonly console: WparConsole;
  #laid: WparWorld;
  #settled = false;
  readonly #nics = new Map<string, number>();

  constructor(stage: Stage, console: WparConsole) {
    this.#stage = stage;
    this.console = console;
    const empty = makeWorld({});
    if (!empty.ok) throw new Error('an empty world is possible');
    this.#laid = empty.value;
  }

  get conductor(): WparPlatform | null {
    return (this.#stage.platform(PLATFORM) as WparPlatform | undefined) ?? null;
  }

  get world(): WparWorld {
    return this.conductor?.world ?? this.#laid;
  }

  /** Changes the world that is laid out. What was wrong with it before is not held against the change. */
  layOut(
    change: (world: WparWorld) => WparWorld,
    nic?: { name: string; bytesPerSecond: number },
  ): Result<WparWorld> {
    const next = change(this.#laid);
    const key = ({ what, where }: Diagnostic): string => `${where} ${what}`;
    const before = new Set(impossible(this.#laid).map(key));
    const faults = impossible(next).filter((fault) => !before.has(key(fault)));
    if (faults.length > 0) return refused(...faults);
    if (nic) this.#nics.set(nic.name, nic.bytesPerSecond);
    this.#laid = next;
    this.#settle();
    return this.#connect();
  }

  /** Before time begins it can only be an edit. */
  do(call: Call, by: 'console' | 'script'): CallDone {
    const no = (...diagnostics: readonly Diagnostic[]): CallDone => ({
      ok: false,
      message: diagnostics.map(({ what, fix = '' }) => `${what} ${fix}`.trim()).join(' '),
      findings: [],
    });
    const { now } = this.#stage;
    if (!this.#stage.begun) {
      const doing = doingOf(this.#laid, call);
      if (doing && !doing.ok) return no(...doing.diagnostics);
      if (doing?.value.kind === 'edit') {
        const { edit } = doing.value;
        const next = edited(this.#laid, edit);
        if (!next.ok) return no(...next.diagnostics);
        this.#laid = next.value;
        this.#settle();
        return { ok: true };
      }
      this.#settle();
      const begun = this.#stage.begin();
      if (!begun.ok) return no(...begun.diagnostics);
    }
    const { conductor } = this;
    if (!conductor)
      return no({ what: 'There is no WPAR Manager in this world.', fix: 'Lay one out before time begins.' });
    conductor.advance(now, false);
    const made = conductor.do(call, by) ?? no({ what: `${call.on.$ref} cannot do ${call.verb}.` });
    this.#stage.happened();
    return made;
  }

  #settle(): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#stage.layout.platform = 'AIX · WPAR Manager';
    this.#stage.settle(PLATFORM, (carrier) => new WparPlatform(this.#laid, carrier, this.console));
  }

  /** Every machine is an end of the network. */
  #connect(): Result<WparWorld> {
    const { layout } = this.#stage;
    const machines = [
      ...this.#laid.systems.map(({ name, memoryBytes }) => ({ name, memoryBytes })),
      ...this.#laid.servers.map(({ name }) => ({ name, memoryBytes: GIB })),
    ];
    for (const { name, memoryBytes } of machines) {
      if (layout.hostNamed(name)) continue;
      const full = tooMany('hosts', layout.hosts.length, 'hosts');
      if (full) return refused(full);
      const nic = this.#nics.get(name);
      const network = nic === undefined ? {} : { network: { nicBytesPerSecond: nic } };
      layout.hosts.push({
        kind: 'Host',
        name,
        era: 'qemu-10.2-kvm',
        spec: { id: name, memoryBytes, ...network },
      });
    }
    return done(this.#laid);
  }
}
