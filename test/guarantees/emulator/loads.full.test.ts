import type { BigQuery } from '@google-cloud/bigquery';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isOpen } from '../../../src/main/ledger/search-words.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { openBigQuery } from '../../../src/main/warehouse/client.ts';
import { ensureTable, ensureViews, tableOf } from '../../../src/main/warehouse/ensure.ts';
import { findJob, loadRows } from '../../../src/main/warehouse/load.ts';
import { readLines } from '../../../src/main/warehouse/rows.ts';
import { viewsOf } from '../../../src/main/warehouse/views/views-of.ts';
import type { EntryDraft } from '../../../src/shared/entry.ts';
import { draftIdSchema, entryIdSchema, orderIdOf, subscriberIdSchema } from '../../../src/shared/ids.ts';
import { moneyToDecimal } from '../../../src/shared/money.ts';
import type { IncomingOrder } from '../../../src/shared/order.ts';
import { incomingOrderSchema } from '../../../src/shared/order.ts';
import { fakeClock } from '../../support/clock.ts';
import type { Emulator } from '../../support/emulator.ts';
import { emulatorMissing, startEmulator } from '../../support/emulator.ts';
import { memoryLedger } from '../../support/ledger.ts';

const clock = fakeClock();
let emulator: Emulator;
let bigquery: BigQuery;
let ledger: Ledger;

/** The compared columns of the view `orders`. */
const orderRow = z.object({
  order_id: z.string(),
  number: z.string(),
  status: z.string(),
  payment_status: z.string(),
  currency: z.string().nullable(),
  total: z.unknown(),
  taken_by: z.string().nullable(),
  needs_review: z.boolean(),
  quarantined: z.boolean(),
  is_test: z.boolean(),
  item_count: z.number(),
  attribution: z.string().nullable(),
  draft_id: z.string().nullable(),
  part_of: z.string().nullable(),
  part_cancelled: z.boolean(),
  fulfillment: z.string().nullable(),
  refunded: z.unknown(),
  wanted_date: z.object({ value: z.string() }).nullable(),
  wanted_to: z.string().nullable(),
  placed_at: z.object({ value: z.string() }).nullable(),
});

const query = async <T>(view: string, schema: z.ZodType<T>, rest = ''): Promise<T[]> => {
  const [rows] = await bigquery.query({ query: `SELECT * FROM \`shop.crm.${view}\` ${rest}` });
  return z.array(schema).parse(rows);
};

const uah = (minor: number) => ({ minor, currency: 'UAH' });
const order = (sourceId: string, version: number, content: object = {}): IncomingOrder =>
  incomingOrderSchema.parse({
    source: 'shopify',
    sourceId,
    version,
    content: {
      number: `#${sourceId}`,
      currency: 'UAH',
      total: uah(124050),
      placedAt: '2025-03-04T12:00:00+02:00',
      paymentStatus: 'pending',
      customer: { name: 'Olha "O." П', phone: '+380 50 123 45 67' },
      items: [
        {
          title: 'Mug',
          quantity: 2,
          unitPrice: uah(61025),
          lineTotal: uah(122050),
          options: ['red', 'big'],
        },
        { title: 'Card', quantity: 1, lineTotal: uah(2000), options: [] },
      ],
      ...content,
    },
  });

let written = 0;
function append(orderId: ReturnType<typeof orderIdOf> | null, fact: object): void {
  written += 1;
  const head = {
    id: entryIdSchema.parse(`fact:${written}`),
    orderId,
    at: clock.now() + written,
    by: 'Olena',
  };
  ledger.entries.append({ ...head, ...fact } as EntryDraft); // the ledger validates it
}

