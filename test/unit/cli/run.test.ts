import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSameOrders } from '../../../src/main/intake/same-order/decide-same.ts';
import { ledgerFileIn } from '../../../src/main/ledger/data-dir.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { writeMode } from '../../../src/main/settings/mode.ts';
import { entryIdSchema, orderIdOf } from '../../../src/shared/ids.ts';
import { quietLog } from '../../support/log.ts';
import { cli, clock, dir, eachWithDataDir, fill } from './data-dir.ts';

eachWithDataDir();
const numbersOf = (lines: readonly string[]) => lines.map((line) => JSON.parse(line).number);

it.each(['--help', '-h', 'orders --help'])('prints how to call every command: %s', async (asked) => {
  const { code, lines, errors } = await cli(...asked.split(' '));
  expect([code, errors]).toEqual([0, []]);
  expect(lines).toContain('notices [--since ISO] [--format json|csv]');
  expect(lines).toHaveLength(8);
});

describe('orders', () => {
  it('prints one order per line, oldest first, while the app writes', async () => {
    const ledger = fill('shop');
    const { code, lines } = await cli('orders');
    ledger.close();
    expect(code).toBe(0);
    expect(numbersOf(lines)).toEqual(['1041', '1042']);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      source: 'shopify',
      total: '560.00',
      warehouse: 'off',
    });
  });

  it('keeps to a source and a time', async () => {
    fill('shop', ['1041', 'DS-1']).close();
    expect(numbersOf((await cli('orders', '--source', 'mail:dostavo')).lines)).toEqual(['DS-1']);
    expect((await cli('orders', '--since', '2025-03-04T10:00:01Z')).lines).toEqual([]);
    expect((await cli('orders', '--since', '2025-03-04')).lines).toHaveLength(2);
  });

  it('leaves out merged orders unless parts are requested', async () => {
    const ledger = fill('shop', ['1041', 'DS-1']);
    const [keep, drop] = [orderIdOf('shopify', '1041'), orderIdOf('mail:dostavo', 'DS-1')];
    createSameOrders({ ledger, clock }).merge(keep, drop, 'Anna');
    ledger.close();
    const whole = await cli('orders');
    expect(whole.lines.map((line) => JSON.parse(line))).toMatchObject([
      { number: '1041', parts: [{ id: drop, why: 'merged' }] },
    ]);
    const { lines } = await cli('orders', '--parts', '--format', 'csv');
    const at = lines[0]?.split(',').indexOf('partOf') ?? -1;
    expect(lines.slice(1).map((line) => line.split(',')[at])).toEqual(['', keep]);
  });

  it('prints CSV with a head', async () => {
    fill('shop').close();
    const { lines } = await cli('orders', '--format', 'csv');
    expect(lines[0]).toMatch(/^id,source,sourceId,number,/);
    expect(lines).toHaveLength(3);
  });

  it('reads the ledger the app says it uses', async () => {
    fill('shop', ['1']).close();
    fill('sample', ['2']).close();
    expect(numbersOf((await cli('orders')).lines)).toEqual(['1']);
    writeMode(dir, 'sample', quietLog());
    expect(numbersOf((await cli('orders')).lines)).toEqual(['2']);
  });
});

describe('notices', () => {
  function notify(ledger: Ledger, number: string, state: 'sent' | 'refused', reason: string): void {
    const orderId = orderIdOf('shopify', number);
    ledger.entries.append({
      id: entryIdSchema.parse(`notified:${number}`),
      orderId,
      at: clock.now(),
      by: 'orderbell',
      kind: 'notified',
      data: {
        manager: 'Anna',
        channel: 'messenger',
        state,
        at: clock.now(),
        queuedAt: clock.now() - 2_000,
        releasedBy: 'waited',
        reason,
      },
    });
  }

  it('prints each outcome, oldest first, as JSON or safe CSV', async () => {
    const ledger = fill('shop');
    notify(ledger, '1041', 'sent', 'with the others');
    notify(ledger, '1042', 'refused', '=HYPERLINK("x")');
    ledger.close();
    const { lines } = await cli('notices');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        queuedAt: '2025-03-04T09:59:58.000Z',
        endedAt: '2025-03-04T10:00:00.000Z',
        releasedBy: 'waited',
        state: 'sent',
        manager: 'Anna',
        channel: 'messenger',
        occasion: 'new-order',
        number: '1041',
        source: 'shopify',
      },
      { state: 'refused', number: '1042' },
    ]);
    const csv = (await cli('notices', '--format', 'csv')).lines;
    expect(csv[0]).toMatch(/^queuedAt,releasedBy,state,reason,/);
    expect(csv[2]).toContain(`refused,"'=HYPERLINK(""x"")"`);
  });

  it('keeps to a time', async () => {
    const ledger = fill('shop');
    notify(ledger, '1041', 'sent', '');
    ledger.close();
    expect((await cli('notices', '--since', '2025-03-04T10:00:00Z')).lines).toEqual([]);
    expect((await cli('notices', '--since', '2025-03-04')).lines).toHaveLength(1);
    expect((await cli('notices', '--since', 'yesterday')).code).toBe(2);
  });
});

