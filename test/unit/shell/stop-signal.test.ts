import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { onStopSignal } from '../../../src/main/shell/stop-signal.ts';

it('stops on its parent’s message, and on no other', () => {
  const program = new EventEmitter();
  const told: string[] = [];
  onStopSignal(program, (because) => told.push(because));
  for (const message of ['hello', { stop: true }, null]) program.emit('message', message);
  expect(told).toEqual([]);
  program.emit('message', 'stop');
  expect(told).toEqual(['whoever started it says so']);
});