/** A day of a shop whose events arrive out of order. */
function aDay(): void {
  const id = (sourceId: string) => orderIdOf('shopify', sourceId);
  const received = (incoming: IncomingOrder, kind = 'order-received') =>
    append(id(incoming.sourceId), { kind, data: { order: incoming } });
  received(order('1', 20, { total: uah(99999) }));
  received(order('1', 30), 'order-updated');
  received(order('1', 10, { total: uah(1) }), 'order-updated');
  append(id('1'), { kind: 'taken', data: { manager: 'Olena', decision: 2 } });
  append(id('1'), { kind: 'status-set', data: { status: 'ready', decision: 1 } });
  append(id('1'), { kind: 'payment-set', data: { paymentStatus: 'paid', decision: 3 } });
  append(id('1'), {
    kind: 'attribution-found',
    data: { attribution: { kind: 'ad', last: { source: 'fb' } } },
  });
  append(id('1'), { kind: 'draft-linked', data: { draftId: draftIdSchema.parse('d1'), tag: 't' } });
  received(order('2', 1, { cancelledAt: '2025-03-04T13:00:00Z', total: uah(-5) }));
  received(order('3', 1, { fulfillment: 'fulfilled', total: undefined, placedAt: '4.03.2025 12:00' }));
  received(order('4', 1, { test: true, review: [{ code: 'no-total' }], items: [] }));
  append(id('4'), { kind: 'note-added', data: { text: "it's a \\ 'test' 🧋" } });
  received(
    order('4', 2, {
      test: true,
      review: [{ code: 'no-total' }],
      items: [],
      wanted: { date: '2025-03-08', to: '12:00' },
    }),
    'order-updated',
  );
  received(order('5', 1, { total: { minor: 1500, currency: 'JPY' }, currency: 'JPY' }));
  append(id('5'), { kind: 'status-set', data: { status: 'cancelled', decision: 1 } });
  // returned to the queue, then continued without a manager
  received(order('51', 1));
  append(id('51'), { kind: 'taken', data: { manager: 'Olena', decision: 1 } });
  append(id('51'), { kind: 'status-set', data: { status: 'new', decision: 2 } });
  append(id('51'), { kind: 'status-set', data: { status: 'preparing', decision: 3 } });
  const doubtful = [{ code: 'unverified-sender' }];
  received(order('6', 1, { review: doubtful }));
  received(order('7', 1, { review: doubtful, cancelledAt: '2025-03-04T13:00:00Z' }));
  append(id('7'), { kind: 'released', data: {} });
  received(
    order('8', 1, {
      review: [{ code: 'cancelled-unknown' }],
      cancelledAt: '2025-03-04T13:00:00Z',
      items: [],
    }),
  );
  // reopened after its source cancelled or sent it, then cancelled
  const gone = { cancelledAt: '2025-03-04T13:00:00Z', review: [{ code: 'cancelled-unknown' }] };
  for (const [sourceId, content, told] of [
    ['81', gone, { cancelled: true }],
    ['82', { fulfillment: 'fulfilled' }, { fulfilled: true }],
    ['83', gone, { fulfilled: true }],
    ['84', gone, undefined],
  ] as const) {
    received(order(sourceId, 1, content));
    append(id(sourceId), { kind: 'taken', data: { manager: 'Olena', decision: 1 } });
    append(id(sourceId), {
      kind: 'status-set',
      data: { status: 'ready', decision: 2, ...(told && { told }) },
    });
  }
  for (const [sourceId, told] of [
    ['85', { cancelled: true }],
    ['86', { cancelled: true, asked: true }],
    ['87', {}],
    ['88', undefined],
  ] as const) {
    received(order(sourceId, 1, gone));
    append(id(sourceId), {
      kind: 'status-set',
      data: { status: 'cancelled', decision: 1, ...(told && { told }) },
    });
  }
  // set one step back, then sent in a newer version or not
  for (const [sourceId, version] of [
    ['61', 1],
    ['62', 2],
    ['63', undefined],
  ] as const) {
    received(order(sourceId, 1, { fulfillment: 'fulfilled' }));
    const told = { fulfilled: true, ...(version !== undefined && { version }) };
    append(id(sourceId), { kind: 'status-set', data: { status: 'ready', decision: 1, told } });
    received(order(sourceId, 2, { fulfillment: 'partial' }), 'order-updated');
    received(order(sourceId, 3, { fulfillment: 'fulfilled' }), 'order-updated');
  }
  // two different texts of one version, then a newer one or none
  for (const [sourceId, first, then, last] of [
    ['64', 'fulfilled', 'partial', 2],
    ['65', 'partial', 'fulfilled', 2],
    ['66', 'partial', 'partial', 2],
    ['67', 'partial', 'fulfilled', 1],
  ] as const) {
    received(order(sourceId, 1, { fulfillment: first }));
    received(order(sourceId, 1, { fulfillment: then, note: 'second text' }), 'order-updated');
    const told = { fulfilled: true, version: 1 };
    append(id(sourceId), { kind: 'status-set', data: { status: 'ready', decision: 1, told } });
    received(order(sourceId, last, { fulfillment: 'fulfilled', note: 'last text' }), 'order-updated');
  }
  // a merged duplicate, which counts in no sum
  received(order('9', 1, { total: uah(77700) }));
  append(id('9'), { kind: 'same-decided', data: { other: id('1'), verdict: 'both', decision: 1 } });
  append(id('9'), { kind: 'same-decided', data: { other: id('1'), verdict: 'merged', decision: 2 } });
  append(id('1'), { kind: 'same-decided', data: { other: id('9'), verdict: 'kept', decision: 2 } });
  append(id('1'), { kind: 'refund-noted', data: { refundId: 'r1', amount: uah(100), reason: 'late' } });
  append(id('1'), { kind: 'refund-noted', data: { refundId: 'r2', amount: uah(900), reason: 'wrong' } });
  append(id('1'), { kind: 'refund-withdrawn', data: { refundId: 'r2' } });
  append(id('6'), {
    kind: 'copy-told',
    data: { copy: id('10'), version: 5, paymentStatus: 'paid', fulfillment: 'fulfilled' },
  });
  append(id('6'), { kind: 'copy-told', data: { copy: id('10'), version: 4, paymentStatus: 'pending' } });
  // updates of merged parts count while they are merged
  received(order('91', 1, { test: true }));
  received(order('92', 1, { test: true }));
  for (const [whole, cancelledAt] of [
    ['91', '2025-03-04T14:00:00Z'],
    ['92', undefined],
    ['3', '2025-03-04T14:00:00Z'],
  ] as const) {
    append(id(whole), {
      kind: 'copy-told',
      data: {
        copy: id('13'),
        why: 'merged',
        version: 2,
        paymentStatus: 'paid',
        fulfillment: 'partial',
        refunded: uah(700),
        ...(cancelledAt && { cancelledAt }),
      },
    });
    append(id(whole), {
      kind: 'copy-told',
      data: { copy: id('14'), why: 'merged', version: 2, paymentStatus: 'authorized', refunded: uah(900) },
    });
    for (const other of [id('13'), id('14')])
      append(id(whole), { kind: 'same-decided', data: { other, verdict: 'kept', decision: 1 } });
  }
  append(id('92'), { kind: 'same-decided', data: { other: id('13'), verdict: 'open', decision: 2 } });
  // cancelled at the source, some by a manager too, with open or partly cancelled parts
  for (const [sourceId, part] of [
    ['93', {}],
    ['94', { cancelledAt: '2025-03-04T14:00:00Z' }],
    ['95', { cancelledAt: '2025-03-04T14:00:00Z', ofPart: true }],
    ['96', {}],
    ['941', { cancelledAt: '2025-03-04T14:00:00Z', standing: [id('16')] }],
  ] as const) {
    received(order(sourceId, 1, { cancelledAt: '2025-03-04T13:00:00Z' }));
    append(id(sourceId), {
      kind: 'copy-told',
      data: { copy: id('15'), why: 'merged', version: 2, paymentStatus: 'paid', ...part },
    });
    append(id(sourceId), {
      kind: 'same-decided',
      data: { other: id('15'), verdict: 'kept', decision: 1 },
    });
  }
  append(id('96'), { kind: 'status-set', data: { status: 'cancelled', decision: 1 } });
  for (const [sourceId, parts, part] of [
    ['97', [], {}],
    ['98', [id('15')], {}],
    ['99', [id('16')], {}],
    ['981', [id('15')], { standing: [id('16')] }],
    ['982', [id('15'), id('16')], { standing: [id('16')] }],
    ['983', [id('16')], { cancelledAt: '2025-03-04T14:00:00Z', standing: [id('16')] }],
  ] as const) {
    received(order(sourceId, 1));
    append(id(sourceId), { kind: 'status-set', data: { status: 'cancelled', decision: 1, told: { parts } } });
    append(id(sourceId), {
      kind: 'copy-told',
      data: { copy: id('15'), why: 'merged', version: 2, paymentStatus: 'paid', ...part },
    });
    append(id(sourceId), {
      kind: 'same-decided',
      data: { other: id('15'), verdict: 'kept', decision: 1 },
    });
  }
  for (const [state, at] of [
    ['refused', 1],
    ['sent', 2],
  ] as const) {
    append(id('1'), { kind: 'notified', data: { manager: 'Olena', channel: 'messenger', state, at } });
  }
  append(null, {
    kind: 'touched',
    data: { subscriberId: subscriberIdSchema.parse('99999999999999999999'), name: 'X', wantsManager: true },
  });
}

