import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Manychat } from '../../../src/main/notify/manychat.ts';
import { refusalOf } from '../../../src/main/notify/manychat-problems.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { ManagerConfig } from '../../../src/main/settings/config.ts';
import type { Rule } from '../../../src/shared/bell/rules.ts';
import { usualBell } from '../../../src/shared/bell/rules.ts';
import { draftIdSchema, entryIdSchema, orderIdOf } from '../../../src/shared/ids.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { MailWarning } from '../../../src/shared/trainer.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { dyingLedger } from '../../support/crash.ts';
import { memoryLedger } from '../../support/ledger.ts';
import type { FakeMailer } from '../email/fake-mailer.ts';
import { fakeMailer, read } from '../email/fake-mailer.ts';
import type { BellDesk } from './bell-desk.ts';
import { managersOf, startBellDesk } from './bell-desk.ts';

const minute = 60_000;
const hour = 60 * minute;
const managers = managersOf('Anna', 'Taras', 'Olena');
const nameOf = (id: string): string => managers.find(({ subscriberId }) => subscriberId === id)?.name ?? '?';

let clock: FakeClock;
let ledger: Ledger;
/** `Anna: first line`, as it reached Messenger. */
let told: string[];
let blocks: string[];
let answers: Map<string, () => void>;
let warnings: MailWarning[];
let heardAt: number | undefined;
/** How long ManyChat takes to say so. */
let contactMs: number;
const running: BellDesk[] = [];

const messenger: Manychat = {
  page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
  contact: async (id) => {
    if (contactMs > 0) await new Promise<void>((resolve) => clock.after(contactMs, resolve));
    return { name: nameOf(id), lastInteraction: heardAt ?? clock.now() };
  },
  send: async (id, block) => {
    const [message] = block.content.messages;
    const text = message?.type === 'text' ? message.text : '';
    const first = `${nameOf(id)}: ${text.split('\n')[0] ?? ''}`;
    if (/New order/.test(first)) return;
    answers.get(nameOf(id))?.();
    told.push(first);
    blocks.push(JSON.stringify(block));
  },
};

function start(over: Ledger = ledger, person = 'Anna', listens = true): BellDesk {
  const desk = startBellDesk({
    ledger: over,
    clock,
    managers,
    manychat: messenger,
    person,
    callbackKey: 'key',
    warnings: () => warnings,
    listens: () => listens,
  });
  running.push(desk);
  return desk;
}
const anna = (desk: BellDesk): void => desk.book.setDuty({ manager: 'Anna', on: true, via: 'app' });
const ends = (): readonly string[] =>
  ledger.entries
    .list()
    .flatMap((entry) => (entry.kind === 'alert-ended' ? [`${entry.data.manager} ${entry.data.state}`] : []));

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  told = [];
  blocks = [];
  answers = new Map();
  warnings = [];
  heardAt = undefined;
  contactMs = 0;
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((desk) => desk.stop()));
  ledger.close();
});

