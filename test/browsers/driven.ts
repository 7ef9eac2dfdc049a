/** A browser that can be told to go somewhere and to run a function there, whatever protocol it speaks. */
export interface Driven {
  open(url: string): Promise<void>;
  /** Runs a self-contained function in the page; arguments and result are JSON. May be async. */
  run<A extends unknown[], R>(work: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  close(): Promise<void>;
}
