/**
 * Lets what else has come to this thread have its turn: messages above all. By a message to itself, because browsers
 * hold timers that follow one another back for 4 ms each, half as long again as the work in between.
 */
const waiting: (() => void)[] = [];
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => waiting.shift()?.();

export const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
