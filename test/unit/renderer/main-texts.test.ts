import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createSay, say } from '../../../src/renderer/lib/i18n/translate-main-text.ts';
import type { MainTexts } from '../../../src/shared/texts.ts';
import { mainTexts } from '../../../src/shared/texts.ts';
import type { Text } from './problems-in-main.ts';
import { sourcesIn, textsOf } from './problems-in-main.ts';

/** Texts for the log, the command line, a failed start, an outside service or a customer. */
const neverOnAPage: readonly RegExp[] = [
  /^src\/main\/(cli|log|receiver|command-port)\//,
  // how the app is started and served, and its calls of the system
  /^src\/main\/shell\/([\w-]+\.ts|page\/|headless\/(event-streams|guard|ui-server)|electron\/(at-login|bug-box|catching-up-window|app-calls|lock-down|utility-process))/,
  /^src\/main\/intake\/chatbot\//,
  /^src\/main\/intake\/gmail\/(named-mails|poll-plan)/,
  // domains that many owners share
  /^src\/shared\/public-suffix/,
  // what mails are searched for; these few explain why one cannot be parsed or learnt from
  /^src\/main\/intake\/mail\/(?!assemble|create-mail-reader|layout|learn-template|parse-mail|read-mail)/,
  // why a delivery was refused or set aside
  /^src\/main\/intake\/shopify\/(webhook-intake|named-orders|read-order|read-order-body|read-graphql-order)\.ts/,
  // SQL, and what keeps the app from starting
  /^src\/main\/ledger\/(catalogue|columns|customer-index\/|contact-faults|data-dir|documents|drafts|durability|erasure|insights\/|migrate|migrations\/|name-words|notice-log|notices|open|order-conditions|order-list|order-marks|orders|repair\/(carry-documents|check-in-process|check-file|open-or-repair)|saved-views|verify|waiting-notices|warehouse-progress)/,
  // the patterns for chat messages
  /^src\/shared\/pasted\//,
  // the orders of a test run
  /^src\/main\/health\/test-run\/test-orders/,
  /^src\/main\/settings\/settings-file/,
  /^src\/main\/shopify\/documents/,
  /^src\/main\/warehouse\/(schema\.|views\/)/,
  /^src\/main\/cluster\/dataset\./,
  // the head of a mail
  /^src\/main\/notify\/email\/compose-mail/,
  // media and keys of lines
  /^src\/shared\/ticket\/(paper|when)/,
  // a sample order for the preview of a notification
  /^src\/shared\/alert-rules\/made-up-order/,
];

/** Texts of other files that the window never shows. */
const neverShown: ReadonlySet<string> = new Set([
  'the shop is being opened',
  'text/html; charset=utf-8',
  "default-src 'none'",
  '<!doctype html><title>Orderbell</title><p>Back to Orderbell: this page can be closed.</p>',
  '<!doctype html><title>Not found</title><p>Not found.</p>',
  'a abbr acronym b bdi bdo big cite code em font i img ins kbd label mark nobr q small span strong sub sup time tt u var wbr s strike del input button o:p',
  'recipe {} read {} fields and they add up to the total',
  'recipe {} read {} orders, and not each of them whole',
  'the general reader read it whole and it adds up',
  'the general reader read it whole and it adds up, where recipe {} left {} unread',
  'the general reader found: {}',
  'a quantity of {} is too large',
  'not a key',
  'Default Title',
  'Delivery day',
  'Delivery time',
  'Bearer {}',
  'not a time',
  'Orderbell: {}',
  'orderbell: {}{}',
  'orderbell: the ledger is up to date',
  'orderbell: the ledger is being brought up to date, {} %',
  // commands, the same in every language
  'gcloud pubsub topics add-iam-policy-binding {} --project {} --member {} --role roles/pubsub.publisher',
  'gcloud projects add-iam-policy-binding {} --member serviceAccount:{} --role roles/pubsub.editor',
  'gcloud services enable pubsub.googleapis.com --project {}',
  // texts for the clipboard
  ' ({} ms)',
  'Orderbell {}, {}',
]);

/** Texts in orders that earlier versions stored, which main no longer writes. */
const shownBefore: ReadonlySet<string> = new Set(['now {now} of {ordered}']);

