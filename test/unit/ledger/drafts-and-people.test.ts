import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openLedger } from '../../../src/main/ledger/open.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { draftIdSchema, subscriberIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import { changeFile } from '../../support/change-file.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';

let ledger: Ledger;
beforeEach(() => {
  ledger = memoryLedger();
});

const draftId = draftIdSchema.parse('d1');
const draft = (id: string, at: number, data: object) =>
  ledger.entries.append(
    fact({
      id: `${id}:${at}`,
      kind: 'draft-changed',
      orderId: null,
      at,
      data: { draftId: id, tag: `ob-${id}`, state: 'creating', ...data },
    }),
  );
const person = subscriberIdSchema.parse('9007199254740993');
const touch = (at: number, data: object = {}) =>
  ledger.entries.append(
    fact({
      id: `touch:${at}`,
      kind: 'touched',
      orderId: null,
      at,
      data: { subscriberId: person, name: 'Olena', wantsManager: false, ...data },
    }),
  );

describe('a draft order', () => {
  it('is what its entries add up to, the latest on top', () => {
    draft('d1', 1, { title: 'Bouquet', customerName: 'Olena', total: { minor: 5, currency: 'UAH' } });
    draft('d1', 2, { state: 'failed', reason: 'no such variant' });
    expect(ledger.drafts.get(draftId)).toMatchObject({ state: 'failed', reason: 'no such variant' });
    draft('d1', 3, { state: 'creating', round: 2, customerName: 'Olena' });
    draft('d1', 4, { state: 'ready', round: 2, name: '#D7', invoiceUrl: 'https://pay.example/1' });
    expect(ledger.drafts.get(draftId)).toEqual({
      id: 'd1',
      state: 'ready',
      name: '#D7',
      title: 'Bouquet',
      customerName: 'Olena',
      total: { minor: 5, currency: 'UAH' },
      invoiceUrl: 'https://pay.example/1',
      reason: null,
      createdAt: 1,
      changedAt: 4,
      orderId: null,
      orderIds: [],
      shopifyId: null,
      shop: null,
      madeBy: 'Iryna',
      subscriberId: null,
      variants: [],
      sendings: [],
      openedAt: null,
      closing: null,
      replaces: null,
      replacedBy: null,
      round: 2,
    });
    expect(ledger.drafts.byTag('ob-d1')?.id).toBe('d1');
    expect(ledger.drafts.byTag('ob-d2')).toBeNull();
    expect(ledger.verify()).toEqual([]);
  });

  it('does not go back when an older entry comes late', () => {
    draft('d1', 5, { state: 'paid' });
    draft('d1', 4, { state: 'ready', invoiceUrl: 'https://pay.example/1' });
    draft('d1', 6, { state: 'calculating' });
    expect(ledger.drafts.get(draftId)).toMatchObject({
      state: 'paid',
      invoiceUrl: 'https://pay.example/1',
      createdAt: 4,
      changedAt: 5,
    });
  });

  it('is rebuilt at the start when an earlier app built it', () => {
    const dir = mkdtempSync(join(tmpdir(), 'orderbell-refold-'));
    onTestFinished(() => rmSync(dir, { recursive: true }));
    const file = join(dir, 'ledger.db');
    const open = () => openLedger({ file, clock: fakeClock(), deskId: workstationIdSchema.parse('desk-1') });
    ledger = open();
    draft('d1', 1, { title: 'Bouquet', customerName: 'Olena' });
    const before = ledger.drafts.get(draftId);
    ledger.close();
    changeFile(file, "UPDATE drafts SET body = json_remove(body, '$.sendings', '$.madeBy')");
    changeFile(file, "DELETE FROM settings WHERE name = 'ledger.draftFold'");
    ledger = open();
    expect(ledger.drafts.get(draftId)).toEqual(before);
    expect(ledger.verify()).toEqual([]);
    ledger.close();
  });

  it('is reported by verify when it differs from its events', () => {
    const dir = mkdtempSync(join(tmpdir(), 'orderbell-refold-'));
    onTestFinished(() => rmSync(dir, { recursive: true }));
    const file = join(dir, 'ledger.db');
    const open = () => openLedger({ file, clock: fakeClock(), deskId: workstationIdSchema.parse('desk-1') });
    ledger = open();
    draft('d1', 1, {});
    ledger.close();
    changeFile(file, "UPDATE drafts SET body = json_set(body, '$.state', 'paid')");
    ledger = open();
    expect(ledger.verify()).toEqual(['Draft order d1 is not what its entries add up to.']);
    ledger.close();
  });

  it('takes the later of two entries of one moment', () => {
    draft('d1', 5, { state: 'calculating' });
    ledger.entries.append(
      fact({
        id: 'a',
        kind: 'draft-changed',
        orderId: null,
        at: 5,
        data: { draftId, tag: 'ob-d1', state: 'ready' },
      }),
    );
    expect(ledger.drafts.get(draftId)?.state).toBe('ready');
  });

  it.each([['after'], ['before']])('names the order it became, linked %s it was known', (when) => {
    const link = () => {
      ledger.entries.append(received(incomingOrder()));
      ledger.entries.append(
        fact({ id: 'link', kind: 'draft-linked', at: 9, data: { draftId, tag: 'ob-d1' } }),
      );
    };
    if (when === 'before') link();
    draft('d1', 1, {});
    if (when === 'after') link();
    expect(ledger.drafts.get(draftId)?.orderId).toBe('shopify:1001');
    expect(ledger.verify()).toEqual([]);
  });

  it('is listed newest first', () => {
    for (const [at, id] of ['a', 'b', 'c'].entries()) draft(id, at, {});
    expect(ledger.drafts.list(2).map(({ id }) => id)).toEqual(['c', 'b']);
    expect(ledger.drafts.get(draftIdSchema.parse('none'))).toBeNull();
  });

  it('whose link can be paid is listed however many were made since', () => {
    draft('a', 1, { state: 'ready' });
    draft('b', 2, { state: 'cancelled' });
    for (const [at, id] of ['c', 'd'].entries()) draft(id, 10 + at, {});
    expect(ledger.drafts.list(2).map(({ id }) => id)).toEqual(['d', 'c', 'a']);
  });
});

describe('a person', () => {
  it('is what the touches add up to, whatever their order', () => {
    touch(20, { name: 'Olena K.', lastWords: 'is it fresh?' });
    touch(10, { wantsManager: true, picture: 'https://pic.example/1', lastWords: 'hello' });
    touch(30, { name: '' });
    expect(ledger.people.get(person)).toEqual({
      subscriberId: '9007199254740993',
      name: 'Olena K.',
      picture: 'https://pic.example/1',
      chatUrl: null,
      lastWords: 'is it fresh?',
      wantsManager: true,
      askedAt: 10,
      waitingSince: 10,
      answeredAfter: null,
      wants: [],
      answeredTo: 0,
      answeredBy: null,
      decisions: 0,
      interactionAt: null,
      touchedAt: 30,
      touches: 3,
    });
  });

  it('is listed by the last touch, and counted since a time', () => {
    touch(10);
    ledger.entries.append(
      fact({
        id: 'other',
        kind: 'touched',
        orderId: null,
        at: 20,
        data: { subscriberId: '7', name: 'Taras', wantsManager: false },
      }),
    );
    expect(ledger.people.list(9).map(({ name }) => name)).toEqual(['Taras', 'Olena']);
    expect([0, 11, 20, 21].map((at) => ledger.people.countSince(at))).toEqual([2, 1, 1, 0]);
    expect(ledger.people.get(subscriberIdSchema.parse('1'))).toBeNull();
  });
});
