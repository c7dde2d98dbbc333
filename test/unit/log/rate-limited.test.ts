import { expect, it } from 'vitest';
import { rateLimited } from '../../../src/main/log/rate-limited.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';

function open() {
  const clock = fakeClock();
  const log = quietLog();
  return { clock, lines: log.lines, log: rateLimited(log, clock) };
}

it('writes one warning of a kind a minute, with the suppressed count', async () => {
  const { clock, lines, log } = open();
  for (let count = 0; count < 2_500; count += 1) log.warn('refused', { reason: 'no key' });
  expect(lines).toMatchObject([{ level: 'warn', message: 'refused', fields: { reason: 'no key' } }]);
  expect(lines[0]?.fields).not.toHaveProperty('more');

  await clock.advance(60_000);
  log.warn('refused', { reason: 'no key' });
  log.warn('refused', { reason: 'no key' });
  expect(lines[1]?.fields).toEqual({ reason: 'no key', more: 2_499 });
  await clock.advance(60_000);
  log.warn('refused', { reason: 'no key' });
  expect(lines[2]?.fields).toEqual({ reason: 'no key', more: 1 });
  expect(lines).toHaveLength(3);
});

it('limits no other kinds, no errors and no lower levels', () => {
  const { lines, log } = open();
  for (const reason of ['no key', 'no key', 'another key']) log.warn('refused', { reason });
  log.warn('late');
  log.scoped('shop').warn('refused', { reason: 'no key' });
  for (let count = 0; count < 2; count += 1) log.error('failed');
  for (let count = 0; count < 2; count += 1) log.info('heard');
  const warned = lines.filter(({ level }) => level === 'warn');
  expect(warned.map(({ scope, message, fields }) => [scope, message, fields.reason])).toEqual([
    ['', 'refused', 'no key'],
    ['', 'refused', 'another key'],
    ['', 'late', undefined],
    ['shop', 'refused', 'no key'],
  ]);
  expect(lines).toHaveLength(8);
});
