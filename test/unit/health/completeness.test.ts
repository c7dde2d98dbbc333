import { describe, expect, it } from 'vitest';
import { buildCompleteness } from '../../../src/main/health/completeness/completeness.ts';
import type { Facts, Held, PlacedOrder } from '../../../src/main/health/completeness/facts.ts';
import { documentIdSchema, messageIdSchema, orderIdOf } from '../../../src/shared/ids.ts';
import { lastDays } from '../../../src/shared/shop-days.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const minute = 60_000;
const days = lastDays('Europe/Kyiv', now, 3);
const [today = '', yesterday = ''] = days.map(({ day }) => day);

function order(source: string, sourceId: string, part: Partial<PlacedOrder> = {}): PlacedOrder {
  return {
    id: orderIdOf(source, sourceId),
    source,
    number: `#${sourceId}`,
    customerName: 'Olena',
    status: 'taken',
    quarantined: false,
    partOf: null,
    warehouse: 'committed',
    receivedAt: now - 30 * minute,
    placedAt: null,
    notifications: [{ manager: 'Anna', channel: 'messenger', state: 'sent' }],
    document: null,
    mailedAt: null,
    quiet: false,
    day: today,
    ...part,
  };
}
const mail = (id: string) => documentIdSchema.parse(`mail:${id}`);
const named = (id: string) => ({ id, number: '', at: now - 20 * minute });
const held = (id: string, part: Partial<Held> = {}): Held => ({
  id: mail(id),
  kind: 'mail',
  topic: 'orders@dostavo.example',
  headers: {},
  receivedAt: now - 20 * minute,
  state: 'parked',
  reason: 'the disk is full',
  source: 'mail:dostavo',
  at: now - 20 * minute,
  order: null,
  ...part,
});

const build = (part: Partial<Facts>) =>
  buildCompleteness({
    now,
    timeZone: 'Europe/Kyiv',
    days,
    orders: [],
    asked: [],
    askable: new Map(),
    held: [],
    isRead: () => false,
    troubles: new Map(),
    paidLinks: { here: [], missing: [], askedAt: null },
    touches: [],
    warehouseOff: false,
    notifyOff: false,
    ...part,
  });
const countsOf = ({ days: [first] }: ReturnType<typeof build>, source: string) =>
  first?.sources.find((one) => one.source === source);

describe('the counts of a source and day', () => {
  it('are smaller where an order is missing, and that order alone is named', () => {
    const orders = [
      order('shopify', '1'),
      order('shopify', '2', { status: 'new' }),
      order('shopify', '3', { status: 'new', notifications: [] }),
      order('shopify', '4', { status: 'new', notifications: [], warehouse: 'pending' }),
    ];
    const notice = {
      kind: 'notice',
      state: 'waiting',
      message: messageIdSchema.parse('m1'),
      reason: 'ManyChat does not answer',
    } as const;
    const view = build({
      orders,
      asked: [
        {
          source: 'shopify',
          day: today,
          askedAt: now - minute,
          named: ['1', '2', '3', '4', '5'].map((id) => named(`shopify:${id}`)),
        },
      ],
      askable: new Map([['shopify', null]]),
      troubles: new Map([[orderIdOf('shopify', '3'), [notice]]]),
    });
    expect(countsOf(view, 'shopify')).toMatchObject({
      atSource: 5,
      inLedger: 4,
      inWarehouse: 3,
      notified: 2,
      taken: 1,
      late: ['ledger', 'warehouse', 'notified', 'taken'],
    });
    expect(view.differences.map(({ number, stage, why, reason }) => [number, stage, why, reason])).toEqual([
      ['#2', 'taken', 'untaken', null],
      ['#3', 'notified', 'waiting', 'ManyChat does not answer'],
      ['#4', 'warehouse', 'waiting', null],
      ['5', 'ledger', 'not-fetched', null],
    ]);
  });

  it('say what came after the source was asked as at the source too', () => {
    const asked = [
      { source: 'shopify', day: today, askedAt: now - 40 * minute, named: [named('shopify:1')] },
    ];
    const view = build({ orders: [order('shopify', '1'), order('shopify', '2')], asked });
    expect(countsOf(view, 'shopify')).toMatchObject({ atSource: 2, inLedger: 2 });
    expect(view.differences).toEqual([]);
  });

  it('are not zero but unknown where a source was not asked', () => {
    const view = build({ orders: [order('shopify', '1')], askable: new Map([['shopify', 'no network']]) });
    expect(countsOf(view, 'shopify')).toMatchObject({
      atSource: null,
      askedAt: null,
      canBeAsked: true,
      problem: 'no network',
      inLedger: 1,
    });
  });

  it('count an order of yesterday on yesterday, also when it came today', () => {
    const view = build({ orders: [order('shopify', '1', { day: yesterday })] });
    expect(view.days.map(({ sources }) => sources[0]?.inLedger)).toEqual([0, 1, 0]);
  });

  it('leave out what is in quarantine, and name it', () => {
    const forged = order('mail:dostavo', '1', { quarantined: true, document: mail('a'), status: 'new' });
    const view = build({
      orders: [forged],
      asked: [{ source: 'mail:dostavo', day: today, askedAt: now, named: [named('mail:a')] }],
    });
    expect(countsOf(view, 'mail:dostavo')).toMatchObject({ atSource: 0, inLedger: 0 });
    expect(view.differences).toMatchObject([{ why: 'quarantine', next: { do: 'open', order: forged.id } }]);
  });

  it('take the copy of an order as told and taken with the order it is of', () => {
    const whole = order('manual', '1');
    const copy = order('shopify', '9', { partOf: whole.id, status: 'new', notifications: [], quiet: true });
    const view = build({ orders: [whole, copy] });
    expect(countsOf(view, 'shopify')).toMatchObject({ inLedger: 1, notified: 1, taken: 1 });
    expect(view.differences).toEqual([]);
  });
});

