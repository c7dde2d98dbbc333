import { expect, it } from 'vitest';
import { gmailChecks } from '../../../../src/main/health/diagnostics/gmail.ts';
import { mailDocumentId } from '../../../../src/main/intake/gmail/mail-intake.ts';
import { announcingSubjects } from '../../../../src/main/intake/mail/mail-purpose.ts';
import { bloomdash } from '../../../../src/sample-shop/mail-templates/bloomdash.ts';
import { noAccounts } from '../../../support/no-accounts.ts';
import { gmailDesk } from './desk.ts';
import { googleError } from './fake-gmail.ts';
import { bloomdashOrder, genuine, plainMail } from './order-mails.ts';

const { state: at, poller, numbers, approve } = gmailDesk();
const today = () => ({ from: at.clock.now() - 12 * 3_600_000, to: at.clock.now() });
const refusesSpam = (_path: string, _format: string | null, query: string) =>
  query.includes('in:spam') ? googleError(414, 'uriTooLong') : null;

it('records what the history tells while Gmail refuses to search spam', async () => {
  at.gmail.fail = refusesSpam;
  const desk = poller();
  await desk.now();
  expect(desk.status()).toMatchObject({ state: 'failing', problem: expect.stringContaining('414') });
  at.gmail.deliver(bloomdashOrder('BD-1'));
  await desk.now();
  expect(numbers()).toEqual(['BD-1']);
});

it('asks for the words of announcements in queries of less than two kilobytes', async () => {
  await poller().now();
  const { searches } = at.gmail;
  expect(searches.filter((query) => query.includes('subject:')).length).toBeGreaterThan(1);
  expect(searches.filter((query) => encodeURIComponent(query).length > 2_048)).toEqual([]);
  for (const words of announcingSubjects)
    expect(searches.filter((query) => query.includes(`"${words}"`))).toHaveLength(1);
});

it('lists the mailbox again after Gmail has refused one query', async () => {
  const [words = ''] = announcingSubjects;
  at.gmail.fail = (_path, _format, query) =>
    query.includes(`"${words}"`) ? googleError(414, 'uriTooLong') : null;
  at.gmail.deliver(bloomdashOrder('BD-1'), { at: at.clock.now() - 3_600_000 });
  const desk = poller();
  await desk.now();
  expect(desk.status()).toMatchObject({ state: 'failing', problem: expect.stringContaining('414') });

  at.gmail.fail = () => null;
  await desk.now();
  expect(numbers()).toEqual(['BD-1']);
  expect(desk.status()).toMatchObject({ state: 'working', problem: null });
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
  approve('orders@bloomdash.example');
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
  const addresses = Array.from({ length: 500 }, (_, number) => `order-${number}@notices.petals.example`);
  for (const address of addresses) approve(address, 'petals');
  const desk = poller();
  await desk.now();
  await desk.list('mail:petals', today());
  const { config } = at.gmail;
  const spam = gmailChecks({
    config: { ...noAccounts, gmail: config },
    listens: true,
    ledger,
    clock,
    recipes: () => [],
  }).find(({ id }) => id === 'gmail.spam');
  const before = at.gmail.searches.length;
  await spam?.run(new AbortController().signal);

  const { searches } = at.gmail;
  expect(searches.filter((query) => encodeURIComponent(query).length > 2_048)).toEqual([]);
  const asked = (which: readonly string[]) =>
    addresses.filter((each) => which.some((query) => query.includes(each)));
  expect(asked(searches.filter((query) => query.startsWith('from:')))).toEqual(addresses);
  expect(asked(searches.filter((query) => query.includes('-in:sent')))).toEqual(addresses);
  expect(asked(searches.filter((query) => query.includes('in:spam')))).toEqual(addresses);
  expect(asked(searches.slice(before))).toEqual(addresses);
});
