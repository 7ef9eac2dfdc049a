/** How fast one thread compresses, and unpacks again. How small a page becomes is a matter of its content. */
import type { Provenance } from './described.ts';

export interface Compressor extends Provenance {
  bytesPerSecondPerThread: number;
  decompressBytesPerSecondPerThread: number;
}

const BENCHMARK: Provenance = {
  certainty: 'typical',
  source: 'zstd’s published benchmark (Silesia corpus, level 1, one core of a server)',
};
const HARDWARE: Provenance = {
  certainty: 'typical',
  source: 'accelerators are said to reach 3 to 10 GB/s each',
};

export const COMPRESSORS: Readonly<Record<'zlib' | 'zstd' | 'qatzip' | 'qpl' | 'uadk', Compressor>> = {
  zlib: { bytesPerSecondPerThread: 105e6, decompressBytesPerSecondPerThread: 390e6, ...BENCHMARK },
  zstd: { bytesPerSecondPerThread: 510e6, decompressBytesPerSecondPerThread: 1550e6, ...BENCHMARK },
  qatzip: { bytesPerSecondPerThread: 3e9, decompressBytesPerSecondPerThread: 3e9, ...HARDWARE },
  qpl: { bytesPerSecondPerThread: 3e9, decompressBytesPerSecondPerThread: 3e9, ...HARDWARE },
  uadk: { bytesPerSecondPerThread: 3e9, decompressBytesPerSecondPerThread: 3e9, ...HARDWARE },
};