describe('the mails of a service', () => {
  const ask = (...ids: readonly string[]) => [
    { source: 'mail:dostavo', day: today, askedAt: now, named: ids.map((id) => named(`mail:${id}`)) },
  ];

  it('are orders: another word on one, or another matter, is no order more', () => {
    const view = build({
      orders: [order('mail:dostavo', '1', { document: mail('a') })],
      asked: ask('a', 'b'),
      isRead: (id) => id === mail('b'),
    });
    expect(countsOf(view, 'mail:dostavo')).toMatchObject({ atSource: 1, inLedger: 1 });
    expect(view.differences).toEqual([]);
  });

  it('are named where they are not on disk, and where they are and could not be read, with why', () => {
    const view = build({ asked: ask('a', 'b'), held: [held('b')] });
    expect(view.differences).toMatchObject([
      { stage: 'ledger', why: 'not-fetched', next: { do: 'fetch', source: 'mail:dostavo', id: 'mail:a' } },
      {
        stage: 'ledger',
        why: 'parked',
        reason: 'the disk is full',
        next: { do: 'read-again', document: 'mail:b' },
      },
    ]);
    expect(countsOf(view, 'mail:dostavo')).toMatchObject({ atSource: 2, inLedger: 0 });
  });

  it('are named also while the mailbox cannot be asked', () => {
    const view = build({ held: [held('b', { state: 'waiting', reason: null })] });
    expect(view.differences).toMatchObject([{ why: 'not-read', next: { do: 'hurry' } }]);
  });
});

describe('no difference is made of', () => {
  it.each([
    ['history that woke nobody', { quiet: true, notifications: [] }],
    ['an order that was called off before anybody was told', { status: 'cancelled', notifications: [] }],
    ['an order somebody works on', { status: 'preparing', notifications: [] }],
  ] as const)('%s', (_what, part) => {
    expect(build({ orders: [order('shopify', '1', { status: 'new', ...part })] }).differences).toEqual([]);
  });

  it('BigQuery and Messenger where they are not connected', () => {
    const waiting = order('shopify', '1', { warehouse: 'off', notifications: [] });
    const view = build({ orders: [waiting], warehouseOff: true, notifyOff: true });
    expect(view.differences).toEqual([]);
    expect(countsOf(view, 'shopify')).toMatchObject({ inWarehouse: null, notified: null });
  });

  it('a delivery that could not be read, once its order came by another way', () => {
    const parked = held('x', { kind: 'webhook', source: 'shopify', order: orderIdOf('shopify', '1') });
    expect(build({ orders: [order('shopify', '1')], held: [parked] }).differences).toEqual([]);
    expect(build({ held: [parked] }).differences).toMatchObject([{ source: 'shopify', why: 'parked' }]);
  });
});

