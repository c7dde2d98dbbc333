import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { contactDerived } from '../../../src/main/ledger/contacts.ts';
import { customersDerived } from '../../../src/main/ledger/customer-index/rebuild.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { salesDerived } from '../../../src/main/ledger/insights/sales.ts';
import { noticesDerived } from '../../../src/main/ledger/notices.ts';
import { openLedger, openLedgerForReading, openLedgerInSteps } from '../../../src/main/ledger/open.ts';
import { goodsDerived, wordsDerived } from '../../../src/main/ledger/rebuild-search.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import { changeFile } from '../../support/change-file.ts';
import { fakeClock } from '../../support/clock.ts';
import { incomingOrder, received } from '../../support/orders.ts';
import { productOf } from '../../support/products.ts';
import { shopTimeAt } from '../../support/shop-time.ts';

const orders = 600;
let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-catch-up-'));
  file = join(dir, 'ledger.db');
  const ledger = openLedger(options());
  ledger.transaction(() => {
    for (let number = 1; number <= orders; number += 1) {
      const phone = `+38067${String(number).padStart(7, '0')}`;
      ledger.entries.append(received(incomingOrder({ sourceId: String(number), customer: { phone } })));
    }
  });
  ledger.close();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const options = () => ({ file, clock: fakeClock(), deskId: workstationIdSchema.parse('desk-1') });

const change = (sql: string): void => changeFile(file, sql);

/** Changes the file as an app with another rule would leave it. */
const byAnotherRule = () =>
  change(`
    UPDATE settings SET value = 'another' WHERE name = 'ledger.contacts';
    UPDATE contacts SET words = 'nobody';
  `);

/** All that is made of letters and phones as they are read. */
const madeOfWords = [
  salesDerived,
  contactDerived,
  noticesDerived,
  customersDerived,
  wordsDerived,
  goodsDerived,
];

const numbers = (query: string): readonly unknown[] => {
  const database = openDatabase(file, { readOnly: true });
  try {
    return database.all(query).map((row) => Object.values(row)[0]);
  } finally {
    database.close();
  }
};

it('says nothing of a ledger that is new', async () => {
  const reported: unknown[] = [];
  const ledger = await openLedgerInSteps({ ...options(), file: ':memory:' }, (progress) =>
    reported.push(progress),
  );
  expect(reported).toEqual([]);
  ledger.close();
});

it('rebuilds contacts of another rule, and reports its progress', async () => {
  byAnotherRule();
  const reported: { readonly done: number; readonly total: number }[] = [];
  const ledger = await openLedgerInSteps(options(), (progress) => reported.push(progress));
  expect(reported.map(({ done }) => done)).toEqual(
    reported.map(({ done }) => done).toSorted((a, b) => a - b),
  );
  expect(reported[0]?.done).toBeLessThan(orders);
  expect(reported.at(-1)).toEqual({ done: orders, total: orders });
  expect(ledger.customers.search('067 0000001', 5)).toHaveLength(1);
  expect(ledger.verify()).toEqual([]);
  ledger.close();
});

it.each([{ number: '№7' }, { customer: { name: 'Мар´яна' } }, { recipient: { phone: '22/632-00-00' } }])(
  'rebuilds contacts only when one has words the rule changed: %j',
  (written) => {
    const byTheRuleBefore = () =>
      change(`
      ${madeOfWords
        .map(({ setting, before }) => `UPDATE settings SET value = '${before}' WHERE name = '${setting}';`)
        .join('\n')}
      UPDATE contacts SET words = 'nobody';
    `);
    byTheRuleBefore();
    openLedger(options()).close();
    expect(numbers("SELECT count(*) FROM contacts WHERE words <> 'nobody'")).toEqual([0]);
    const ledger = openLedger(options());
    ledger.entries.append(received(incomingOrder({ sourceId: 'pl', ...written })));
    ledger.close();
    byTheRuleBefore();
    openLedger(options()).close();
    expect(numbers("SELECT count(*) FROM contacts WHERE words = 'nobody'")).toEqual([0]);
  },
);

it('finds orders and goods that an earlier version indexed', () => {
  const made = openLedger(options());
  made.entries.append(received(incomingOrder({ sourceId: 'pl', customer: { name: 'Łukasz Wałęsa' } })));
  made.catalogue.upsert('shop', [productOf({ productId: 'p1' }, [{ variantId: 'v1', title: 'Róża żółta' }])]);
  made.close();
  change(`
    UPDATE settings SET value = 'another' WHERE name IN ('ledger.orderWords', 'ledger.goodsWords');
    UPDATE order_bodies SET words = replace(replace(words, 'lukasz', 'łukasz'), 'walesa', 'wałesa');
    UPDATE products SET words = replace(words, 'zolta', 'zołta');
    INSERT INTO order_search (order_search) VALUES ('delete-all');
    INSERT INTO order_search (rowid, words, marks) SELECT row, words, marks FROM order_bodies;
    INSERT INTO product_search (product_search) VALUES ('delete-all');
    INSERT INTO product_search (rowid, words) SELECT row, words FROM products;
    INSERT INTO variant_search (variant_search) VALUES ('delete-all');
    INSERT INTO variant_search (rowid, words) SELECT row, 'roza zołta' FROM variants;
  `);
  const ledger = openLedger(options());
  const { rows } = ledger.orders.rows({ view: 'all', text: 'walesa', offset: 0, limit: 5 }, shopTimeAt());
  expect(rows.map(({ id }) => id)).toEqual(['shopify:pl']);
  expect(ledger.catalogue.search('shop', 'żółta', 5)).toHaveLength(1);
  expect(ledger.catalogue.products('shop', { text: 'zolta', offset: 0, limit: 5 }).products).toHaveLength(1);
  expect(ledger.verify()).toEqual([]);
  ledger.close();
});

it('has nothing to make when it is opened again', async () => {
  const reported: unknown[] = [];
  const ledger = await openLedgerInSteps(options(), (progress) => reported.push(progress));
  ledger.close();
  expect(reported).toEqual([]);
});

it('is unchanged after an interruption, and completed the next time', async () => {
  byAnotherRule();
  const stops = openLedgerInSteps(options(), () => {
    throw new Error('power cut');
  });
  await expect(stops).rejects.toThrow('power cut');
  expect(numbers("SELECT count(*) FROM contacts WHERE words <> 'nobody'")).toEqual([0]);
  expect(numbers("SELECT DISTINCT value FROM settings WHERE name = 'ledger.contacts'")).toEqual(['another']);
  const ledger = openLedger(options());
  expect(ledger.verify()).toEqual([]);
  ledger.close();
  expect(numbers("SELECT count(*) FROM contacts WHERE words = 'nobody'")).toEqual([0]);
});

it('is no fault before its rebuild', () => {
  byAnotherRule();
  const reader = openLedgerForReading({ file });
  expect(reader.verify()).toEqual([]);
  reader.close();
});
