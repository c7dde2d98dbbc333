import { describe, expect, it } from 'vitest';
import { createChatbotIntake } from '../../../../src/main/intake/chatbot/chatbot-intake.ts';
import { closeRequest } from '../../../../src/main/selling/close-request.ts';
import { draftChanged, draftTagOf } from '../../../../src/main/selling/draft-fact.ts';
import { tieOrder } from '../../../../src/main/selling/tie-to-draft.ts';
import { defaultRules } from '../../../../src/shared/alert-rules/rules.ts';
import { draftIdSchema, entryIdSchema, subscriberIdSchema } from '../../../../src/shared/ids.ts';
import { quietLog } from '../../../support/log.ts';
import { anna, blocks, clock, eachWithAShop, hour, ledger, minute, start, told } from './alert-shop.ts';
import type { BellDesk } from './bell-desk.ts';

eachWithAShop();

const customer = subscriberIdSchema.parse('24680135790246802469');
const draftId = draftIdSchema.parse('0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11');
const product = { productId: '7001', title: 'Peonies' };

/** The bot passes on that a customer asks for a manager. */
function ask(): void {
  ledger.entries.append({
    id: entryIdSchema.parse(`touched:${clock.now()}`),
    orderId: null,
    at: clock.now(),
    by: 'chat-bot',
    kind: 'touched',
    data: {
      subscriberId: customer,
      name: 'Nadiia',
      wantsManager: true,
      lastWords: 'Can I have them today?',
      chatUrl: 'https://manychat.com/fb1/chat/2468',
      product,
    },
  });
}

function answer(): void {
  const person = ledger.people.get(customer);
  ledger.entries.append({
    id: entryIdSchema.parse(`answered:${clock.now()}`),
    orderId: null,
    at: clock.now(),
    by: 'Anna',
    kind: 'chat-answered',
    data: {
      subscriberId: customer,
      answered: true,
      upTo: person?.askedAt ?? 0,
      decision: (person?.decisions ?? 0) + 1,
    },
  });
}

const draft = (state: 'ready' | 'paid') =>
  ledger.entries.append(
    draftChanged(
      { draftId, tag: draftTagOf(draftId), state, subscriberId: customer },
      { at: clock.now(), by: 'Taras' },
    ),
  );
const ringing = ({ ringer }: BellDesk) => ringer.ring().chats;

describe('a customer who asks for a manager', () => {
  it('is notified to whoever is on duty, and rings until answered', async () => {
    const desk = start();
    const other = start(ledger, 'Taras', false);
    anna(desk);
    ask();
    await clock.advance(minute);
    expect(told).toEqual(['Anna: A customer asks for a manager']);
    expect(blocks[0]).toContain('About: Peonies');
    expect(blocks[0]).toContain('Customer: Nadiia');
    expect(blocks[0]).toContain('Can I have them today?');
    expect(blocks[0]).toContain('https://manychat.com/fb1/chat/2468');
    expect(desk.toasts).toContain('A customer asks for a manager');
    expect([ringing(desk), ringing(other)]).toEqual([[customer], []]);
    answer();
    await clock.advance(minute);
    expect(ringing(desk)).toEqual([]);
  });

  it('is notified to a manager when the bot passes the ask on', async () => {
    start();
    const intake = createChatbotIntake({
      ledger,
      clock,
      log: quietLog(),
      config: () => ({ token: null, apiBase: 'http://127.0.0.1:9', callbackKey: 'key' }),
      publicUrl: () => null,
      shopDomain: () => null,
    });
    const body = Buffer.from(JSON.stringify({ id: customer, name: 'Nadiia' }));
    const query = new URLSearchParams({ intent: 'manager' });
    expect(await intake.touch({ key: 'key', body, query })).toMatchObject({ status: 200 });
    await clock.advance(minute);
    expect(told).toContain('Anna: A customer asks for a manager');
  });

  it('is passed on while nobody answers, and asked again is one alert', async () => {
    const desk = start();
    const other = start(ledger, 'Taras', false);
    anna(desk);
    ask();
    await clock.advance(3 * minute);
    ask();
    await clock.advance(hour);
    expect(told).toEqual(['Anna', 'Taras', 'Olena'].map((name) => `${name}: A customer asks for a manager`));
    expect([ringing(desk), ringing(other)]).toEqual([[customer], [customer]]);
  });

  it('is passed on to nobody once answered, and is new when asked anew', async () => {
    const desk = start();
    anna(desk);
    ask();
    await clock.advance(2 * minute);
    answer();
    await clock.advance(hour);
    expect(told).toHaveLength(1);
    expect(ledger.people.get(customer)).toMatchObject({ waitingSince: null, answeredAfter: 2 * minute });
    ask();
    await clock.advance(minute);
    expect(told).toHaveLength(2);
    expect(ledger.people.get(customer)).toMatchObject({ answeredAfter: null });
  });

  it('is notified by no rule that is off', async () => {
    const desk = start();
    const rules = defaultRules.rules.map((rule) => ({ ...rule, on: rule.occasion !== 'chat' }));
    desk.book.set({ ...defaultRules, rules }, 'Anna');
    ask();
    await clock.advance(hour);
    expect([told, ringing(desk)]).toEqual([[], []]);
  });

  it('names no customer in what the alert keeps', async () => {
    start();
    ask();
    await clock.advance(minute);
    const raised = ledger.entries.list().filter(({ kind }) => kind === 'alert-raised');
    expect(raised).toHaveLength(1);
    expect(JSON.stringify(raised)).not.toMatch(/Nadiia|today/);
  });

  it('waits no more once the payment link was sent', async () => {
    const desk = start();
    anna(desk);
    ask();
    draft('ready');
    await clock.advance(minute);
    expect(ringing(desk)).toEqual([customer]);
    closeRequest(ledger, clock, draftId, 'Taras');
    await clock.advance(minute);
    expect(ringing(desk)).toEqual([]);
    expect(ledger.people.get(customer)).toMatchObject({ wantsManager: false, answeredBy: 'Taras' });
  });

  it('waits no more once an order came by the payment link', async () => {
    const desk = start();
    ask();
    draft('ready');
    const orderId = desk.order('1');
    const view = ledger.drafts.get(draftId);
    if (!view) throw new Error('no draft');
    tieOrder(ledger, clock, { draft: view, orderId, paymentStatus: 'paid' });
    expect(ledger.people.get(customer)).toMatchObject({ wantsManager: false, waitingSince: null });
    ask();
    tieOrder(ledger, clock, { draft: view, orderId, paymentStatus: 'paid' });
    expect(ledger.people.get(customer)?.wantsManager).toBe(false);
    expect(ledger.verify()).toEqual([]);
  });
});