it('marks what is missing for longer than it takes, and not what has just come', () => {
  const fresh = { receivedAt: now - minute / 2, status: 'new' } as const;
  const late = (part: Partial<PlacedOrder>) =>
    build({ orders: [order('shopify', '1', { ...fresh, ...part })] }).differences.map((one) => one.late);
  expect(late({})).toEqual([false]);
  expect(late({ receivedAt: now - 6 * minute })).toEqual([true]);
  expect(late({ warehouse: 'pending' })).toEqual([false]);
  expect(late({ warehouse: 'pending', receivedAt: now - 2 * minute })).toEqual([true]);
});

describe('an order of the last seconds', () => {
  const seconds = 1_000;
  const asked = (at: number) => [
    {
      source: 'shopify' as const,
      day: today,
      askedAt: now,
      named: [named('shopify:1'), { id: 'shopify:9', number: '#9', at }],
    },
  ];
  const askable = new Map([['shopify', null]] as const);
  const settled = order('shopify', '1');

  it('is missing nowhere that it has not come to yet, and a minute later it is', () => {
    const young = { status: 'new', warehouse: 'pending', notifications: [] } as const;
    const at = (receivedAt: number) =>
      build({ orders: [order('shopify', '2', { ...young, receivedAt })] }).differences;
    expect(at(now - 5 * seconds)).toEqual([]);
    expect(at(now - 70 * seconds)).toMatchObject([{ stage: 'warehouse', late: true }]);
  });

  it('that a source has just named is in no count until it can be here', () => {
    const view = build({ orders: [settled], asked: asked(now - 5 * seconds), askable });
    expect(view.differences).toEqual([]);
    expect(countsOf(view, 'shopify')).toMatchObject({ atSource: 1, inLedger: 1, late: [] });
  });

  it('is not late before Shopify was asked once more, which it is every two minutes', () => {
    const of = (ago: number) => build({ orders: [settled], asked: asked(now - ago), askable });
    expect(of(110 * seconds).differences).toMatchObject([{ number: '#9', why: 'not-fetched', late: false }]);
    expect(countsOf(of(110 * seconds), 'shopify')).toMatchObject({ atSource: 2, inLedger: 1, late: [] });
    expect(of(160 * seconds).differences).toMatchObject([{ number: '#9', late: true }]);
  });

  it('is told at once where it needs a person', () => {
    const parked = held('x', { at: now - seconds, receivedAt: now - seconds });
    expect(build({ held: [parked] }).differences).toMatchObject([{ why: 'parked', late: true }]);
  });
});

it('does not send a notice again unseen that may have gone out', () => {
  const unknown = order('shopify', '1', {
    status: 'new',
    notifications: [{ manager: 'Anna', channel: 'messenger', state: 'unknown' }],
  });
  const parked = {
    kind: 'notice',
    state: 'parked',
    message: messageIdSchema.parse('m1'),
    reason: 'Not known whether it was sent',
  } as const;
  const view = build({ orders: [unknown], troubles: new Map([[unknown.id, [parked]]]) });
  expect(view.differences).toMatchObject([{ why: 'unknown', next: { do: 'open', order: unknown.id } }]);
});

it('names a paid link and its missing order once', () => {
  const missing = [
    {
      link: 'd1',
      order: orderIdOf('shopify', '7'),
      number: '#1007',
      customerName: 'Olena',
      seenAt: now - minute,
    },
  ];
  const view = build({
    asked: [{ source: 'shopify', day: today, askedAt: now, named: [named('shopify:7')] }],
    askable: new Map([['shopify', null]]),
    paidLinks: { here: [], missing, askedAt: now },
  });
  expect(view.differences).toMatchObject([{ source: 'pay-links', number: '#1007', stage: 'ledger' }]);
  expect(countsOf(view, 'pay-links')).toMatchObject({ atSource: 1, inLedger: 0 });
});