const sources = sourcesIn('src/main', 'src/shared', 'src/renderer/lib/client').map(textsOf);
/** Main's texts by area, in every language but its own. */
const areasOf: readonly (readonly [string, MainTexts])[] = Object.entries(mainTexts);
const allOf = (areas: MainTexts) => Object.values(areas).flatMap((area) => Object.entries(area));
const written = (text: string): string => text.replaceAll('{}', '7');
const where = ({ file, line, text }: Text): string => `${file}:${line} ${text}`;
const texts = new Set(sources.flatMap(({ all }) => all).map(({ text }) => text));
const placeholders = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe('what main says', () => {
  it('is read from its sources', () => {
    const spoken = sources.flatMap((source) => source.spoken).map(({ text }) => text);
    expect(spoken).toEqual(
      expect.arrayContaining(['There is no order {}', 'Webhooks', 'Set the location to {}']),
    );
  });

  it.each(areasOf)('has a %s translation of every English text of the page', (language, areas) => {
    const translate = createSay(areas);
    const missing = sources
      .flatMap(({ spoken }) => spoken)
      .filter(({ file }) => !neverOnAPage.some((folder) => folder.test(file)))
      .filter(({ text }) => !neverShown.has(text) && translate(written(text)) === null);
    expect(missing.map(where), `put them into "main" of src/locales/${language}.json`).toEqual([]);
  });

  it.each(areasOf)('has in %s no sentence whose English one is gone', (_, areas) => {
    const isUsed = (english: string): boolean => {
      if (texts.has(english.replaceAll(/\{\w+\}/g, '{}'))) return true;
      const alone = createSay({ one: { [english]: english } });
      return [...texts].some((text) => alone(written(text)) !== null);
    };
    const ours = Object.entries(areas).filter(([area]) => area !== 'zod');
    const gone = ours.flatMap(([, area]) => Object.keys(area)).filter((english) => !isUsed(english));
    expect(gone.filter((english) => !shownBefore.has(english))).toEqual([]);
  });

  it('has no exception for a text that is gone', () => {
    expect([...neverShown].filter((text) => !texts.has(text))).toEqual([]);
  });

  it.each(areasOf)('has in %s each sentence once', (_, areas) => {
    const all = allOf(areas).map(([english]) => english);
    expect(all.filter((english, index) => all.indexOf(english) !== index)).toEqual([]);
  });

  it.each(areasOf)('puts the same values into a sentence in %s', (_, areas) => {
    for (const [english, translated] of allOf(areas)) {
      expect([english, placeholders(translated)]).toEqual([english, placeholders(english)]);
    }
  });
});

describe('translating a main text', () => {
  const uk = (text: string): string => say(text, 'uk');

  it('leaves English as main wrote it', () => {
    expect(say('There is no order M-1', 'en')).toBe('There is no order M-1');
  });

  it.each([
    ['There is no order M-1', 'Немає замовлення M-1'],
    ['now 1 of 2', 'тепер 1 із 2'],
    [
      '97.25 + 7.99 − 5.00 = 100.24, the mail says 120.21',
      '97.25 + 7.99 − 5.00 = 100.24, у листі вказано 120.21',
    ],
    [
      'ManyChat answered 502; the message may have been sent',
      'ManyChat відповів 502; можливо, повідомлення надіслано',
    ],
    [
      'no order was found in the mail: no-number, no-items',
      'замовлення в листі не знайдено: немає номера, немає товарів',
    ],
  ])('puts the values of %s where they belong', (english, ukrainian) => {
    expect(uk(english)).toBe(ukrainian);
  });

  it('says it in Polish', () => {
    expect(say('There is no order M-1', 'pl')).toBe('Nie ma zamówienia M-1');
    expect(say('This contact has blocked the page. Unblock the page in Messenger', 'pl')).toBe(
      'Ten kontakt zablokował stronę. Odblokowuje się ją w Messengerze',
    );
    expect(say('no order was found in the mail: no-number, no-items', 'pl')).toBe(
      'mail nie zawiera zamówienia: brak numeru, brak produktów',
    );
  });

  it('says a sentence within a sentence, and two that were joined', () => {
    expect(
      uk('Delivery unknown: the app stopped while sending it. Check the chat before sending it again'),
    ).toBe(
      'Невідомо, чи надіслано: застосунок зупинився під час надсилання. Перш ніж надсилати знову, загляньте в чат',
    );
    expect(uk('This contact has blocked the page. Unblock the page in Messenger')).toBe(
      'Цей контакт заблокував сторінку. Розблокувати її можна в Messenger',
    );
    expect(uk('ORDERBELL_PUBLIC_URL: "x; y" is not an address; use https://your-domain')).toBe(
      'ORDERBELL_PUBLIC_URL: «x; y» — не адреса; впишіть https://ваш-домен',
    );
  });

  it('keeps an outside service’s words, and translates the rest', () => {
    const words = 'Access Denied: Dataset shop:orders. Permission denied.';
    const roles =
      'Grant the service account BigQuery Data Editor on the dataset and BigQuery Job User on the project';
    expect(uk(words)).toBe(words);
    expect(uk(`${words}. ${roles}`)).toBe(`${words}. ${uk(roles)}`);
    expect(uk(`Shopify: ${words}`)).toBe(`Shopify: ${words}`);
  });

  it('stays quick with a text that has no end', () => {
    for (const times of [150, 2_000]) {
      const endless = `ORDERBELL_X: ${'a; b. c (d), '.repeat(times)}`;
      expect(uk(endless)).toContain('a; b. c (d), a; b.');
    }
  }, 2_000);

  it.each([
    [z.string().max(2), 'abc', 'Текст задовгий: не більше 2 знаків'],
    [z.string().min(2), '', 'Текст закороткий: знаків має бути щонайменше 2'],
    [z.int().max(3), 4, 'Забагато: не більше 3'],
    [z.int().min(1), 0, 'Замало: щонайменше 1'],
    [z.int().positive(), 0, 'Замало: має бути більше за 0'],
    [z.array(z.int()).max(1), [1, 2], 'Забагато рядків: не більше 1'],
    [z.array(z.int()).min(1), [], 'Замало рядків: щонайменше 1'],
    [z.number().multipleOf(0.01), 0.001, 'Число має бути кратним 0.01'],
    [z.string(), 7, 'Не те значення: очікується string, отримано number'],
  ])('says what zod says by itself: %#', (schema, value, ukrainian) => {
    expect(uk(schema.safeParse(value).error?.issues[0]?.message ?? '')).toBe(ukrainian);
  });
});
