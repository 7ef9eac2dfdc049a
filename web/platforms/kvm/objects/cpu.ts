/**
 * Named CPU models with the features that tell one from the other (libvirt's src/cpu_map). A guest's model runs on
 * any host that has all of its features.
 */
interface Model {
  name: string;
  vendor: 'Intel' | 'AMD' | 'any';
  /** All of this model's, and `more` on top. */
  over: string | null;
  more: string;
  /** Of those before, what it has no more. */
  less?: string;
}

const MODELS: readonly Model[] = [
  { name: 'kvm64', vendor: 'any', over: null, more: 'lm nx sse2 cx16' },
  { name: 'Westmere', vendor: 'Intel', over: 'kvm64', more: 'aes lahf_lm popcnt sse4.1 sse4.2 ssse3' },
  {
    name: 'SandyBridge',
    vendor: 'Intel',
    over: 'Westmere',
    more: 'avx pclmuldq rdtscp tsc-deadline x2apic xsave',
  },
  {
    name: 'Haswell',
    vendor: 'Intel',
    over: 'SandyBridge',
    more: 'avx2 bmi1 bmi2 erms fma fsgsbase hle invpcid movbe pcid rtm smep',
  },
  { name: 'Broadwell', vendor: 'Intel', over: 'Haswell', more: '3dnowprefetch adx rdseed smap' },
  {
    name: 'Skylake-Server',
    vendor: 'Intel',
    over: 'Broadwell',
    more: 'abm avx512bw avx512cd avx512dq avx512f avx512vl clwb f16c mpx pdpe1gb rdrand xgetbv1 xsavec xsaveopt',
  },
  {
    name: 'Cascadelake-Server',
    vendor: 'Intel',
    over: 'Skylake-Server',
    more: 'avx512vnni clflushopt spec-ctrl ssbd',
  },
  {
    name: 'Icelake-Server',
    vendor: 'Intel',
    over: 'Cascadelake-Server',
    more: 'avx512-vpopcntdq avx512bitalg avx512vbmi avx512vbmi2 gfni la57 pku umip vaes vpclmulqdq wbnoinvd',
  },
  {
    name: 'SapphireRapids',
    vendor: 'Intel',
    over: 'Icelake-Server',
    more: 'amx-bf16 amx-int8 amx-tile avx-vnni avx512-bf16 avx512-fp16 avx512ifma bus-lock-detect fsrm rdpid serialize sha-ni xfd xsaves',
    less: 'mpx',
  },
  {
    name: 'EPYC',
    vendor: 'AMD',
    over: 'kvm64',
    more: '3dnowprefetch abm adx aes avx avx2 bmi1 bmi2 clflushopt f16c fma fsgsbase lahf_lm misalignsse movbe pclmuldq pdpe1gb popcnt rdrand rdseed rdtscp sha-ni smap smep sse4.1 sse4.2 sse4a ssse3 svm xgetbv1 xsave xsavec xsaveopt',
  },
  {
    name: 'EPYC-Rome',
    vendor: 'AMD',
    over: 'EPYC',
    more: 'clwb clzero ibpb npt rdpid umip wbnoinvd xsaveerptr',
  },
  { name: 'EPYC-Milan', vendor: 'AMD', over: 'EPYC-Rome', more: 'erms fsrm ibrs invpcid pcid pku xsaves' },
  {
    name: 'EPYC-Genoa',
    vendor: 'AMD',
    over: 'EPYC-Milan',
    more: 'auto-ibrs avx512-bf16 avx512-vpopcntdq avx512bitalg avx512bw avx512cd avx512dq avx512f avx512ifma avx512vbmi avx512vbmi2 avx512vl avx512vnni gfni la57 vaes vnmi vpclmulqdq',
  },
];

const BY_NAME = new Map(MODELS.map((model) => [model.name, model]));

/** What a guest can be given, beside its host's own CPU. */
export const CPU_MODELS: readonly string[] = MODELS.map(({ name }) => name);
/** What a host can be. */
export const HOST_CPUS: readonly string[] = CPU_MODELS.filter((name) => name !== 'kvm64');
export const DEFAULT_CPU = 'Skylake-Server';
/** The host's CPU as it is, passed through. */
export const PASSTHROUGH = 'host';

export const vendorOf = (name: string): string => BY_NAME.get(name)?.vendor ?? 'any';

const KNOWN = new Map<string, ReadonlySet<string>>();

/** Empty for a model that is not known. */
export function featuresOf(name: string): ReadonlySet<string> {
  const known = KNOWN.get(name);
  if (known) return known;
  const model = BY_NAME.get(name);
  if (!model) return new Set();
  const features = new Set(model.over === null ? [] : featuresOf(model.over));
  for (const feature of words(model.more)) features.add(feature);
  for (const feature of words(model.less ?? '')) features.delete(feature);
  KNOWN.set(name, features);
  return features;
}

const words = (text: string): string[] => text.split(' ').filter(Boolean);

/** The newest model whose features all of these hosts have: what a guest needs that moves between them. */
export function commonModel(hosts: readonly ReadonlySet<string>[]): string {
  const fits = (name: string) => hosts.every((host) => lacking(featuresOf(name), host).length === 0);
  return CPU_MODELS.findLast((name) => fits(name)) ?? 'kvm64';
}

/** What is wanted and not there. */
export const lacking = (wanted: ReadonlySet<string>, there: ReadonlySet<string>): string[] =>
  [...wanted].filter((feature) => !there.has(feature));
