/**
 * Emptying a server before maintenance
 *
 * A POWER7 server has to be shut down, and ten partitions run on it. The console moves them away, the largest first, four at a
 * time; each goes to the server that has the most room left when its turn comes. One cannot move, and the board says why.
 */
import { expect, lab, log, note, param, sleep } from 'switchover';

lab.setup({ title: 'Emptying a server before maintenance', horizon: '2 h' });
const atOnce = param('at-once', { default: 4, min: 1, max: 8, about: 'Moves at the same time.' });
const old = lab.powervm.server('p770-a', { generation: 'POWER7' });
lab.powervm.server('p770-b', { generation: 'POWER7', memory: '128 GiB' });
lab.powervm.server('p770-c', { generation: 'POWER7', memory: '96 GiB' });
for (let i = 1; i <= 9; i++)
  lab.powervm.lpar(`app0${i}`, {
    server: old,
    memory: `${i % 3 === 0 ? 16 : 8} GiB`,
    writes: `${i * 10} MiB/s`,
  });
lab.powervm.lpar('lab01', {
  server: old,
  memory: '4 GiB',
  attributes: { lheaPorts: [{ name: 'lhea0', inEtherChannel: false }] },
});

await sleep('5 s');
note('Watch the board: who waits, who moves, whereto, and why.');
const board = await old.evacuate({ concurrency: atOnce });

log(board.moved, 'have moved in', board.total, 'and', board.failed, 'could not.');
expect(board.moved, 'partitions that moved').toBe(9);
expect(board.failed, 'partitions that could not').toBe(1);
expect(old.lpars.join(), 'what is left').toBe('lab01');

note('What is left is shut down, moves inactive, and the server is empty.');
const lab01 = lab.powervm.lpar('lab01');
lab01.shutDown();
await sleep('20 s');
const rest = lab01.suggested;
if (rest) await lab01.migrate(rest);
expect(old.lpars.length, 'partitions on the server').toBe(0);
