import { describe, expect, it } from 'vitest';
import { createSameOrders } from '../../../../src/main/intake/same-order/decide-same.ts';
import { refusalOf } from '../../../../src/main/manychat/problems.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import type { ManagerConfig } from '../../../../src/main/settings/config.ts';
import { defaultRules } from '../../../../src/shared/alert-rules/rules.ts';
import { entryIdSchema, orderIdOf } from '../../../../src/shared/ids.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import { dyingLedger } from '../../../support/crash.ts';
import { byForm } from '../../../support/form.ts';
import type { FakeMailer } from '../email/fake-mailer.ts';
import { fakeMailer, read } from '../email/fake-mailer.ts';
import {
  anna,
  answers,
  beginAnew,
  blocks,
  clock,
  eachWithAShop,
  ends,
  hour,
  ledger,
  managers,
  messenger,
  minute,
  running,
  start,
  told,
  world,
} from './alert-shop.ts';
import type { BellDesk } from './bell-desk.ts';
import { startBellDesk } from './bell-desk.ts';

eachWithAShop();

describe('an order that is cancelled where it came from', () => {
  it('is told once to who took it, and to nobody else', async () => {
    const desk = start();
    const id = desk.order('1');
    desk.take(id, 'Taras');
    desk.cancelled('1');
    await clock.advance(5 * minute);
    desk.cancelled('1', 3);
    await clock.advance(hour);
    expect(told).toEqual(['Taras: Cancelled at the source: #1 · shopify']);
    expect(blocks[0]).toContain('Check before you pack it');
  });

  it('is told with the number of what was merged into it and still stands', async () => {
    const desk = start();
    const id = desk.order('1');
    const part = desk.order('2');
    desk.take(id, 'Taras');
    createSameOrders({ ledger, clock }).merge(id, part, 'Taras');
    desk.cancelled('1');
    await clock.advance(5 * minute);
    expect(told).toEqual(['Taras: Cancelled at the source: #1 · shopify']);
    expect(blocks[0]).toContain('Not cancelled: #2, merged into it');
  });

  it('is told with the number of what stands in an order that was merged into it and is cancelled as well', async () => {
    const desk = start();
    const [id, between, inner] = [desk.order('1'), desk.order('2'), desk.order('3')];
    desk.take(id, 'Taras');
    const same = createSameOrders({ ledger, clock });
    same.merge(between, inner, 'Taras');
    same.merge(id, between, 'Taras');
    desk.cancelled('2');
    desk.cancelled('1');
    await clock.advance(5 * minute);
    expect(blocks[0]).toContain('Not cancelled: #3, merged into it');
  });

  it('is told to whoever is on duty while nobody has taken it, and rings once at their computers', async () => {
    const desk = start();
    const other = start(ledger, 'Taras', false);
    anna(desk);
    desk.order('1');
    await clock.advance(minute);
    desk.cancelled('1');
    await clock.advance(minute);
    expect(told).toEqual(['Anna: Cancelled at the source: #1 · shopify']);
    const rang = ({ heard }: BellDesk) => heard.filter(({ kind }) => kind === 'alert-once');
    expect(rang(desk)).toEqual([{ kind: 'alert-once', sound: 'knock' }]);
    expect(rang(other)).toEqual([]);
    expect(desk.toasts).toContain('Cancelled at the source: #1 · shopify');
  });

  it('is told to nobody once its customer is erased', async () => {
    answers.set('Anna', () => {
      throw new Problem('unreachable', 'no answer');
    });
    const desk = start();
    anna(desk);
    const id = desk.order('1');
    await clock.advance(minute);
    desk.cancelled('1');
    await clock.advance(minute);
    expect(ends()).toEqual([]);
    ledger.entries.append({
      id: entryIdSchema.parse(`erased:${id}`),
      orderId: id,
      at: clock.now(),
      by: 'Anna',
      kind: 'customer-erased',
      data: {},
    });
    answers.clear();
    await clock.advance(hour);
    expect(told).toEqual([]);
    expect(ends()).toEqual(['Anna off']);
  });

  it('is told whatever fault there is at another, and that one as soon as the fault is gone', async () => {
    let bad: string | null = null;
    const faulty: Ledger = {
      ...ledger,
      entries: {
        ...ledger.entries,
        ofOrder(id) {
          if (id === bad) throw new TypeError('a fault');
          return ledger.entries.ofOrder(id);
        },
      },
    };
    const desk = start(faulty);
    anna(desk);
    const ids = ['1', '2', '3'].map((sourceId) => desk.order(sourceId));
    await clock.advance(minute);
    for (const sourceId of ['1', '2', '3']) desk.cancelled(sourceId);
    bad = ids[0] ?? null;
    await clock.advance(2 * minute);
    const news = (sourceId: string) => `Anna: Cancelled at the source: #${sourceId} · shopify`;
    expect(told.toSorted()).toEqual([news('2'), news('3')]);
    bad = null;
    await clock.advance(2 * minute);
    expect(told.toSorted()).toEqual([news('1'), news('2'), news('3')]);
  });

  it('is told within seconds of the ledger being readable again', async () => {
    let refuses = false;
    const orders: Ledger['orders'] = {
      ...ledger.orders,
      get(id) {
        if (refuses) throw new Error('disk I/O error');
        return ledger.orders.get(id);
      },
    };
    const desk = start({ ...ledger, orders });
    anna(desk);
    desk.order('1');
    await clock.advance(minute);
    desk.cancelled('1');
    refuses = true;
    await clock.advance(1_000);
    refuses = false;
    await clock.advance(20_000);
    expect(told).toEqual(['Anna: Cancelled at the source: #1 · shopify']);
  });

  it('is told once the desk has caught up, when it is heard while it catches up after sleep', async () => {
    const desk = start();
    const id = desk.order('1');
    desk.take(id, 'Taras');
    await clock.advance(minute);
    world.catchingUp = true;
    desk.cancelled('1');
    await clock.advance(2 * minute);
    expect(told).toEqual([]);
    world.catchingUp = false;
    await clock.advance(2 * minute);
    expect(told).toEqual(['Taras: Cancelled at the source: #1 · shopify']);
  });

  it('is no news to who cancelled it, and none where the shop does not want to be told', async () => {
    const desk = start();
    const id = desk.order('1');
    ledger.entries.append({
      id: entryIdSchema.parse('status:1'),
      orderId: id,
      at: clock.now(),
      by: 'Anna',
      kind: 'status-set',
      data: { status: 'cancelled', decision: 1 },
    });
    desk.cancelled('1');
    await clock.advance(minute);
    desk.book.set(
      { ...defaultRules, rules: defaultRules.rules.filter(({ occasion }) => occasion === 'new-order') },
      'Anna',
    );
    desk.order('2');
    desk.cancelled('2');
    await clock.advance(hour);
    expect(told).toEqual([]);
  });

  it('is no news days later, because something else was written down of it', async () => {
    const first = start();
    first.order('1');
    await clock.advance(minute);
    await first.stop();
    first.cancelled('1');
    await clock.advance(5 * 24 * hour);
    ledger.entries.append({
      id: entryIdSchema.parse('note:1'),
      orderId: orderIdOf('shopify', '1'),
      at: clock.now(),
      by: 'Anna',
      kind: 'note-added',
      data: { text: 'Money sent back' },
    });
    start();
    await clock.advance(minute);
    expect(told).toEqual([]);
  });

  it('is told by the next process when the app dies before it is', async () => {
    const first = start();
    const id = first.order('1');
    first.take(id, 'Taras');
    await clock.advance(minute);
    await first.stop();
    first.cancelled('1');
    start();
    await clock.advance(minute);
    expect(told).toHaveLength(1);
  });
});

