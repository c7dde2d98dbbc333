import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/shared/entry.ts';
import { foldOrder } from '../../../src/shared/fold.ts';
import { documentIdSchema, orderIdOf } from '../../../src/shared/ids.ts';
import { traceOf } from '../../../src/shared/trace/trace.ts';
import type { OrderDetail } from '../../../src/shared/views.ts';
import { entryOf, incomingOrder } from '../../support/orders.ts';

const second = 1_000;
const noon = Date.parse('2026-11-24T10:00:00Z');
const at = (seconds: number): number => noon + seconds * second;

const mailOrder = incomingOrder({ source: 'mail:dostavo', sourceId: 'DS-1', placedAt: '24.11.2026 12:00' });
const mailId = orderIdOf('mail:dostavo', 'DS-1');
const mail = documentIdSchema.parse('mail:1');

const received = (
  order = mailOrder,
  seconds = 3,
  data: object = { documentId: mail, readBy: 'dostavo@3' },
): Entry =>
  entryOf({
    id: `received:${seconds}`,
    kind: 'order-received',
    orderId: orderIdOf(order.source, order.sourceId),
    at: at(seconds),
    by: order.source === 'manual' ? 'Anna' : 'gmail',
    data: { order, ...data },
  });
const notified = (manager: string, seconds: number, more: object = {}): Entry =>
  entryOf({
    id: `notified:${manager}:${seconds}`,
    kind: 'notified',
    orderId: mailId,
    at: at(seconds),
    by: 'orderbell',
    data: { manager, channel: 'messenger', state: 'sent', at: at(seconds), queuedAt: at(3), ...more },
  });
const taken = (manager: string, seconds: number): Entry =>
  entryOf({
    id: `taken:${manager}`,
    kind: 'taken',
    orderId: mailId,
    at: at(seconds),
    by: manager,
    data: { manager, decision: 1, via: 'messenger' },
  });

type Machines = Partial<Pick<OrderDetail, 'warehouse' | 'loadedAt' | 'pendingNotices' | 'documents'>>;

function trace(entries: readonly Entry[], machines: Machines = {}, now = at(600)) {
  const [first] = entries;
  const order = first?.orderId ? foldOrder(first.orderId, entries) : null;
  if (order === null) throw new Error('no order comes of these entries');
  const steps = traceOf(
    {
      order,
      timeline: entries.map((entry) => ({ step: 'entry', at: entry.at, entry })),
      warehouse: 'committed',
      loadedAt: at(7),
      pendingNotices: 0,
      documents: [{ id: mail, kind: 'mail', receivedAt: at(2), mailedAt: at(-10), recipe: 'dostavo@2' }],
      ...machines,
    },
    now,
  );
  return steps.map(({ what, at: when, ...step }) => ({
    what,
    s: when === null ? null : (when - noon) / second,
    ...step,
  }));
}
const whats = (steps: readonly { readonly what: string }[]): readonly string[] =>
  steps.map(({ what }) => what);

