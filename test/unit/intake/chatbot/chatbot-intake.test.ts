import { describe, expect, it } from 'vitest';
import { entryIdSchema, subscriberIdSchema } from '../../../../src/shared/ids.ts';
import { bot, contact, key, manychat, olena } from './bot.ts';

describe('a touch', () => {
  it('is written down with the id exact to the last digit, and answered', async () => {
    const { touch, person } = bot();
    expect((await touch(contact())).messages).toMatchObject([
      { type: 'text', text: expect.stringMatching(/Thank you/) },
    ]);
    expect(person()).toMatchObject({
      name: 'Olena Marchuk',
      picture: 'https://pics.example/o.jpg',
      chatUrl: 'https://manychat.com/fb1/chat/2',
      lastWords: 'Show me mugs',
      wantsManager: false,
      touchedAt: Date.parse('2026-05-02T11:59:58Z'),
      interactionAt: Date.parse('2026-05-02T11:59:58Z'),
    });
  });

  it('is one fact, however often the flow calls during one visit', async () => {
    const { touch, catalogue, ledger } = bot({ products: 2 });
    await Promise.all([touch(contact()), touch(contact()), catalogue(contact())]);
    await touch(contact());
    expect(ledger.entries.list()).toHaveLength(1);
  });

  it('of someone whose last visit is not told counts once a minute, and opens no window', async () => {
    const { touch, ledger, clock, person } = bot();
    const bare = { id: '77', first_name: 'Ivan' };
    await touch(bare);
    await clock.advance(20_000);
    await touch(bare);
    expect(ledger.entries.list()).toHaveLength(1);
    await clock.advance(60_000);
    await touch(bare);
    expect(person(subscriberIdSchema.parse('77'))).toMatchObject({ touches: 2, interactionAt: null });
  });

  it('keeps what is known of a person when a flow sends less', async () => {
    const { touch, person } = bot();
    await touch(contact());
    await touch({ id: String(olena), intent: 'manager' });
    expect(person()).toMatchObject({ name: 'Olena Marchuk', wantsManager: true });
  });

  it('may stand under `contact` beside what the flow adds', async () => {
    const { touch, person } = bot();
    await touch(`{"intent":"manager","contact":${contact()}}`);
    expect(person()).toMatchObject({ name: 'Olena Marchuk', wantsManager: true });
  });

  it('is read from the body where a variable under `contact` stayed unfilled', async () => {
    const { touch, person } = bot();
    await touch(contact(',"contact":{"id":"{{user_id}}"}'));
    expect(person()).toMatchObject({ name: 'Olena Marchuk' });
  });

  it('does not believe a visit in the future', async () => {
    const { touch, clock, person } = bot();
    await touch({ id: '78', name: 'Ivan', last_interaction: '2099-01-01T00:00:00Z' });
    expect(person(subscriberIdSchema.parse('78'))).toMatchObject({
      touchedAt: clock.now(),
      interactionAt: clock.now(),
    });
  });

  it('is answered in Ukrainian to those who read it', async () => {
    const { messages } = await bot().touch({ id: '5', locale: 'uk_UA' });
    expect(messages).toMatchObject([{ text: expect.stringMatching(/Дякуємо/) }]);
  });

  it('that the disk refuses is not promised an answer', async () => {
    const refuse = (): never => {
      throw new Error('disk full');
    };
    const { touch, log } = bot({
      ledger: (ledger) => ({ ...ledger, entries: { ...ledger.entries, append: refuse } }),
    });
    expect((await touch(contact(), 'intent=manager')).messages).toMatchObject([
      { text: expect.stringMatching(/Sorry/) },
    ]);
    expect(log.lines.map(({ level }) => level)).toContain('error');
  });

  it('that breaks the commit it shares with others takes none of them along', async () => {
    const { touch, person } = bot({
      ledger: (ledger) => ({
        ...ledger,
        entries: {
          ...ledger.entries,
          append(draft) {
            if (JSON.stringify(draft).includes('Poison')) throw new Error('not this one');
            return ledger.entries.append(draft);
          },
        },
      }),
    });
    const answers = await Promise.all([touch({ id: '5', name: 'Poison' }), touch(contact())]);
    expect(answers.map(({ messages }) => messages)).toMatchObject([
      [{ text: expect.stringMatching(/Sorry/) }],
      [{ text: expect.stringMatching(/Thank you/) }],
    ]);
    expect(person()).toMatchObject({ name: 'Olena Marchuk' });
  });
});