describe('an order that is cancelled where it came from', () => {
  it('is told once to who took it, and to nobody else', async () => {
    const desk = start();
    const id = desk.order('1');
    desk.take(id, 'Taras');
    desk.cancelled('1');
    await clock.advance(5 * minute);
    desk.cancelled('1', 3);
    await clock.advance(hour);
    expect(told).toEqual(['Taras: Cancelled where it came from: #1 · shopify']);
    expect(blocks[0]).toContain('Look before you pack it');
  });

  it('is told to whoever is on duty while nobody has taken it, and rings once at their computers', async () => {
    const desk = start();
    const other = start(ledger, 'Taras', false);
    anna(desk);
    desk.order('1');
    await clock.advance(minute);
    desk.cancelled('1');
    await clock.advance(minute);
    expect(told).toEqual(['Anna: Cancelled where it came from: #1 · shopify']);
    const rang = ({ heard }: BellDesk) => heard.filter(({ kind }) => kind === 'bell-once');
    expect(rang(desk)).toEqual([{ kind: 'bell-once', sound: 'knock' }]);
    expect(rang(other)).toEqual([]);
    expect(desk.toasts).toContain('Cancelled where it came from: #1 · shopify');
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
      { ...usualBell, rules: usualBell.rules.filter(({ occasion }) => occasion === 'new-order') },
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
      'Anna: Cancelled where it came from: #1 · shopify',
      'Olena: Cancelled where it came from: #1 · shopify',
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
        subject: 'Cancelled where it came from: #1 · shopify',
        text: expect.stringContaining('Look before you pack it.'),
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
    mailer.answers = [{ taken: false, error: new Problem('refused', 'Not an e-mail address') }];
    desk.cancelled('1');
    await clock.advance(minute);
    expect(told).toEqual(['Anna: Cancelled where it came from: #1 · shopify']);
    expect(ends()).toEqual(['Taras refused', 'Taras refused', 'Anna sent']);
  });

  it('nor by e-mail is passed over for those of the next step who can be written to', async () => {
    const desk = withMails(anna_, { name: 'Taras', subscriberId: null });
    const id = desk.order('1');
    desk.take(id, 'Taras');
    await clock.advance(minute);
    desk.cancelled('1');
    await clock.advance(minute);
    expect(told).toEqual(['Anna: Cancelled where it came from: #1 · shopify']);
  });

  it('may have an e-mail alone, whose lost answer is looked up and never sent again', async () => {
    const desk = withMails({ name: 'Anna', subscriberId: null, email: 'anna@kvitka.example' });
    desk.order('1');
    await clock.advance(minute);
    const before = mailer.sent.length;
    mailer.answers = [{ taken: true, error: new Problem('unknown-outcome', 'no answer') }];
    desk.cancelled('1');
    await clock.advance(hour);
    expect(mailer.sent.length - before).toBe(1);
    expect(ends()).toEqual(['Anna sent']);
  });
});

describe('the end of a shift', () => {
  it('is told to the first manager once, with what the shift came to', async () => {
    const desk = start();
    desk.book.setDuty({ manager: 'Taras', on: true, via: 'messenger' });
    await clock.advance(hour);
    const id = desk.order('1');
    desk.take(id, 'Taras');
    await clock.advance(hour);
    desk.book.setDuty({ manager: 'Taras', on: false, via: 'messenger' });
    await clock.advance(hour);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^Anna: Shift of Taras · .*12:00.*14:00.* · 1 order$/);
    expect(blocks[0]).toContain('Taken: Taras 1');
  });

  it('is told to whom the shop has chosen, and a press too many is no shift', async () => {
    const desk = start();
    desk.book.set({ ...usualBell, digestTo: ['Olena'] }, 'Anna');
    for (const [on, wait] of [
      [true, minute],
      [false, minute],
      [true, hour],
      [false, minute],
    ] as const) {
      desk.book.setDuty({ manager: 'Taras', on, via: 'app' });
      await clock.advance(wait);
    }
    expect(told.map((line) => line.split(':')[0])).toEqual(['Olena']);
  });
});

describe('a link that nobody has paid', () => {
  const draftId = draftIdSchema.parse('draft-1');
  const draft = (state: 'ready' | 'paid', key: string): void => {
    ledger.entries.append({
      id: entryIdSchema.parse(`draft:${key}`),
      orderId: null,
      at: clock.now(),
      by: 'Olena',
      kind: 'draft-changed',
      data: {
        draftId,
        state,
        tag: 'ob-1',
        name: '#D7',
        title: 'Autumn bouquet',
        customerName: 'Iryna',
        invoiceUrl: 'https://shop.example/i/1',
        total: { minor: 90_000, currency: 'UAH' },
      },
    });
  };
  const unpaidFor = (unpaidHours: number): Rule => {
    const rule = usualBell.rules.find(({ occasion }) => occasion === 'unpaid');
    if (!rule) throw new Error('there is a usual rule for unpaid links');
    return { ...rule, when: { unpaidHours } };
  };

  it('is told once to who made it, when it has waited for as long as the rule says', async () => {
    const desk = start();
    desk.book.set({ rules: [unpaidFor(3)], quiet: [] }, 'Anna');
    draft('ready', 'made');
    await clock.advance(3 * hour - minute);
    expect(told).toEqual([]);
    await clock.advance(2 * minute);
    expect(told).toEqual(['Olena: Link not paid for 3 h: #D7']);
    await clock.advance(30 * hour);
    expect(told).toHaveLength(1);
  });

  it('is not told of once it is paid, nor of one that was old when the app first looked', async () => {
    draft('ready', 'made');
    await clock.advance(40 * hour);
    const desk = start();
    await clock.advance(minute);
    expect(told).toEqual([]);
    desk.book.set({ rules: [unpaidFor(41)], quiet: [] }, 'Anna');
    draft('paid', 'paid');
    await clock.advance(3 * hour);
    expect(told).toEqual([]);
  });
});

