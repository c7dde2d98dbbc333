import { describe, expect, it, onTestFinished } from 'vitest';
import { createManychatClient } from '../../../src/main/manychat/client.ts';
import { draftChanged, draftTagOf, linkSent } from '../../../src/main/selling/draft-fact.ts';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import { createShopifyClient } from '../../../src/main/shopify/client.ts';
import { draftIdSchema, subscriberIdSchema } from '../../../src/shared/ids.ts';
import { reminderGapMs, silentAfterMs } from '../../../src/shared/link-rules.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { fact } from '../../support/orders.ts';
import { refusal, startFakeManychat } from '../notify/fake-manychat.ts';
import { startFakeShopify } from '../shopify/fake-shopify.ts';

const id = draftIdSchema.parse('0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11');
const url = 'https://fern.example/invoices/5';
const text = 'Here it is';
const mail = { via: 'email', to: 'olena@example.com', subject: 'Yours', text } as const;
const sending = () => crypto.randomUUID();

/** An app whose draft order is ready, with a real client on either side. */
async function setUp(draft: object = {}) {
  const [shopify, manychat] = await Promise.all([startFakeShopify(), startFakeManychat()]);
  onTestFinished(() => manychat.close());
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const log = quietLog();
  const node = {
    id: 'gid://shopify/DraftOrder/5',
    name: '#D5',
    status: 'OPEN',
    ready: true,
    invoiceUrl: url,
    invoiceSentAt: null as string | null,
    tags: [draftTagOf(id)],
    totalPriceSet: { presentmentMoney: { amount: '640.50', currencyCode: 'UAH' } },
  };
  shopify.on('Draft', () => ({ data: { draftOrder: node } }));
  shopify.on('DraftByTag', () => ({ data: { draftOrders: { nodes: [node] } } }));
  shopify.on('DraftInvoice', () => {
    node.invoiceSentAt = '2025-03-04T10:00:01Z';
    return { data: { draftOrderInvoiceSend: { draftOrder: node, userErrors: [] } } };
  });
  const config = { token: manychat.token, apiBase: manychat.url, callbackKey: null };
  const start = () =>
    createSelling({
      client: createShopifyClient({ config: shopify.config, clock, log }),
      ledger,
      clock,
      log,
      messenger: () => createManychatClient({ config, clock, log }),
      country: () => 'UA',
    });
  ledger.entries.append(
    draftChanged(
      {
        draftId: id,
        tag: draftTagOf(id),
        state: 'ready',
        shopifyId: node.id,
        name: '#D5',
        invoiceUrl: url,
        subscriberId: subscriberIdSchema.parse('7'),
        ...draft,
      },
      { at: clock.now(), by: 'Anna' },
    ),
  );
  const shown = () => ledger.drafts.get(id);
  return { shopify, manychat, clock, ledger, node, selling: start(), start, shown };
}

const byMessenger = { via: 'messenger', text } as const;