describe('a call for a manager', () => {
  it('counts only when the flow says so in a field of its own', async () => {
    const { touch, person } = bot();
    await touch(contact(',"last_growth_tool":"I want a manager"'));
    expect(person()?.wantsManager).toBe(false);
    expect((await touch(contact(), 'intent=manager')).messages).toMatchObject([
      { text: expect.stringMatching(/manager will answer/) },
    ]);
    expect(person()).toMatchObject({ wantsManager: true, askedAt: Date.parse('2026-05-02T11:59:58Z') });
  });

  it('says what it is about, in the shop’s own words, and the person is told so', async () => {
    const { touch, person } = bot({ products: 2 });
    const about = (product: unknown) =>
      touch({ intent: 'manager', pressed: true, contact: { id: '5' }, product });
    const { messages } = await about({ id: 'p2', title: 'as the button called it' });
    expect(messages).toMatchObject([{ text: expect.stringMatching(/about “Mug 002”/) }]);
    await about({ id: 'gone', title: 'Vase' });
    await about({ id: 'p2', title: 'again' });
    expect(person(subscriberIdSchema.parse('5'))?.wants).toEqual([
      { productId: 'gone', title: 'Vase' },
      { productId: 'p2', title: 'Mug 002' },
    ]);
  });

  it('by a button is an interaction of now, and one within the minute', async () => {
    const { touch, person, clock, ledger } = bot({ products: 1 });
    await touch(contact());
    const press = { intent: 'manager', pressed: true, product: { id: 'p1' }, contact: { id: String(olena) } };
    await touch(press);
    await touch(press);
    expect(ledger.entries.list()).toHaveLength(2);
    expect(person()).toMatchObject({ interactionAt: clock.now(), touches: 2 });
  });

  it('after they were answered brings the person back, be the visit ManyChat tells of an old one', async () => {
    const { touch, ledger, clock, person } = bot();
    await touch(`{"pressed":true,"contact":${contact()}}`, 'intent=manager');
    const { askedAt = null } = person() ?? {};
    ledger.entries.append({
      id: entryIdSchema.parse('answered'),
      orderId: null,
      at: clock.now(),
      by: 'Daria',
      kind: 'chat-answered',
      data: { subscriberId: olena, answered: true, upTo: askedAt ?? 0, decision: 1 },
    });
    expect(person()?.wantsManager).toBe(false);
    await clock.advance(3_600_000);
    await touch(contact(), 'intent=manager');
    expect(person()).toMatchObject({
      wantsManager: true,
      interactionAt: askedAt,
    });
  });

  it('of somebody nobody can name promises no answer', async () => {
    const { touch, ledger } = bot();
    expect((await touch({}, 'intent=manager')).messages).toMatchObject([
      { text: expect.stringMatching(/write here/) },
    ]);
    expect(ledger.entries.list()).toEqual([]);
  });
});

describe('the setup page is told', () => {
  it('when the bot asked for what, and when it was refused', async () => {
    const { intake, touch, catalogue, clock } = bot({ products: 1 });
    expect(intake.status()).toMatchObject({
      catalogueAt: null,
      touchAt: null,
      managerAt: null,
      refused: null,
      hasKey: true,
      address: 'https://desk.example',
    });
    const asked = clock.now();
    await catalogue({});
    await clock.advance(59_000);
    await catalogue({}); // to the minute is enough: each would be a commit
    await touch({ id: '5', intent: 'manager' });
    expect(intake.status()).toMatchObject({
      catalogueAt: asked,
      touchAt: clock.now(),
      managerAt: clock.now(),
    });
    await intake.touch({ key: 'wrong', body: Buffer.from('') });
    expect(intake.status().refused).toEqual({
      at: clock.now(),
      reason: 'X-Orderbell-Key is missing or wrong',
    });
  });

  it('of no address that ManyChat would not call', () => {
    expect(bot({ publicUrl: 'http://127.0.0.1:8080' }).intake.status().address).toBeNull();
    expect(bot({ publicUrl: null }).intake.status().address).toBeNull();
  });
});

describe('a request of the bot is refused', () => {
  const body = Buffer.from(contact());
  it.each([
    ['without the key', undefined],
    ['with another key', 'a-long-random-keX'],
    ['with a longer key', `${key}x`],
    ['with an empty key', ''],
  ])('%s, and nothing is written down', async (_what, given) => {
    const { intake, ledger, log } = bot({ products: 1 });
    for (const ask of [intake.touch, intake.catalogue]) {
      expect(await ask({ key: given, body })).toEqual({
        status: 401,
        json: { ok: false, reason: 'X-Orderbell-Key is missing or wrong' },
      });
    }
    expect(ledger.entries.list()).toEqual([]);
    expect(intake.status()).toMatchObject({ catalogueAt: null, touchAt: null });
    expect(JSON.stringify(log.lines)).not.toContain(key);
  });

  it.each([null, { ...manychat, callbackKey: null }, { ...manychat, callbackKey: '' }])(
    'where no key is set: %j',
    async (config) => {
      for (const given of ['', 'null', 'undefined']) {
        expect((await bot({ config }).intake.touch({ key: given, body })).status).toBe(401);
      }
    },
  );
});