describe.skipIf(emulatorMissing !== null)(
  `loads into the BigQuery emulator${emulatorMissing ? ` (${emulatorMissing})` : ''}`,
  () => {
    beforeAll(async () => {
      emulator = await startEmulator();
      bigquery = openBigQuery(emulator.config);
      ledger = memoryLedger({ clock });
      aDay();
      await ensureTable(bigquery, emulator.config);
      await ensureViews(bigquery, emulator.config);
      await load('desk-1-all');
    }, 240_000);
    afterAll(async () => {
      // undefined when it never started
      ledger?.close();
      await emulator?.close();
    });

    const load = (job: string) =>
      loadRows(
        { bigquery, table: tableOf(bigquery, emulator.config), clock },
        job,
        readLines(ledger.entries.list()),
      );

    it('finds existing dataset, table and views, and changes nothing', async () => {
      await ensureTable(bigquery, emulator.config);
      await ensureViews(bigquery, emulator.config);
      const [tables] = await bigquery.dataset('crm').getTables();
      expect(tables.map((table) => table.id ?? '').sort()).toEqual(
        ['entries', ...viewsOf('shop', 'crm').map(({ name }) => name)].sort(),
      );
    });

    it('loads all rows of a job, and recognises the job later', async () => {
      const rows = await query('entries', z.object({ id: z.string(), data: z.string() }));
      expect(rows).toHaveLength(written);
      expect(JSON.stringify(rows)).toContain('🧋');
      expect(await findJob(bigquery, 'desk-1-all', 'EU')).toMatchObject({ state: 'loaded' });
      expect(await findJob(bigquery, 'desk-1-none', 'EU')).toBeNull();
    });

    it('ignores the rows of a repeated job', async () => {
      await load('desk-1-all');
      expect(await query('entries', z.unknown())).toHaveLength(written);
    });

    it('shows every order like the app, in every shared column', async () => {
      const rows = await query('orders', orderRow, 'ORDER BY order_id');
      const orders = [...ledger.orders.each()]
        .map(({ order }) => order)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(
        rows.map((row) => ({
          ...row,
          total: row.total === null ? null : Number(row.total),
          refunded: row.refunded === null ? null : Number(row.refunded),
          placed_at: undefined,
          wanted_date: row.wanted_date?.value ?? null,
        })),
      ).toEqual(
        orders.map((order) => ({
          order_id: order.id,
          number: order.content.number,
          status: order.status,
          payment_status: order.paymentStatus,
          currency: order.content.currency,
          total: order.content.total ? Number(moneyToDecimal(order.content.total)) : null,
          taken_by: order.takenBy ?? null,
          needs_review: order.needsReview,
          quarantined: order.quarantined,
          is_test: order.content.test ?? false,
          item_count: order.content.items.reduce((sum, { quantity }) => sum + quantity, 0),
          attribution: order.attribution?.kind ?? null,
          draft_id: order.draftId ?? null,
          part_of: order.partOf?.id ?? null,
          wanted_date: order.content.wanted?.date ?? null,
          wanted_to: order.content.wanted?.to ?? null,
          part_cancelled: order.cancelledParts !== undefined && isOpen(order),
          fulfillment: order.content.fulfillment ?? null,
          refunded: order.content.refunded ? Number(moneyToDecimal(order.content.refunded)) : null,
          placed_at: undefined,
        })),
      );
      expect(rows.map(({ placed_at }) => placed_at?.value ?? null).slice(0, 3)).toEqual([
        '2025-03-04T10:00:00.000Z',
        '2025-03-04T10:00:00.000Z',
        null, // a time without a zone stays text
      ]);
    });

    it('counts everything once when rows were written twice', async () => {
      const views = viewsOf('shop', 'crm').map(({ name }) => name);
      const all = () => Promise.all(views.map((view) => query(view, z.unknown())));
      const before = await all();
      await load('desk-1-all-again');
      expect(await query('entries', z.unknown())).toHaveLength(2 * written);
      const sorted = (results: unknown[][]) =>
        results.map((rows) => rows.map((row) => JSON.stringify(row)).sort());
      expect(sorted(await all())).toEqual(sorted(before));
    });
  },
);