describe('nobody of a step is reached', () => {
  it('those of the next one are told at once, and all of it is written down', async () => {
    answers.set('Taras', () => {
      throw refusalOf('3011', 'more than 24 hours');
    });
    const desk = start();
    const id = desk.order('1');
    desk.take(id, 'Taras');
    desk.cancelled('1');
    await clock.advance(minute);
    expect(told.toSorted()).toEqual([
      'Anna: Cancelled at the source: #1 · shopify',
      'Olena: Cancelled at the source: #1 · shopify',
    ]);
    expect(ends().toSorted()).toEqual(['Anna sent', 'Olena sent', 'Taras refused']);
  });

  it('is not said of one nobody knows about: that is parked', async () => {
    answers.set('Taras', () => {
      throw new Problem('unknown-outcome', 'No answer');
    });
    const desk = start();
    const id = desk.order('1');
    desk.take(id, 'Taras');
    desk.cancelled('1');
    await clock.advance(hour);
    expect(told).toEqual([]);
    expect(ends()).toEqual(['Taras unknown']);
    expect(ledger.outbox.parked()).toHaveLength(1);
  });
});

describe('a manager whom Messenger does not reach', () => {
  const [anna_, taras] = managers;
  if (!anna_ || !taras) throw new Error('there are managers');
  let mailer: FakeMailer;
  const withMails = (...team: readonly ManagerConfig[]): BellDesk => {
    mailer = fakeMailer();
    const desk = startBellDesk({
      ledger,
      clock,
      managers: team,
      manychat: messenger,
      person: 'Anna',
      mailer,
    });
    running.push(desk);
    return desk;
  };
  const mails = () => Promise.all(mailer.sent.map(read));

  it('is told by e-mail, and the next step waits for what becomes of that', async () => {
    answers.set('Taras', () => {
      throw refusalOf('3011', 'more than 24 hours');
    });
    const desk = withMails(anna_, { ...taras, email: 'taras@kvitka.example' });
    const id = desk.order('1');
    await clock.advance(minute);
    const before = mailer.sent.length;
    desk.take(id, 'Taras');
    desk.cancelled('1');
    await clock.advance(minute);
    expect((await mails()).slice(before)).toMatchObject([
      {
        to: 'taras@kvitka.example',
        subject: 'Cancelled at the source: #1 · shopify',
        text: expect.stringContaining('Check before you pack it.'),
      },
    ]);
    expect(ends()).toEqual(['Taras refused', 'Taras sent']);
    expect(told).toEqual([]);
    expect(ledger.verify()).toEqual([]);
  });

  it('is passed over when the e-mail is refused too', async () => {
    answers.set('Taras', () => {
      throw refusalOf('3011', 'more than 24 hours');
    });
    const desk = withMails(anna_, { ...taras, email: 'taras@kvitka.example' });
    const id = desk.order('1');
    desk.take(id, 'Taras');
    await clock.advance(minute);
    mailer.answers = [{ taken: false, error: new Problem('refused', 'Not a valid e-mail address') }];
    desk.cancelled('1');
    await clock.advance(minute);
    expect(told).toEqual(['Anna: Cancelled at the source: #1 · shopify']);
    expect(ends()).toEqual(['Taras refused', 'Taras refused', 'Anna sent']);
  });

  it('nor by e-mail is passed over for those of the next step who can be written to', async () => {
    const desk = withMails(anna_, { name: 'Taras', subscriberId: null });
    const id = desk.order('1');
    desk.take(id, 'Taras');
    await clock.advance(minute);
    desk.cancelled('1');
    await clock.advance(minute);
    expect(told).toEqual(['Anna: Cancelled at the source: #1 · shopify']);
  });

  it('may have an e-mail alone, which is parked when its answer was lost', async () => {
    const desk = withMails({ name: 'Anna', subscriberId: null, email: 'anna@kvitka.example' });
    desk.order('1');
    await clock.advance(minute);
    const before = mailer.sent.length;
    mailer.answers = [{ taken: true, error: new Problem('unknown-outcome', 'no answer') }];
    desk.cancelled('1');
    await clock.advance(hour);
    expect(mailer.sent.length - before).toBe(1);
    expect(ends()).toEqual(['Anna unknown']);
  });

  it.each([
    ['in the chat', { name: 'Anna', subscriberId: anna_.subscriberId }],
    ['by e-mail', { name: 'Anna', subscriberId: null, email: 'anna@kvitka.example' }],
  ])('is seen to have met a fault of our own, %s', async (_way, manager) => {
    mailer = fakeMailer();
    const mayTell = async (): Promise<never> => {
      throw new TypeError('a fault');
    };
    const desk = startBellDesk({ ledger, clock, managers: [manager], manychat: messenger, mailer, mayTell });
    running.push(desk);
    desk.order('1');
    desk.cancelled('1');
    await clock.advance(minute);
    expect(ends()).toEqual(['Anna refused']);
    expect(mailer.sent).toEqual([]);
  });
});