describe('the trace of an order', () => {
  it('leads from mail, parser, BigQuery and message to the taker, with times', () => {
    expect(trace([received(), notified('Anna', 8), taken('Anna', 70)])).toMatchObject([
      { what: 'mailed', s: -10, gapMs: null },
      { what: 'received', how: 'mail', s: 2, gapMs: 12 * second },
      { what: 'read', readBy: { family: 'dostavo', version: 3 }, again: false, s: 3, gapMs: second },
      { what: 'loaded', s: 7, gapMs: 4 * second },
      { what: 'told', managers: ['Anna'], channel: 'messenger', s: 8, gapMs: second },
      { what: 'taken', by: 'Anna', via: 'messenger', s: 70, gapMs: 62 * second },
    ]);
  });

  it('says what is missing, and for how long it is waited for', () => {
    const steps = trace([received()], { warehouse: 'pending', loadedAt: null, pendingNotices: 2 }, at(43));
    expect(steps.slice(-3)).toMatchObject([
      { what: 'loading', state: 'pending', s: null, waitsMs: 40 * second, slow: false },
      { what: 'telling', why: 'warehouse', s: null, waitsMs: 40 * second, slow: false },
      { what: 'untaken', s: null, waitsMs: 40 * second, slow: false },
    ]);
  });

  it.each([
    ['a minute for BigQuery', [received()], { loadedAt: null, warehouse: 'pending' }, at(64), 'loading'],
    ['ten minutes until it is taken', [received(), notified('Anna', 8)], {}, at(609), 'untaken'],
    ['and what took it already', [received(), taken('Anna', 700)], {}, at(800), 'taken'],
    ['a mail that was read late', [received(mailOrder, 40)], {}, at(41), 'read'],
    ['a message that was pending for long', [received(), notified('Anna', 200)], {}, at(201), 'told'],
  ] as const)('marks what is too slow: %s', (_, entries, machines, now, what) => {
    const slow = trace(entries, machines, now).filter((step) => step.slow);
    expect(whats(slow)).toEqual([what]);
  });

  it('calls no notification of a later step slow', () => {
    const passed = notified('Taras', 400, { queuedAt: at(395) });
    const steps = trace([received(), notified('Anna', 8), passed], {}, at(401));
    expect(steps.filter(({ slow }) => slow)).toEqual([]);
  });

  it('groups recipients of one channel and second, and names a few', () => {
    const names = ['Anna', 'Taras', 'Olena', 'Ivan', 'Marko', 'Sofia'];
    const together = trace([received(), ...names.slice(0, 2).map((name) => notified(name, 8))]);
    expect(together.find(({ what }) => what === 'told')).toMatchObject({ managers: ['Anna', 'Taras'] });
    const apart = trace([received(), ...names.map((name, index) => notified(name, 8 + index))]);
    expect(whats(apart).filter((what) => what === 'told')).toHaveLength(3);
    expect(apart.find(({ what }) => what === 'told-more')).toMatchObject({ count: 3 });
  });

  it('leaves out a refusal when another channel reached the manager', () => {
    const refused = (name: string): Entry => notified(name, 8, { state: 'refused', reason: 'closed' });
    const mailed = notified('Taras', 9, { channel: 'email' });
    expect(whats(trace([received(), refused('Taras'), mailed]))).not.toContain('not-told');
    expect(trace([received(), refused('Taras')]).find(({ what }) => what === 'not-told')).toMatchObject({
      manager: 'Taras',
      state: 'refused',
    });
  });

  it('reports history as not notified, and calls none of it slow', () => {
    const steps = trace([received(mailOrder, 3, { quiet: true })], { loadedAt: at(90_000) }, at(100_000));
    expect(steps.find(({ what }) => what === 'telling')).toMatchObject({ why: 'history' });
    expect(steps.filter(({ slow }) => slow)).toEqual([]);
  });

  it('names the parser of the arrival, else the latest, else none', () => {
    const readBy = (data: object, documents: OrderDetail['documents']) =>
      trace([received(mailOrder, 3, { documentId: mail, ...data })], { documents }).find(
        ({ what }) => what === 'read',
      );
    const [kept] = [
      { id: mail, kind: 'mail', receivedAt: at(2), mailedAt: at(-10), recipe: 'bolt@4' } as const,
    ];
    expect(readBy({ readBy: 'general' }, [kept])).toMatchObject({ readBy: 'general' });
    expect(readBy({}, [kept])).toMatchObject({ readBy: { family: 'bolt', version: 4 } });
    expect(readBy({}, [])).toMatchObject({ readBy: null });
  });

  it('shows that a mail was parsed again, and by which template', () => {
    const again = entryOf({
      id: 'again',
      kind: 'order-updated',
      orderId: mailId,
      at: at(60),
      by: 'orderbell',
      data: { order: { ...mailOrder, version: 2 }, corrected: 'by-recipe', readBy: 'dostavo@4' },
    });
    expect(trace([received(), again]).filter(({ what }) => what === 'read')).toMatchObject([
      { again: false, readBy: { version: 3 } },
      { again: true, readBy: { version: 4 }, s: 60 },
    ]);
  });

  it('begins with who wrote a manual order down', () => {
    const order = incomingOrder({ source: 'manual', sourceId: 'M-1' });
    expect(trace([received(order, 3, {})], { documents: [] })[0]).toMatchObject({
      what: 'written',
      by: 'Anna',
    });
  });

  it('of an order by link has the link, opening and purchase', () => {
    const order = incomingOrder({ sourceId: '1001', placedAt: new Date(at(1)).toISOString() });
    const draft = (id: string, kind: 'link-sent' | 'draft-opened', seconds: number, data: object) =>
      entryOf({ id, kind, orderId: null, at: at(seconds), data: { draftId: 'd1', ...data } });
    const sent = { sending: 's', via: 'messenger', to: '1', state: 'sent', reminder: false };
    const steps = trace(
      [
        received(order, 3, {}),
        draft('1', 'link-sent', -600, sent),
        draft('2', 'draft-opened', -120, { checkout: 'c' }),
      ],
      { documents: [] },
    );
    expect(whats(steps).slice(0, 4)).toEqual(['link-sent', 'link-opened', 'placed', 'received']);
    expect(steps.slice(0, 3).filter(({ slow }) => slow)).toEqual([]);
  });

  it('loaded by another computer is in BigQuery at an unknown time', () => {
    const steps = trace([received()], { loadedAt: null, warehouse: 'committed' });
    expect(steps.find(({ what }) => what === 'loading')).toMatchObject({ state: 'elsewhere', waitsMs: null });
  });

  it('keeps that it was loaded while an edit of it still waits', () => {
    expect(whats(trace([received()], { warehouse: 'pending' }))).not.toContain('loading');
  });

  it('is the same for any order of facts', () => {
    const facts = [received(), notified('Anna', 8), notified('Taras', 9), taken('Anna', 70)];
    const known = trace(facts);
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
        const steps = trace(shuffled);
        expect(steps).toEqual(known);
        const times = steps.flatMap(({ s }) => s ?? []);
        expect(times).toEqual(times.toSorted((one, other) => one - other));
      }),
    );
  });
});
