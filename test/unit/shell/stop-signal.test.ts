import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { onStopSignal } from '../../../src/main/shell/stop-signal.ts';

it('stops on its parent’s message, and on no other', () => {
  const program = new EventEmitter();
  const reasons: string[] = [];
  onStopSignal(program, (because) => reasons.push(because));
  for (const message of ['hello', { stop: true }, null]) program.emit('message', message);
  expect(reasons).toEqual([]);
  program.emit('message', 'stop');
  expect(reasons).toEqual(['whoever started it says so']);
});
