import { expect, it } from 'vitest';
import { readCheckpoint, readLeft, writeCheckpoint } from '../../../../src/main/intake/gmail/checkpoint.ts';
import { memoryLedger } from '../../../support/ledger.ts';

const of = (mailbox: string, historyId: string, pending: readonly string[] = []) => ({
  mailbox,
  historyId,
  at: 1_000,
  pending,
});

it('keeps the last checkpoint of a mailbox when another is connected', () => {
  const { checkpoints } = memoryLedger();
  writeCheckpoint(checkpoints, of('shop@example.com', '1'));
  writeCheckpoint(checkpoints, of('shop@example.com', '2', ['mail-7']));
  expect(readLeft(checkpoints, 'shop@example.com')).toBeNull();

  writeCheckpoint(checkpoints, of('other@example.com', '90'));
  expect(readCheckpoint(checkpoints)).toEqual(of('other@example.com', '90'));
  expect(readLeft(checkpoints, 'shop@example.com')).toEqual(of('shop@example.com', '2', ['mail-7']));
});