describe('a link by Messenger', () => {
  it('is sent once as text with a button, however often pressed', async () => {
    const { selling, manychat, shown } = await setUp();
    const one = sending();
    await Promise.all([
      selling.sendLink(id, { sending: one, message: byMessenger }, 'Anna'),
      selling.sendLink(id, { sending: one, message: byMessenger }, 'Anna'),
    ]);
    expect(manychat.delivered).toEqual([
      {
        subscriber_id: '7',
        data: {
          version: 'v2',
          content: {
            messages: [{ type: 'text', text, buttons: [{ type: 'url', caption: 'Оплатити', url }] }],
          },
        },
      },
    ]);
    expect(shown()).toMatchObject({ state: 'sent', sendings: [{ state: 'sent', by: 'Anna', to: '7' }] });
  });

  it('answers a customer who asked for a manager', async () => {
    const { selling, ledger, clock } = await setUp();
    const data = { subscriberId: '7', name: 'Olena', wantsManager: true };
    ledger.entries.append(fact({ id: 'touch:1', kind: 'touched', orderId: null, at: clock.now(), data }));
    await selling.sendLink(id, { sending: sending(), message: byMessenger }, 'Anna');
    const person = ledger.people.get(subscriberIdSchema.parse('7'));
    expect(person).toMatchObject({ wantsManager: false, answeredBy: 'Anna' });
  });

  it('is sent with its button under a text over Messenger’s limit', async () => {
    const { selling, manychat } = await setUp();
    const long = `Your roses.\n${'They are cut this morning. '.repeat(30)}`;
    await selling.sendLink(id, { sending: sending(), message: { via: 'messenger', text: long } }, 'Anna');
    expect(manychat.delivered).toMatchObject([
      {
        data: {
          content: {
            messages: [{ text: long }, { text: 'Your roses.', buttons: [{ type: 'url', url }] }],
          },
        },
      },
    ]);
  });

  it('is not sent by two managers at once', async () => {
    const { selling, manychat } = await setUp();
    const results = await Promise.allSettled(
      ['Anna', 'Taras'].map((by) => selling.sendLink(id, { sending: sending(), message: byMessenger }, by)),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(manychat.delivered).toHaveLength(1);
  });

  it('is not tried where the window is shut, and says what helps', async () => {
    const { selling, manychat, shown } = await setUp();
    manychat.lastInteraction = '2025-03-02T09:30:00+00:00';
    await expect(
      selling.sendLink(id, { sending: sending(), message: byMessenger }, 'Anna'),
    ).rejects.toMatchObject({
      message: 'Messenger window closed: the customer last wrote over 24 hours ago',
      fix: 'Write in ManyChat’s Live Chat yourself, or send the link by e-mail',
    });
    expect(manychat.delivered).toEqual([]);
    expect(shown()).toMatchObject({ state: 'ready', sendings: [] });
  });

  it.each([3011, 3031])('that ManyChat refuses by %i for the window can be sent again', async (code) => {
    const { selling, manychat, shown } = await setUp();
    manychat.sending = [refusal('no', code)];
    const send = () => selling.sendLink(id, { sending: sending(), message: byMessenger }, 'Anna');
    await expect(send()).rejects.toThrow(/customer last wrote/);
    expect(shown()).toMatchObject({ state: 'ready', sendings: [{ state: 'refused' }] });
    await send();
    expect(shown()?.state).toBe('sent');
  });

  it('with an unknown outcome is repeated only by a person', async () => {
    const { selling, manychat, shown } = await setUp();
    manychat.sending = ['cut'];
    const lost = sending();
    await selling.sendLink(id, { sending: lost, message: byMessenger }, 'Anna');
    expect(shown()).toMatchObject({ state: 'ready', sendings: [{ state: 'unknown' }] });
    await expect(selling.sendLink(id, { sending: sending(), message: byMessenger }, 'Anna')).rejects.toThrow(
      /It is unknown/,
    );
    expect(manychat.delivered).toHaveLength(1);
    await selling.sendLink(id, { sending: sending(), message: byMessenger, after: lost }, 'Anna');
    expect(manychat.delivered).toHaveLength(2);
    expect(shown()?.state).toBe('sent');
  });

  it('with an unknown outcome is marked as sent by a manager', async () => {
    const { selling, manychat, shown } = await setUp();
    manychat.sending = ['cut'];
    const lost = sending();
    await selling.sendLink(id, { sending: lost, message: byMessenger }, 'Anna');
    selling.markSent(id, lost, 'Taras');
    expect(shown()).toMatchObject({ state: 'sent', sendings: [{ state: 'sent' }] });
  });

  describe('of another computer that fell silent', () => {
    const lost = 'lost';
    const wordsOf = (state: 'sending' | 'sent') =>
      ({ draftId: id, sending: lost, via: 'messenger', to: '7', state, reminder: false }) as const;
    async function silent() {
      const here = await setUp();
      const there = memoryLedger({ clock: here.clock, deskId: 'desk-2' });
      const say = (state: 'sending' | 'sent') => {
        there.entries.append(linkSent(wordsOf(state), { at: here.clock.now(), by: 'Taras' }));
        here.ledger.entries.importRemote(there.entries.list());
      };
      say('sending');
      const seen = () => {
        const draft = here.shown();
        return draft && here.selling.seen(draft).sendings.map(({ state }) => state);
      };
      const send = (after?: string) =>
        here.selling.sendLink(id, { sending: sending(), message: byMessenger, after }, 'Anna');
      return { ...here, say, seen, send };
    }

    it('is unknown after ten minutes, and is resent by a person', async () => {
      const { clock, seen, send, manychat, selling } = await silent();
      await clock.advance(silentAfterMs - 1);
      expect(seen()).toEqual(['sending']);
      await expect(send(lost)).rejects.toThrow('The link is being sent');
      selling.markSent(id, lost, 'Anna');
      expect(seen()).toEqual(['sending']);
      await clock.advance(1);
      expect(seen()).toEqual(['unknown']);
      await expect(send()).rejects.toThrow(/It is unknown/);
      await send(lost);
      expect(manychat.delivered).toHaveLength(1);
      await expect(send(lost)).rejects.toThrow('This link was sent recently');
    });

    it('is sent when a manager or that computer confirms it', async () => {
      for (const source of ['manager', 'desk'] as const) {
        const { clock, seen, say, selling, shown } = await silent();
        await clock.advance(silentAfterMs);
        if (source === 'manager') selling.markSent(id, lost, 'Anna');
        else say('sent');
        expect(seen()).toEqual(['sent']);
        expect(shown()?.state).toBe('sent');
      }
    });
  });

  it('is shown as sending here however long it takes', async () => {
    const { selling, manychat, shown, clock } = await setUp();
    manychat.sending = ['silence'];
    void selling.sendLink(id, { sending: sending(), message: byMessenger }, 'Anna').catch(() => {});
    await expect.poll(() => shown()?.sendings[0]?.state).toBe('sending');
    await clock.advance(silentAfterMs);
    const draft = shown();
    expect(draft && selling.seen(draft).sendings).toMatchObject([{ state: 'sending' }]);
    const stopped = selling.stop();
    await clock.advance(3_000);
    await stopped;
  });

  it('that ManyChat does not answer does not keep the app from stopping', async () => {
    const { selling, start, manychat, shown, clock } = await setUp();
    manychat.sending = ['silence'];
    void selling.sendLink(id, { sending: sending(), message: byMessenger }, 'Anna').catch(() => {});
    await expect.poll(() => shown()?.sendings[0]?.state).toBe('sending');
    const stopped = selling.stop();
    await clock.advance(3_000);
    await stopped;
    expect(shown()?.sendings).toMatchObject([{ state: 'sending' }]);
    await start().resume();
    expect(shown()?.sendings).toMatchObject([{ state: 'unknown' }]);
  });

  it('that was being sent at shutdown is unknown at the next start', async () => {
    const { ledger, selling, start, manychat, shown, clock } = await setUp();
    manychat.sending = ['silence'];
    void selling.sendLink(id, { sending: sending(), message: byMessenger }, 'Anna').catch(() => {});
    await expect.poll(() => shown()?.sendings[0]?.state).toBe('sending');
    await start().resume();
    expect(shown()?.sendings).toMatchObject([
      { state: 'unknown', reason: 'the app stopped while sending it' },
    ]);
    expect(ledger.verify()).toEqual([]);
    expect(clock.now()).toBeGreaterThan(0);
  });

  it('can be reminded of once in a set time', async () => {
    const { selling, manychat, clock, shown } = await setUp();
    const send = () => selling.sendLink(id, { sending: sending(), message: byMessenger }, 'Anna');
    await send();
    await expect(send()).rejects.toThrow('This link was sent recently');
    await clock.advance(reminderGapMs);
    await send();
    expect(manychat.delivered).toHaveLength(2);
    expect(shown()?.sendings.map(({ reminder }) => reminder)).toEqual([false, true]);
  });

  it('is refused after Shopify has ordered or deleted it', async () => {
    const { selling, manychat, node, shopify, shown } = await setUp();
    node.status = 'COMPLETED';
    await expect(selling.sendLink(id, { sending: sending(), message: byMessenger }, 'Anna')).rejects.toThrow(
      '#D5 has become an order in the meantime',
    );
    shopify.on('Draft', { data: { draftOrder: null } });
    await expect(selling.sendLink(id, { sending: sending(), message: byMessenger }, 'Anna')).rejects.toThrow(
      'The draft order was deleted in Shopify',
    );
    expect(shown()?.state).toBe('deleted');
    expect(manychat.delivered).toEqual([]);
  });

  it('needs a recipient', async () => {
    const { selling } = await setUp({ subscriberId: undefined });
    await expect(
      selling.sendLink(id, { sending: sending(), message: byMessenger }, 'Anna'),
    ).rejects.toMatchObject({
      kind: 'bad-input',
    });
  });
});

describe('a link by mail', () => {
  it('is Shopify’s invoice with the manager’s subject and words', async () => {
    const { selling, shopify, shown } = await setUp();
    await selling.sendLink(id, { sending: sending(), message: mail }, 'Anna');
    expect(shopify.callsOf('DraftInvoice')[0]?.variables).toEqual({
      id: 'gid://shopify/DraftOrder/5',
      email: { to: 'olena@example.com', subject: 'Yours', customMessage: text },
    });
    expect(shown()).toMatchObject({ state: 'sent', sendings: [{ via: 'email', to: 'olena@example.com' }] });
  });

  it('whose answer is lost is sent if Shopify’s time is new', async () => {
    const { selling, shopify, clock, shown, node } = await setUp();
    shopify.once('DraftInvoice', () => {
      node.invoiceSentAt = '2025-03-04T10:00:01Z';
      return 'drop';
    });
    await selling.sendLink(id, { sending: sending(), message: mail }, 'Anna');
    expect(shown()?.sendings[0]?.state).toBe('sending');
    await clock.advance(20_000);
    await expect.poll(() => shown()?.state).toBe('sent');
    expect(shopify.callsOf('DraftInvoice')).toHaveLength(1);
  });

  it('whose answer is lost is refused when Shopify has sent none', async () => {
    const { selling, shopify, clock, shown } = await setUp();
    shopify.once('DraftInvoice', 'drop');
    await selling.sendLink(id, { sending: sending(), message: mail }, 'Anna');
    await clock.advance(20_000);
    await expect.poll(() => shown()?.sendings[0]?.state).toBe('refused');
  });

  it('of a silent computer is unknown after ten minutes, then resent', async () => {
    const { ledger, clock, selling, shopify, shown } = await setUp();
    const there = memoryLedger({ clock, deskId: 'desk-2' });
    const words = { draftId: id, sending: 'lost', via: 'email', to: mail.to, state: 'sending' } as const;
    there.entries.append(linkSent({ ...words, reminder: false }, { at: clock.now(), by: 'Taras' }));
    ledger.entries.importRemote(there.entries.list());
    const send = (after?: string) =>
      selling.sendLink(id, { sending: sending(), message: mail, after }, 'Anna');
    await expect(send('lost')).rejects.toThrow('The link is being sent');
    await clock.advance(silentAfterMs);
    await expect(send()).rejects.toMatchObject({ fix: expect.stringContaining('timeline in Shopify') });
    await send('lost');
    expect(shopify.callsOf('DraftInvoice')).toHaveLength(1);
    expect(shown()?.sendings.map(({ state }) => state)).toEqual(['sending', 'sent']);
  });

  it('names the field that Shopify refuses', async () => {
    const { selling, shopify, shown } = await setUp();
    const userErrors = [{ field: ['email', 'to'], message: 'To is invalid' }];
    shopify.on('DraftInvoice', { data: { draftOrderInvoiceSend: { draftOrder: null, userErrors } } });
    await expect(selling.sendLink(id, { sending: sending(), message: mail }, 'Anna')).rejects.toMatchObject({
      field: 'to',
      message: 'Shopify: To is invalid',
    });
    expect(shown()?.sendings).toMatchObject([{ state: 'refused' }]);
  });
});

it.each([
  ['Messenger', byMessenger],
  ['mail', mail],
])('a link by %s is held back once when the sum changed', async (_way, message) => {
  const { selling, manychat, shopify, node, shown } = await setUp({
    total: { minor: 64_050, currency: 'UAH' },
  });
  node.totalPriceSet.presentmentMoney.amount = '700.00';
  const send = () => selling.sendLink(id, { sending: sending(), message }, 'Anna');
  await expect(send()).rejects.toMatchObject({
    kind: 'refused',
    message: '#D5 was edited in Shopify and its total changed',
    fix: 'Check the text, then send it',
  });
  expect([...manychat.delivered, ...shopify.callsOf('DraftInvoice')]).toEqual([]);
  expect(shown()).toMatchObject({ total: { minor: 70_000 }, changesThere: 1, sendings: [] });
  await send();
  expect(shown()?.sendings).toMatchObject([{ state: 'sent' }]);
  expect(shown()?.changesThere).toBe(1);
});

it('a link is held back once when its maker’s clock was ahead', async () => {
  const { selling, clock, node, shown } = await setUp({ total: { minor: 64_050, currency: 'UAH' } });
  clock.set(-600_000);
  node.totalPriceSet.presentmentMoney.amount = '700.00';
  const send = () => selling.sendLink(id, { sending: sending(), message: byMessenger }, 'Anna');
  await expect(send()).rejects.toMatchObject({ kind: 'refused' });
  expect(shown()?.total?.minor).toBe(70_000);
  await send();
  expect(shown()).toMatchObject({ changesThere: 1, sendings: [{ state: 'sent' }] });
});

it('a copied link is recorded each time', async () => {
  const { selling, shown, clock } = await setUp();
  for (const by of ['Anna', 'Taras']) {
    await clock.advance(1000);
    await selling.sendLink(id, { sending: sending(), message: { via: 'copied' } }, by);
  }
  expect(shown()).toMatchObject({ state: 'sent', sendings: [{ by: 'Anna' }, { by: 'Taras' }] });
});

it('nothing is sent of a draft order that is being closed', async () => {
  const { selling, shopify, manychat, shown } = await setUp();
  shopify.on('DraftDelete', { status: 503 });
  await selling.close(id, 'cancelled', 'Anna');
  expect(shown()?.closing).toMatchObject({ end: 'cancelled', reason: null });
  expect(selling.work(id)).toMatchObject({ doing: 'closing', made: 'yes' });
  await expect(selling.sendLink(id, { sending: sending(), message: byMessenger }, 'Anna')).rejects.toThrow(
    '#D5 is being deleted in Shopify',
  );
  expect(manychat.delivered).toEqual([]);
});

it.each([
  ['Messenger', 'Shopify', byMessenger],
  ['Messenger', 'ManyChat', byMessenger],
  ['mail', 'Shopify', mail],
])('a link by %s is not sent if closed while %s', async (_way, asked, message) => {
  const { selling, shopify, manychat, node, shown } = await setUp();
  shopify.on('DraftDelete', { status: 503 });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing = selling.close(id, 'cancelled', 'Taras');
  };
  if (asked === 'ManyChat') manychat.onContact = close;
  else
    shopify.once('Draft', () => {
      close();
      return { data: { draftOrder: node } };
    });
  const sent = selling.sendLink(id, { sending: sending(), message }, 'Anna');
  await expect(sent).rejects.toThrow('#D5 is being deleted in Shopify');
  await closing;
  expect(shown()).toMatchObject({ state: 'ready', closing: { end: 'cancelled' }, sendings: [] });
  expect([...manychat.delivered, ...shopify.callsOf('DraftInvoice')]).toEqual([]);
});
