import { describe, expect, it } from 'vitest';
import type { TerminalAnswer } from '../../web/model/world-view.ts';
import { Transcript } from '../../web/studio/transcript.ts';
import { on } from '../ui/worlds/build.ts';
import { fakeWorld } from '../ui/worlds/fake-world.ts';

const said = (text: string): TerminalAnswer => ({
  lines: [{ text, stream: 'out' }],
  returnCode: 0,
  call: null,
});
const stop = on('Wpar', 'x150', 'stop');

const terminal = (answer: (line: string) => TerminalAnswer) => {
  const world = fakeWorld(null, { answer });
  return { world, transcript: new Transcript(world) };
};

describe('the terminal', () => {
  it('answers pasted lines one after the other, and leaves out empty ones', async () => {
    const { transcript } = terminal((line) => said(`answer to ${line}`));
    await transcript.send('lswpar\r\n\n  \ndate\n');
    expect(transcript.text).toBe('$ lswpar\nanswer to lswpar\n$ date\nanswer to date');
    expect(transcript.typed).toEqual(['lswpar', 'date']);
    expect(transcript.waiting.get()).toBe(0);
  });

  it('goes on where the last line has led, and forgets it where there is one place only', async () => {
    const asked: string[] = [];
    const { transcript } = terminal((line) => {
      asked.push(line);
      return { ...said('ok'), place: line.endsWith('ssh x054') ? 'x054$' : 'x203$' };
    });
    await transcript.send('hostname\nssh x054\nls');
    expect(asked).toEqual(['hostname', 'x203$ ssh x054', 'x054$ ls']);
    expect(transcript.text).toBe('$ hostname\nok\nx203$ ssh x054\nok\nx054$ ls\nok');
  });

  it('makes what acts part of the run, and says so with its line of script', async () => {
    const { transcript, world } = terminal(() => ({ lines: [], returnCode: 0, call: stop }));
    await transcript.send('stopwpar x150');
    expect(world.performed).toEqual([stop]);
    expect(transcript.entries.get().at(-1)).toEqual({
      kind: 'deed',
      text: "Part of the run from here on: lab.wpar('x150').stop();",
    });
  });

  it('does not act where the command failed, nor pretends where the run refused it', async () => {
    const failing = terminal(() => ({ lines: [], returnCode: 1, call: stop }));
    await failing.transcript.send('stopwpar x150');
    expect(failing.world.performed).toEqual([]);
    const refusing = terminal(() => ({ lines: [], returnCode: 0, call: stop }));
    refusing.world.accepts = false;
    await refusing.transcript.send('stopwpar x150');
    expect(refusing.transcript.entries.get().at(-1)?.kind).toBe('err');
  });

  it('goes on after an answer that never came', async () => {
    const { transcript } = terminal((line) => {
      if (line === 'broken') throw new Error('gone');
      return said('ok');
    });
    await transcript.send('broken\ndate');
    expect(transcript.entries.get().map((e) => e.kind)).toEqual(['typed', 'err', 'typed', 'out']);
    expect(transcript.entries.get()[1]?.text).toMatch(
      /^The simulation was lost .* enter the line once more\.$/,
    );
    expect(transcript.waiting.get()).toBe(0);
  });

  it('says that it acted also where nobody knows the line of script', async () => {
    const { transcript, world } = terminal(() => ({ lines: [], returnCode: 0, call: stop }));
    world.lineOf = () => {
      throw new Error('no such kind');
    };
    await transcript.send('stopwpar x150');
    expect(transcript.entries.get().at(-1)).toEqual({ kind: 'deed', text: 'Part of the run from here on.' });
  });

  it('remembers a line once that is typed again and again', async () => {
    const { transcript } = terminal(() => said('ok'));
    await transcript.send('date');
    await transcript.send('date');
    expect(transcript.typed).toEqual(['date']);
  });
});
