import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createChatbotIntake } from '../../../../src/main/intake/chatbot/chatbot-intake.ts';
import { createSameOrders } from '../../../../src/main/intake/same-order/decide-same.ts';
import type { DynamicBlock } from '../../../../src/main/manychat/dynamic-block.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { entryIdSchema } from '../../../../src/shared/ids.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import type { BellDesk } from './bell-desk.ts';
import { managersOf, startBellDesk } from './bell-desk.ts';

const key = 'callback-key';
const managers = managersOf('Anna', 'Taras');
const buttonSchema = z.object({
  type: z.literal('dynamic_block_callback'),
  caption: z.string().max(20),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  payload: z.record(z.string(), z.unknown()),
});
const saidSchema = z.object({
  content: z.object({ messages: z.tuple([z.object({ text: z.string() })]) }),
});

let clock: FakeClock;
let ledger: Ledger;
let desk: BellDesk;
/** What each manager has on the screen of the phone. */
let screens: Map<string, DynamicBlock>;

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  screens = new Map();
  desk = startBellDesk({
    ledger,
    clock,
    managers,
    callbackKey: key,
    manychat: {
      page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
      contact: async () => ({ name: '', lastInteraction: clock.now() }),
      send: async (id, block) => void screens.set(id, block),
    },
  });
});
afterEach(async () => {
  await desk.stop();
  ledger.close();
});

/** ManyChat's servers call: what the button of a notice says, or what a flow of the bot sends. */
async function call(body: unknown, given = key): Promise<string> {
  const intake = createChatbotIntake({
    ledger,
    clock,
    log: quietLog(),
    config: () => ({ token: '1:key', apiBase: 'http://127.0.0.1:9', callbackKey: key }),
    publicUrl: () => 'https://bell.example',
    shopDomain: () => null,
    managers: desk.deeds,
  });
  const { status, json } = await intake.touch({ key: given, body: Buffer.from(JSON.stringify(body)) });
  return status === 200 ? saidSchema.parse(json).content.messages[0].text : String(status);
}
function buttonOf(id: string | undefined) {
  const [message] = screens.get(id ?? '')?.content.messages ?? [];
  return buttonSchema.parse(message && 'buttons' in message && message.buttons?.[0]);
}

describe('the button of a notice', () => {
  it('takes the order for the manager who presses it, and says who has it to the next', async () => {
    const id = desk.order('1');
    await clock.advance(1_000);
    const [anna, taras] = managers.map(({ subscriberId }) => buttonOf(subscriberId));
    expect(anna).toMatchObject({
      url: 'https://bell.example/manychat/touch',
      headers: { 'X-Orderbell-Key': key },
    });
    expect(await call(taras?.payload)).toBe('#1 is yours.');
    expect(ledger.orders.get(id)).toMatchObject({
      status: 'taken',
      takenBy: 'Taras',
      takenVia: 'messenger',
    });
    expect(await call(anna?.payload)).toBe('Taras has taken #1.');
    expect(await call(taras?.payload)).toBe('#1 is already yours.');
    expect(ledger.orders.get(id)?.takenBy).toBe('Taras');
  });

  it('leaves an order that is handed over already as it is, and says so', async () => {
    const id = desk.order('1');
    await clock.advance(1_000);
    ledger.entries.append({
      id: entryIdSchema.parse('deed:1'),
      orderId: id,
      at: clock.now(),
      by: 'Anna',
      kind: 'status-set',
      data: { status: 'handed-over', decision: 1 },
    });
    expect(await call(buttonOf(managers[1]?.subscriberId).payload)).toBe('#1 has already been handed over.');
    const order = ledger.orders.get(id);
    expect(order?.status).toBe('handed-over');
    expect(order).not.toHaveProperty('takenBy');
  });

  it.each(['merged into another', 'merged twice', 'a copy of another'])(
    'takes the order that is worked on in its place, and names that one, when it is %s',
    async (how) => {
      const part = desk.order('1');
      await clock.advance(1_000);
      const button = buttonOf(managers[1]?.subscriberId);
      const [kept, last] = [desk.order('2'), desk.order('3')];
      desk.take(last, 'Anna');
      const same = createSameOrders({ ledger, clock });
      if (how === 'a copy of another') {
        ledger.entries.append({
          id: entryIdSchema.parse('copy:1'),
          orderId: part,
          at: clock.now(),
          by: 'orderbell',
          kind: 'copy-of',
          data: { of: kept, tag: 'orderbell-1' },
        });
      } else same.merge(kept, part, 'Anna');
      await clock.advance(1_000);
      expect(desk.ringer.ring().orders).toEqual([kept]);
      if (how === 'merged twice') {
        same.merge(last, kept, 'Anna');
        expect(await call(button.payload)).toBe('Anna has taken #3.');
      } else {
        expect(await call(button.payload)).toBe('#2 is yours.');
        expect(ledger.orders.get(kept)).toMatchObject({ takenBy: 'Taras', takenVia: 'messenger' });
      }
      await clock.advance(1_000);
      expect(ledger.orders.get(part)).not.toHaveProperty('takenBy');
      expect(desk.ringer.ring().orders).toEqual([]);
    },
  );

  it('makes no customer of a manager', async () => {
    desk.order('1');
    await clock.advance(1_000);
    await call(buttonOf(managers[0]?.subscriberId).payload);
    await call({ id: managers[0]?.subscriberId, intent: 'start-shift' });
    expect(ledger.people.list(10)).toEqual([]);
  });

  it('takes nothing with a wrong key, for a stranger, or where there is no such order', async () => {
    const id = desk.order('1');
    await clock.advance(1_000);
    const { payload } = buttonOf(managers[0]?.subscriberId);
    expect(await call(payload, 'guessed')).toBe('401');
    expect(await call({ ...payload, subscriber: '999' })).toMatch(/managers of the shop.*999/);
    expect(await call({ ...payload, take: 'shopify:404' })).toBe('Orderbell does not have this order.');
    expect(ledger.orders.get(id)?.status).toBe('new');
  });

  it('is not there where no press would find its way here', async () => {
    await desk.stop();
    const silent = startBellDesk({
      ledger,
      clock,
      managers,
      manychat: {
        page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
        contact: async () => ({ name: '', lastInteraction: clock.now() }),
        send: async (id, block) => void screens.set(id, block),
      },
    });
    silent.order('2');
    await clock.advance(1_000);
    expect(JSON.stringify([...screens.values()])).not.toContain('callback');
    await silent.stop();
  });
});

describe('a shift', () => {
  it('begins and ends with a word to the bot, and decides who is told', async () => {
    const taras = managers[1]?.subscriberId;
    expect(await call({ contact: { id: taras }, intent: 'start-shift' })).toMatch(
      /^Taras, your shift has started/,
    );
    desk.order('1');
    await clock.advance(1_000);
    expect([...screens.keys()]).toEqual([taras]);
    expect(await call({ id: taras, intent: 'end-shift' })).toBe('Taras, your shift has ended.');
    desk.order('2');
    await clock.advance(1_000);
    expect(screens.size).toBe(2);
  });

  it('is said once, however often the flow calls', async () => {
    const anna = managers[0]?.subscriberId;
    for (const _ of [1, 2, 3]) await call({ id: anna, intent: 'start-shift' });
    expect(ledger.entries.list().filter(({ kind }) => kind === 'duty-set')).toHaveLength(1);
  });
});
