/** A VIOS while it is fitted out: changed in place, with its disks by LUN and its slots at hand. */
import type { Lpar } from './lpar.ts';
import type { Disk, FcClient, FcPort, FcServer, ScsiClient, ScsiServer } from './storage.ts';
import { usedSlots, type Vios } from './vios.ts';

/** Beyond its serial adapters. */
const FIRST_FREE_SLOT = 2;

export class Shelf {
  readonly name: string;
  readonly id: number;
  readonly system: string;
  readonly #plain: Vios;
  readonly #disks: Disk[];
  /** Disks by LUN; of two the first. */
  readonly #byLun = new Map<string, Disk>();
  readonly #scsi: ScsiServer[];
  readonly #fc: FcServer[];
  readonly #scsiSlots: Set<number>;
  readonly #fcSlots: Set<number>;
  readonly #used: Set<number>;
  #ports: FcPort[];
  /** Below it no slot is free. */
  #from = FIRST_FREE_SLOT;
  #served = false;

  constructor(vios: Vios) {
    this.#plain = vios;
    this.name = vios.name;
    this.id = vios.id;
    this.system = vios.system;
    this.#disks = [...vios.disks];
    for (const disk of vios.disks)
      if (disk.lun && !this.#byLun.has(disk.lun)) this.#byLun.set(disk.lun, disk);
    this.#scsi = [...vios.scsiServers];
    this.#fc = [...vios.fcServers];
    this.#scsiSlots = new Set(vios.scsiServers.map(({ slot }) => slot));
    this.#fcSlots = new Set(vios.fcServers.map(({ slot }) => slot));
    this.#ports = [...vios.fcPorts];
    this.#used = usedSlots(vios);
  }

  get vios(): Vios {
    return {
      ...this.#plain,
      disks: this.#disks,
      scsiServers: this.#scsi,
      fcServers: this.#fc,
      fcPorts: this.#ports,
      nextFreeSlot: this.#served ? this.freeSlot : this.#plain.nextFreeSlot,
    };
  }

  /** The lowest; null: none is left. */
  get freeSlot(): number | null {
    while (this.#used.has(this.#from)) this.#from++;
    return this.#from < this.#plain.maxVirtualSlots ? this.#from : null;
  }

  /** It sees the LUN, and has it as a disk, without a reservation. */
  addDisk(lun: string): void {
    if (this.#byLun.has(lun)) return;
    const name = `hdisk${this.#disks.length + 1}`;
    const disk: Disk = { name, lun, reservePolicy: 'no_reserve', driver: 'aix-mpio' };
    this.#disks.push(disk);
    this.#byLun.set(lun, disk);
  }

  /** The server adapters that the partition's adapters name, where they are not there yet. */
  serve(lpar: Lpar): void {
    this.#served = true;
    const client = (slot: number) => ({ lparId: lpar.id, lparName: lpar.name, slot });
    const disk = this.#byLun.get(`${lpar.name}-rootvg`);
    const devices = disk
      ? [{ name: `${lpar.name}_root`, backing: { is: 'disk' as const, disk: disk.name } }]
      : [];
    for (const { slot, viosSlot } of this.#lacking(lpar.scsi, this.#scsiSlots)) {
      this.#scsi.push({ slot: viosSlot, client: client(slot), required: false, devices });
      this.#scsiSlots.add(viosSlot);
      this.#used.add(viosSlot);
    }
    for (const [i, { slot, viosSlot }] of this.#lacking(lpar.fc, this.#fcSlots).entries()) {
      const port = this.#plain.fcPorts[i % Math.max(1, this.#plain.fcPorts.length)]?.name ?? null;
      this.#fc.push({ slot: viosSlot, client: client(slot), required: false, port });
      this.#fcSlots.add(viosSlot);
      this.#used.add(viosSlot);
      this.#ports = this.#ports.map((each) =>
        each.name === port ? { ...each, freeSlots: Math.max(0, each.freeSlots - 1) } : each,
      );
    }
  }

  #lacking(
    clients: readonly (ScsiClient | FcClient)[],
    there: ReadonlySet<number>,
  ): { slot: number; viosSlot: number }[] {
    return clients.flatMap(({ slot, vios, viosSlot }) =>
      vios !== this.name || viosSlot === 'any' || there.has(viosSlot)
        ? []
        : [{ slot, viosSlot: Number(viosSlot) }],
    );
  }
}
