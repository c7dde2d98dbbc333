import { expect, it } from 'vitest';
import { bloomdash } from '../../../src/sample-shop/recipes/bloomdash.ts';
import { openMailShop } from '../../unit/desks/mail-shop.ts';

const minute = 60_000;

it('a mail that came while the only computer with Gmail slept is missed aloud by the other, and an order once that one wakes', async () => {
  const shop = await openMailShop();
  const olena = await shop.withMail('Olena');
  // a mail with a template is stored before it is read, and the clock of this shop waits for stored mails
  await olena.call('recipes.import', { text: JSON.stringify(bloomdash) });
  await shop.until(async () => shop.label('receiver') !== undefined, 2 * minute);
  const taras = await shop.withoutMail('Taras');
  // each knows by way of BigQuery what the other is called
  await shop.until(
    async () => (await taras.call('desks.list', undefined)).desks.some(({ name }) => name === 'Olena'),
    20 * minute,
  );
  await shop.until(async () => !(await taras.listens()), minute);
  await expect(taras.call('desks.takeOver', undefined)).rejects.toThrow(
    'Gmail works at Olena’s computer and not here: mail orders would stay unread',
  );
  await expect(olena.call('desks.handOver', undefined)).rejects.toThrow(
    /No other computer that is on has all that works here/,
  );
  expect([await taras.unheard(), (await taras.gmail())?.state]).toEqual([[], 'off']);

  olena.clock.fallAsleep();
  shop.orderByMail();
  await shop.until(taras.listens, 7 * minute);
  await shop.pass(16 * minute);
  const warning = {
    problem:
      'Nobody reads Gmail now: this computer listens without it, and Olena’s computer, which has it, is off',
    fix: 'Connect Gmail here or sign in again, or start Orderbell there',
  };
  expect(await taras.unheard()).toEqual([{ source: 'gmail', ...warning }]);
  expect(await taras.gmail()).toMatchObject({ state: 'failing', ...warning });
  expect(await taras.orders()).toEqual([]);
  // whoever is not at a computer hears of it too
  expect(taras.alerts()).toContain(
    'Gmail cannot be read\nNew orders there are not seen. Setup says what is wrong.',
  );

  olena.clock.wakeUp('late');
  await shop.until(olena.listens, minute);
  // her Shopify cannot be reached, and may be one that lets her in no more: it is waited for a while
  await shop.until(async () => (await olena.orders()).includes('mail:bloomdash'), 5 * minute);
  await shop.until(async () => (await taras.orders()).includes('mail:bloomdash'), 10 * minute);
  await shop.until(async () => !(await taras.listens()), minute);
  expect([await taras.unheard(), (await taras.gmail())?.problem]).toEqual([[], null]);
  await shop.pass(20 * minute, 5_000);
  expect([await olena.orders(), await taras.orders()]).toEqual([['mail:bloomdash'], ['mail:bloomdash']]);
  // Olena's, Taras's, Olena's again: it goes to and fro no more
  expect(shop.label('term')).toBe('3');
}, 240_000);

it('of two computers that are signed in to two mailboxes both say that the mails of one are unread, and a person at it has them read', async () => {
  const shop = await openMailShop();
  const olena = await shop.withMail('Olena');
  await shop.until(async () => shop.label('receiver') !== undefined, 2 * minute);
  const taras = await shop.withOtherMail('Taras');
  const names = async (desk: typeof olena): Promise<readonly string[]> =>
    (await desk.call('desks.list', undefined)).desks.map(({ name }) => name);
  await shop.until(async () => (await names(taras)).includes('Olena'), 20 * minute);
  await shop.until(async () => (await names(olena)).includes('Taras'), 20 * minute);
  await shop.until(async () => (await olena.unheard()).length > 0, 2 * minute);
  expect([await olena.listens(), await taras.listens()]).toEqual([true, false]);
  shop.orderByOtherMail();
  const fix = 'Sign in to the same mailbox on both computers';
  const unread = (whose: string, listener: string): string =>
    `Nobody reads the mailbox of ${whose} now: ${listener} listens, and is signed in to another one`;
  const atOlenas = { problem: unread('Taras’s computer', 'this computer'), fix };
  const atTaras = { problem: unread('this computer', 'Olena’s computer'), fix };
  expect([await olena.unheard(), await taras.unheard()]).toMatchObject([[atOlenas], [atTaras]]);
  expect([await olena.gmail(), await taras.gmail()]).toMatchObject([
    { state: 'failing', ...atOlenas },
    { state: 'failing', ...atTaras },
  ]);
  await shop.pass(16 * minute, 5_000);
  expect(olena.alerts()).toContain(
    'Gmail (Taras) cannot be read\nNew orders there are not seen. Setup says what is wrong.',
  );
  expect([await olena.orders(), await taras.orders()]).toEqual([[], []]);

  await taras.call('desks.takeOver', undefined);
  // each is opened anew with its new role
  await shop.pass(10_000);
  await shop.until(taras.listens, minute);
  // Shopify cannot be reached, and is waited for a while
  await shop.until(async () => (await taras.orders()).includes('mail:bloomdash'), 5 * minute);
  await shop.until(async () => (await olena.orders()).includes('mail:bloomdash'), 10 * minute);
  // now it is the other one that nobody reads, and it stays with whom a person has chosen
  await shop.pass(16 * minute, 5_000);
  expect([await olena.listens(), await taras.listens()]).toEqual([false, true]);
  expect(await taras.unheard()).toMatchObject([
    { problem: unread('Olena’s computer', 'this computer'), fix },
  ]);
  expect(await olena.unheard()).toMatchObject([
    { problem: unread('this computer', 'Taras’s computer'), fix },
  ]);
}, 240_000);