describe('a source that is silent', () => {
  const silent: MailWarning = {
    kind: 'silence',
    sender: 'orders@bloomdash.example',
    family: 'bloomdash',
    text: 'No order from Bloomdash',
    since: Date.parse('2025-03-04T06:00:00Z'),
    document: null,
  };

  it('is told once for each silence, and not when it is heard again before the notice has left', async () => {
    const desk = start();
    anna(desk);
    warnings = [silent];
    await clock.advance(hour);
    expect(told).toEqual(['Anna: mail:bloomdash is silent: nothing for 4 h']);
    warnings = [];
    await clock.advance(hour);
    warnings = [silent];
    await clock.advance(hour);
    expect(told).toHaveLength(1);
    warnings = [{ ...silent, since: silent.since + 5 * hour }];
    await clock.advance(hour);
    expect(told).toHaveLength(2);
  });

  it('that cannot be read is told after a while, and once however often the app is started', async () => {
    const down = (): MailWarning => ({ ...silent, kind: 'stopped', family: 'gmail', since: clock.now() });
    const first = start();
    anna(first);
    warnings = [down()];
    await clock.advance(14 * minute);
    expect(told).toEqual([]);
    await clock.advance(2 * minute);
    await first.stop();
    warnings = [down()];
    const second = start();
    await clock.advance(hour);
    await second.stop();
    expect(told).toEqual(['Anna: orders@bloomdash.example cannot be read']);
  });

  it('is told by the computer that listens alone', async () => {
    start(ledger, 'Anna', false);
    warnings = [silent];
    await clock.advance(hour);
    expect(told).toEqual([]);
  });
});

describe('a Messenger window that soon shuts', () => {
  it('asks whoever is on duty for one tap, once, with a button, two hours before', async () => {
    const desk = start();
    anna(desk);
    heardAt = clock.now();
    await clock.advance(21 * hour);
    expect(told).toEqual([]);
    await clock.advance(hour);
    expect(told).toEqual(['Anna: From 11:50 on Messenger shows you no new orders.']);
    expect(blocks[0]).toContain('"caption":"I am here"');
    expect(blocks[0]).toContain('"intent":"start-shift"');
    await clock.advance(hour);
    expect(told).toHaveLength(1);
  });

  it('is asked about once, also when the app starts anew before ManyChat has said until when it is open', async () => {
    const first = start();
    const [manager] = managers;
    if (!manager) throw new Error('there are managers');
    first.deeds.shift(true, manager.subscriberId);
    heardAt = clock.now() + 400;
    await clock.advance(22 * hour);
    expect(told).toHaveLength(1);
    await first.stop();
    contactMs = 300;
    start();
    await clock.advance(5 * minute);
    expect(told).toHaveLength(1);
  });

  it('is asked about by the next process where ManyChat could not be reached before', async () => {
    const first = start();
    anna(first);
    heardAt = clock.now();
    answers.set('Anna', () => {
      throw new Problem('unreachable', 'No connection');
    });
    await clock.advance(22 * hour);
    await first.stop();
    answers.clear();
    contactMs = 300;
    start();
    await clock.advance(5 * minute);
    expect(told).toHaveLength(1);
    expect(ends()).toEqual(['Anna sent']);
  });

  it('is open for another day once the button is pressed, before ManyChat says so', async () => {
    const desk = start();
    anna(desk);
    heardAt = clock.now();
    await clock.advance(22 * hour);
    const [manager] = managers;
    if (!manager) throw new Error('there are managers');
    desk.deeds.shift(true, manager.subscriberId);
    expect(desk.reachability.of('Anna')).toMatchObject({ state: 'open' });
  });
});

describe('the app dies', () => {
  it('at any call on its ledger, and nobody is told twice and nothing is lost unseen', async () => {
    const met: Record<string, number> = {};
    for (let call = 1; call <= 400; call += 1) {
      const when = call % 2 === 0 ? 'before' : 'after';
      const own = memoryLedger({ clock });
      ledger = own;
      told = [];
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
    ledger = memoryLedger({ clock });
    expect(met).toMatchObject({ sent: expect.any(Number), unknown: expect.any(Number) });
  }, 120_000);
});
