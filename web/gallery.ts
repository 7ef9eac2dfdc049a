/** The texts of all scenarios: a part of the page that is loaded when somebody wants to choose one. */
import type { Attachment } from './model/scenario.ts';
import { type GalleryItem, galleryItem, inOrder } from './studio/gallery.ts';

const TEXTS = import.meta.glob<string>('../scenarios/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const ORDER = [
  'kvm-converges',
  'kvm-never-converges',
  'kvm-auto-converge',
  'kvm-post-copy',
  'kvm-xbzrle',
  'kvm-kubevirt',
  'powervm-first-move',
  'powervm-eleven-findings',
  'powervm-huge-pages',
  'powervm-evacuate',
  'powervm-busy-database',
  'powervm-target-lost',
  'powervm-lmb',
  'powervm-remote',
  'powervm-consolidate',
  'powervm-power6-and-back',
  'wpar-article',
  'wpar-sync-async',
  'wpar-evacuation',
  'wpar-export-errors',
  'wpar-compatibility',
  'wpar-nfs-outage',
  'wpar-forced-stop',
  'wpar-criu',
];

export function galleryItems(traces: readonly Attachment[]): GalleryItem[] {
  const items = Object.entries(TEXTS).map(([path, source]) =>
    galleryItem(path.replace(/^.*\/|\.ts$/g, ''), source, traces),
  );
  return inOrder(items, ORDER);
}
