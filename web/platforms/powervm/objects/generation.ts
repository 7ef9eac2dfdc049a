/** Processor generations of Power servers, and which machine type belongs to which. */

/** In the order in which they appeared. */
export const GENERATIONS = [
  'POWER5',
  'POWER6',
  'POWER6+',
  'POWER7',
  'POWER7+',
  'POWER8',
  'POWER9',
  'POWER10',
  'POWER11',
] as const;
export type Generation = (typeof GENERATIONS)[number];

export const isGeneration = (text: string): text is Generation =>
  (GENERATIONS as readonly string[]).includes(text);

/** Negative when the first is older. */
export const compareGenerations = (one: Generation, other: Generation): number =>
  GENERATIONS.indexOf(one) - GENERATIONS.indexOf(other);

export const isAtLeastGeneration = (one: Generation, least: Generation): boolean =>
  compareGenerations(one, least) >= 0;

/** What a server is built into: decides which console may manage it. */
export type Form = 'rack' | 'blade' | 'flex';

/**
 * Machine types and models by generation. From experience, to be corrected where it is wrong; confirmed are
 * 9117-MMA, 9409-M50, 8231-E2C, 8233, 9179-MHD, 9117-MMD, 8247-21L, 8286-42A, 9119-MHE, 9009-42A, 9183-22X,
 * 9080-HEX, 9105 and 9856-42H. POWER5 stands here so that it can be refused.
 */
const MODELS: Readonly<Record<Generation, string>> = {
  POWER5:
    '9110-51A 9111-520 9111-285 9113-550 9115-505 9116-561 9117-570 9118-575 9119-590 9119-595 9123-710 9124-720 9131-52A 9133-55A 9405-520 9406-520 9406-550 9406-570 9406-595',
  POWER6:
    '8203-E4A 8204-E8A 8234-EMA 9117-MMA 9119-FHA 9407-M15 9408-M25 9409-M50 7998-60X 7998-61X 7778-23X 7778-43X',
  'POWER6+': '',
  POWER7:
    '8202-E4B 8202-E4C 8205-E6B 8205-E6C 8231-E2B 8231-E1C 8231-E2C 8233-E8B 8236-E8C 9117-MMB 9117-MMC 9179-MHB 9179-MHC 9119-FHB 8406-70Y 8406-71Y 7895-22X 7895-42X',
  'POWER7+': '8202-E4D 8205-E6D 8231-E1D 8231-E2D 8408-E8D 9109-RMD 9117-MMD 9179-MHD 7895-23X 7895-43X',
  POWER8:
    '8247-21L 8247-22L 8247-42L 8284-21A 8284-22A 8286-41A 8286-42A 8408-E8E 8408-44E 9080-MHE 9080-MME 9119-MHE 9119-MME',
  POWER9:
    '9008-22L 9009-22A 9009-41A 9009-42A 9009-22G 9009-41G 9009-42G 9223-22H 9223-42H 9040-MR9 9080-M9S 9183-22X',
  POWER10: '9105-22A 9105-41B 9105-42A 9105-22B 9786-22H 9786-42H 9043-MRX 9080-HEX 9028-21B',
  POWER11: '9080-HEU 9043-MRU 9824-42A 9824-22A 9856-42H',
};

const BY_MODEL = new Map(
  GENERATIONS.flatMap((generation) => MODELS[generation].split(' ').map((model) => [model, generation])),
);

/** Null for a machine that is not in the table. */
export const generationOf = (typeModel: string): Generation | null =>
  typeModel === '' ? null : (BY_MODEL.get(typeModel.toUpperCase()) ?? null);

const BLADES = /^(?:7998|7778|8406)-/;
const FLEX = /^7895-/;

export const formOf = (typeModel: string): Form =>
  BLADES.test(typeModel) ? 'blade' : FLEX.test(typeModel) ? 'flex' : 'rack';

/** The model that stands for a generation where only that is given. */
export const MODEL_OF: Readonly<Record<Generation, string>> = {
  POWER5: '9117-570',
  POWER6: '9117-MMA',
  'POWER6+': '9117-MMA',
  POWER7: '9117-MMB',
  'POWER7+': '9117-MMD',
  POWER8: '8286-42A',
  POWER9: '9009-42A',
  POWER10: '9080-HEX',
  POWER11: '9856-42H',
};
