import { expect, it } from 'vitest';
import { gmailChecks } from '../../../../src/main/health/doctor/gmail.ts';
import { mailDocumentId } from '../../../../src/main/intake/gmail/mail-intake.ts';
import { createSenders } from '../../../../src/main/intake/gmail/senders.ts';
import { bloomdash } from '../../../../src/main/intake/mail/recipes/bloomdash.ts';
import { gmailDesk } from './desk.ts';
import { googleError } from './fake-gmail.ts';
import { bloomdashOrder, genuine, plainMail } from './order-mails.ts';

const { state: at, poller, numbers } = gmailDesk();
const today = () => ({ from: at.clock.now() - 12 * 3_600_000, to: at.clock.now() });
const refusesSpam = (_path: string, _format: string | null, query: string) =>
  query.includes('in:spam') ? googleError(414, 'uriTooLong') : null;

it('records what the history tells while Gmail refuses to search spam, and says that it does', async () => {
  at.gmail.fail = refusesSpam;
  const desk = poller();
  await desk.now();
  at.gmail.deliver(bloomdashOrder('BD-1'));
  await desk.now();

  expect(numbers()).toEqual(['BD-1']);
  expect(desk.isRead()).toBe(true);
  expect(desk.status()).toMatchObject({
    state: 'failing',
    lastSuccessAt: at.clock.now(),
    problem: expect.stringMatching(/^Spam could not be searched: Gmail answered 414/),
    fix: expect.stringContaining('spam folder'),
  });
});

it('finds in spam what was refused before, once Gmail lets it be searched again', async () => {
  at.gmail.fail = refusesSpam;
  const desk = poller();
  at.gmail.deliver(bloomdashOrder('BD-1'), { labelIds: ['SPAM'] });
  await desk.now();
  expect(numbers()).toEqual([]);

  at.gmail.fail = () => null;
  await at.clock.advance(600_000);
  await desk.now();
  expect(numbers()).toEqual(['BD-1']);
  expect(desk.status()).toMatchObject({ state: 'working', problem: null });
});

it('fetches a mail in spam that is no order once, and again when its sender is taught', async () => {
  const desk = poller(undefined, []);
  await desk.now();
  at.gmail.deliver(bloomdashOrder('BD-1'));
  await desk.now();
  const { id } = at.gmail.deliver(
    genuine('bloomdash.example') + plainMail('orders@bloomdash.example', 'Winter hours', 'Closed on Monday.'),
    { labelIds: ['SPAM'] },
  );
  const fetched = () => at.gmail.calls.filter((path) => path.endsWith(id)).length;
  async function lookAgain() {
    await at.clock.advance(600_000);
    await desk.now();
  }
  await lookAgain();
  const before = fetched();
  expect(before).toBeGreaterThan(0);
  await lookAgain();
  await lookAgain();
  expect(fetched()).toBe(before);
  expect(at.ledger.documents.has(mailDocumentId(id))).toBe(false);

  at.ledger.recipes.save({ recipe: bloomdash, savedAt: at.clock.now(), savedBy: 'Anna' });
  await lookAgain();
  const since = fetched();
  expect(since).toBeGreaterThan(before);
  await lookAgain();
  expect(fetched()).toBe(since);
});

it('asks for mails of five hundred senders in questions of less than two kilobytes, and for each of them', async () => {
  const { ledger, clock } = at;
  const senders = createSenders({ ledger, clock, recipes: () => [] });
  const addresses = Array.from({ length: 500 }, (_, number) => `order-${number}@notices.petals.example`);
  for (const address of addresses) senders.learn(address, 'petals');
  const desk = poller();
  await desk.now();
  await desk.named.ask('mail:petals', today());
  const { config } = at.gmail;
  const spam = gmailChecks({ listens: true, config, ledger, clock, recipes: () => [] }).find(
    ({ id }) => id === 'gmail.spam',
  );
  const before = at.gmail.searches.length;
  await spam?.run(new AbortController().signal);

  const { searches } = at.gmail;
  const long = searches.filter((query) => encodeURIComponent(query).length > 2_048);
  // the words that announce an order are as many whoever sends
  expect(long.filter((query) => query.includes('from:'))).toEqual([]);
  const asked = (which: readonly string[]) =>
    addresses.filter((each) => which.some((query) => query.includes(each)));
  expect(asked(searches.filter((query) => query.startsWith('from:')))).toEqual(addresses);
  expect(asked(searches.filter((query) => query.includes('-in:sent')))).toEqual(addresses);
  expect(asked(searches.filter((query) => query.includes('in:spam')))).toEqual(addresses);
  expect(asked(searches.slice(before))).toEqual(addresses);
});
