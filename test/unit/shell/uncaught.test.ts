import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { hearUncaught } from '../../../src/main/shell/uncaught.ts';
import { fullDisk } from '../../support/full-disk.ts';
import { quietLog } from '../../support/log.ts';

it('survives an unawaited disk error, and no other one', () => {
  const program = new EventEmitter();
  const log = quietLog();
  const bugs: unknown[] = [];
  hearUncaught({ program, log, onBug: (error) => bugs.push(error) });
  const refusal = fullDisk();
  program.emit('uncaughtException', refusal);
  expect(bugs).toEqual([]);
  expect(log.lines).toMatchObject([{ level: 'error', fields: { error: refusal } }]);

  const bug = new TypeError('not a function');
  program.emit('uncaughtException', bug);
  expect(bugs).toEqual([bug]);
});
