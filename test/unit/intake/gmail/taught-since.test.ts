import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noOrdersIn } from '../../../../src/main/intake/gmail/named-mails.ts';
import type { MailTemplate } from '../../../../src/shared/mail-template.ts';
import { saleMail, sender, startReader, valuesOf } from '../../trainer/trainer-desk.ts';
import { gmailDesk } from './desk.ts';
import { googleError, startFakeGmail } from './fake-gmail.ts';
import { genuine, plainMail } from './order-mails.ts';

const hour = 3_600_000;
const { state: at, orders, numbers, poller, holdBack } = gmailDesk();

const reader = startReader();
let recipe: MailTemplate;
beforeAll(async () => {
  const learnt = await reader.learn(Buffer.from(saleMail('KX-0', '5.00')), [], valuesOf('KX-0', '5.00'));
  if (!learnt.recipe) throw new Error(`no recipe was learnt: ${learnt.problem}`);
  recipe = { ...learnt.recipe, family: 'kioskly', version: 1 };
});
afterAll(() => reader.stop());

const teach = (version = 1) =>
  at.ledger.recipes.save({ recipe: { ...recipe, version }, savedAt: at.clock.now(), savedBy: 'Anna' });
/** Of a stranger, whose total goes by a word that no table knows: no order, until its recipe is taught. */
const deliver = (number: string, agoMs = 0) =>
  at.gmail.deliver(genuine('kioskly.example') + saleMail(number, '8.00'), {
    at: at.clock.now() - agoMs,
  });
const deliverNews = (subject: string, agoMs = 0) =>
  at.gmail.deliver(genuine('kioskly.example') + plainMail(sender, subject, 'Come and see what is new.'), {
    at: at.clock.now() - agoMs,
  });
const freshPoller = () => poller(undefined, []);
const fetches = (id: string) => at.gmail.calls.filter((path) => path.endsWith(`/messages/${id}`)).length;