describe('the app dies', () => {
  it('at any call on its ledger, and nobody is told twice and nothing is lost unseen', async () => {
    const met: Record<string, number> = {};
    for (let call = 1; call <= 400; call += byForm({ short: 7, full: 3, long: 1 })) {
      const when = call % 2 === 0 ? 'before' : 'after';
      const own = beginAnew();
      const setUp = start(own);
      const id = setUp.order('1');
      setUp.take(id, 'Taras');
      await clock.advance(minute);
      await setUp.stop();
      setUp.cancelled('1');
      const dying = dyingLedger(own, { call, when });
      try {
        const desk = startBellDesk({
          ledger: dying.ledger,
          clock,
          managers,
          manychat: messenger,
          person: 'Anna',
        });
        await clock.advance(minute);
        await Promise.race([desk.stop(), clock.advance(5_000)]);
      } catch (error) {
        if (!dying.died()) throw error;
      }
      const next = start(own);
      await clock.advance(3 * minute);
      await next.stop();
      const state = own.entries
        .list()
        .flatMap((entry) => (entry.kind === 'alert-ended' ? [entry.data.state] : []));
      expect({ call, told: told.length <= 1, state }).toEqual({
        call,
        told: true,
        state: [expect.any(String)],
      });
      if (state[0] === 'sent') expect(told).toHaveLength(1);
      else expect(own.outbox.parked()).toHaveLength(1);
      met[state[0] ?? ''] = (met[state[0] ?? ''] ?? 0) + 1;
      own.close();
      running.length = 0;
      if (!dying.died()) break;
    }
    beginAnew();
    expect(met).toMatchObject({ sent: expect.any(Number), unknown: expect.any(Number) });
  }, 300_000);
});