describe('what cannot be done', () => {
  it.each([
    [[], 'no command; known are orders, notices, entries, verify, doctor, drill, mail read, mail learn'],
    [['ordres'], 'no command named "ordres"'],
    [['constructor'], 'no command named "constructor"'],
    [
      ['orders', '--sinse', 'x'],
      "Unknown option '--sinse'; known here: --data-dir --since --source --format",
    ],
    [['orders', '--since', 'yesterday'], '--since: "yesterday" is not an ISO time'],
    [['orders', '--data-dir', ''], '--data-dir: empty; give the path of a folder'],
    [['orders', '--source', 'ebay'], '--source: "ebay" is not a source'],
    [['orders', '--format', 'xml'], '--format: "xml" is not a format; use json or csv'],
    [['orders'], 'holds no ledger; start Orderbell once, or name its folder with --data-dir'],
    [['orders', 'today'], '"today" is one word too many: orders [--since ISO]'],
    [['entries', '7'], '"7" is one word too many: entries'],
    [['verify', 'it'], '"it" is one word too many: verify'],
    [['drill', 'mail'], '"mail" is one word too many: drill [--path P]'],
    [['doctor', 'json'], '"json" is one word too many: doctor [--json]'],
    [['mail', 'read'], 'one FILE is needed: mail read FILE'],
    [['mail', 'learn', 'a.eml'], '--values is needed: mail learn FILE --values VALUES.json'],
    [['mail', 'read', '/nowhere.eml'], '/nowhere.eml cannot be read'],
  ])('is reported for %j in one line, with exit code 2', async (args, message) => {
    const { code, lines, errors } = await cli(...args);
    expect(code).toBe(2);
    expect(lines).toEqual([]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(message);
    expect(errors[0]).not.toContain('\n');
  });
});

it('prints the log, one entry a line', async () => {
  fill('shop').close();
  const { code, lines } = await cli('entries');
  expect(code).toBe(0);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { seq: 1, kind: 'order-received', orderId: 'shopify:1041' },
    { seq: 2, kind: 'order-received', orderId: 'shopify:1042' },
  ]);
});

describe('verify', () => {
  it('finds a sound ledger sound', async () => {
    fill('shop').close();
    const { code, lines, errors } = await cli('verify');
    expect({ code, lines }).toEqual({ code: 0, lines: [] });
    expect(errors[0]).toContain('sound');
  });

  it('calls a file that is no ledger a fault', async () => {
    fill('shop').close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${ledgerFileIn(dir, 'shop')}${end}`, { force: true });
    writeFileSync(
      ledgerFileIn(dir, 'shop'),
      'not a database, though long enough to look like one'.repeat(100),
    );
    const { code, lines } = await cli('verify');
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
  });
});

it('mail read refuses an invalid template file, and names the fault', async () => {
  writeFileSync(join(dir, 'mail.html'), '<p>Order 1</p>');
  writeFileSync(join(dir, 'recipe.json'), '{"format":1}');
  const { code, errors } = await cli(
    'mail',
    'read',
    join(dir, 'mail.html'),
    '--recipe',
    join(dir, 'recipe.json'),
  );
  expect(code).toBe(2);
  expect(errors[0]).toMatch(/is not a recipe: \w+/);
});