describe('a mail that was no order when it came', () => {
  it('is one once the recipe of its sender is taught, and rings where it came today', async () => {
    const desk = freshPoller();
    await desk.now();
    deliver('KX-1', 30 * hour);
    deliver('KX-2', hour);
    await desk.now();
    expect(orders()).toEqual([]);

    teach();
    await desk.now();

    expect(orders().map(({ source, content }) => [source, content.number, content.total?.minor])).toEqual(
      expect.arrayContaining([
        ['mail:kioskly', 'KX-1', 800],
        ['mail:kioskly', 'KX-2', 800],
      ]),
    );
    expect(at.rung).toEqual(['mail:kioskly:KX-2']);
  });

  it('is one also where its sender was taught while the app was closed', async () => {
    await freshPoller().now();
    deliver('KX-1', hour);
    await freshPoller().now();
    expect(orders()).toEqual([]);
    teach();
    await freshPoller().now();
    expect(numbers()).toEqual(['KX-1']);
  });

  it('stays none where it was news, of which only what comes from then on is for review', async () => {
    const desk = freshPoller();
    await desk.now();
    deliver('KX-1', hour);
    deliverNews('Spring at Kioskly', hour);
    await desk.now();
    teach();
    await desk.now();
    expect(numbers()).toEqual(['KX-1']);

    deliverNews('Summer at Kioskly');
    await desk.now();
    expect(orders()).toHaveLength(2);
  });

  it('is for review also where it was no order, of a sender whose recipe comes with the app and is taught anew', async () => {
    const desk = poller(undefined, [recipe]);
    await desk.now();
    const { id } = deliverNews('Spring at Kioskly', hour);
    const giveOut = holdBack(id);
    await desk.now();
    teach(2);
    giveOut();
    await desk.now();
    expect(orders()).toHaveLength(1);
  });

  it('stays none where it was news that came while no recipe of its sender was known, and one is taught anew', async () => {
    const desk = freshPoller();
    await desk.now();
    teach();
    at.ledger.recipes.remove('kioskly', 1, { at: at.clock.now(), by: 'Anna' });
    await at.clock.advance(hour);
    deliverNews('Spring at Kioskly');
    await desk.now();
    await at.clock.advance(hour);
    teach(2);
    await desk.now();
    expect(orders()).toEqual([]);
    expect(at.rung).toEqual([]);
  });

  it('is for review as soon as its sender is taught, also by a clock that is an hour ahead of Google’s', async () => {
    await at.gmail.close();
    at.gmail = await startFakeGmail(() => at.clock.now() - hour);
    const desk = freshPoller();
    await desk.now();
    teach();
    await at.clock.advance(60_000);
    deliverNews('Summer at Kioskly', hour);
    await desk.now();
    expect(orders()).toHaveLength(1);
  });

  it('is looked at once for each recipe, and recorded once', async () => {
    const desk = freshPoller();
    await desk.now();
    const { id } = deliver('KX-1', hour);
    await desk.now();
    teach();
    await desk.now();
    const [entries, asked] = [at.ledger.entries.list(), at.gmail.searches.length];
    expect(fetches(id)).toBe(1);

    await desk.now();
    await freshPoller().now();
    expect(at.gmail.searches.slice(asked).filter((query) => !query.includes('in:spam'))).toEqual([]);

    teach(2);
    await desk.now();
    expect(at.ledger.entries.list().filter(({ kind }) => kind !== 'recipe-taught')).toEqual(
      entries.filter(({ kind }) => kind !== 'recipe-taught'),
    );
    expect(fetches(id)).toBe(1);
  });

  it('stays out where it came before what a listing looks back', async () => {
    const { id } = deliver('KX-1', 50 * hour);
    const desk = freshPoller();
    await desk.now();
    teach();
    await desk.now();
    expect(orders()).toEqual([]);
    expect(fetches(id)).toBe(0);
  });

  it('is one also where the mailbox is asked only days after its recipe was taught', async () => {
    const desk = freshPoller();
    await desk.now();
    deliver('KX-1', 30 * hour);
    await desk.now();
    await desk.stop();
    teach();
    await at.clock.advance(60 * hour);
    await freshPoller().now();
    expect(numbers()).toEqual(['KX-1']);
  });

  it('is looked for no further back than sixty days, by whatever clock its recipe was taught', async () => {
    deliver('KX-1', 59 * 24 * hour);
    const { id } = deliver('KX-2', 61 * 24 * hour);
    const desk = freshPoller();
    await desk.now();
    at.ledger.recipes.save({ recipe, savedAt: 0, savedBy: 'Anna' });
    await desk.now();
    expect(numbers()).toEqual(['KX-1']);
    expect(fetches(id)).toBe(0);
  });

  it('is looked at again where the days are compared with the mailbox', async () => {
    const desk = freshPoller();
    await desk.now();
    const { id } = deliver('KX-1', 9 * 24 * hour);
    at.ledger.settings.set('gmail.no-orders', JSON.stringify([`mail:${id}`, 'mail:news']));
    teach();
    await desk.now();
    expect(noOrdersIn(at.ledger.settings)).toEqual([]);
  });
});

it('leaves no new order for what came before a recipe when that cannot be searched, and searches it at the next poll', async () => {
  deliver('KX-1', 50 * hour);
  const desk = freshPoller();
  await desk.now();
  at.ledger.recipes.save({ recipe, savedAt: at.clock.now() - 3 * hour, savedBy: 'Anna' });
  deliver('KX-2');
  at.gmail.fail = (_path, _format, query) =>
    query.includes(sender) && !query.includes('in:spam') ? googleError(503, 'backendError') : null;
  await desk.now();
  expect(numbers()).toEqual(['KX-2']);

  at.gmail.fail = () => null;
  await desk.now();
  expect(numbers().toSorted()).toEqual(['KX-1', 'KX-2']);
});
