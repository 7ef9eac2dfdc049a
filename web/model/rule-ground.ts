/** What a rule, a message or a number of a platform rests on. */

/**
 * `sourced`: read in the source that is named. `implied`: follows from what is. `typical`: from experience, not
 * verified: such a rule warns, unless somebody makes it blocking. `simulator`: a rule or value of this simulator, not
 * a statement about the product.
 */
export type Certainty = 'sourced' | 'implied' | 'typical' | 'simulator';

export interface Ground {
  certainty: Certainty;
  source: string;
}

/** How rules of a platform name the documents that they come from. @param titles what the platform's documents are called */
export function groundsIn<Title extends string>(titles: Readonly<Record<Title, string>>) {
  const ground =
    (certainty: Certainty) =>
    (...named: Title[]): Ground => ({ certainty, source: named.map((title) => titles[title]).join('; ') });
  return { sourced: ground('sourced'), implied: ground('implied') };
}

export const TYPICAL: Ground = { certainty: 'typical', source: 'typical, unverified' };
export const OWN: Ground = { certainty: 'simulator', source: 'a rule of this simulator' };
