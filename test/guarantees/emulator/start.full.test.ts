import { expect, it } from 'vitest';
import { startEmulator } from '../../support/emulator.ts';
import { childrenOf, isWeighed } from '../../support/measured/weigh.ts';

it.skipIf(!isWeighed)('an emulator that does not answer is stopped completely (Linux only)', async () => {
  const before = childrenOf(process.pid);
  const command = [process.execPath, '-e', 'setInterval(() => {}, 60_000)', '--'];
  await expect(startEmulator({ command, withinMs: 100 })).rejects.toThrow('does not answer');
  expect(childrenOf(process.pid)).toEqual(before);
});
