import { foldOrder } from '../../../shared/fold.ts';
import type { CalculateForm } from '../../../shared/forms.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { documentIdSchema } from '../../../shared/ids.ts';
import type { MailTemplate } from '../../../shared/mail-template.ts';
import type { OrderContent } from '../../../shared/order.ts';
import { messageOf } from '../../../shared/problem.ts';
import type { TestRunPath } from '../../../shared/test-run.ts';
import type { CalculationView } from '../../../shared/views.ts';
import type { MailReader } from '../../intake/mail/create-mail-reader.ts';
import type { Recorder } from '../../intake/recorder.ts';
import type { Clock, Ledger } from '../../ports.ts';
import type { Config } from '../../settings/config.ts';
import type { Check, CheckResult } from '../diagnostics/check.ts';
import { fail, ok, skipped } from '../diagnostics/check.ts';
import type { TestOrders } from './test-orders.ts';
import {
  testRunDelivery,
  testRunFamily,
  testRunManualOrder,
  testRunOrderMail,
  testRunSender,
} from './test-orders.ts';

export type PathParts = {
  readonly config: Config;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly reader: Pick<MailReader, 'read'>;
  readonly recipes: () => readonly MailTemplate[];
  readonly calculate: (form: CalculateForm) => Promise<CalculationView>;
  readonly publicUrl: () => string | null;
  /** The receiver on loopback. */
  readonly receiverUrl: string;
  readonly currency: () => string;
  readonly country: () => string | null;
  readonly drill: string;
  readonly orders: TestOrders;
  /** Resolves when the order is in the ledger. */
  readonly arrived: (id: OrderId) => Promise<void>;
};

const base = { group: 'drill' } as const;
/** The id of the step that sends by a path. */
export const stepOf = (path: TestRunPath): string => `drill.${path}`;

/** Sends a marked order by each path an order can take. */
export function pathSteps(parts: PathParts): readonly Check[] {
  const { config, clock, orders, currency } = parts;
  const facts = () => ({ orders, currency: currency(), now: clock.now() });
  const address = () => parts.publicUrl() ?? parts.receiverUrl;
  const way = () =>
    parts.publicUrl() === null
      ? 'over this computer alone, for there is no public address'
      : 'through the public address';

  /** Compares the order in the ledger with what was sent. */
  async function check(id: OrderId, words: string): Promise<CheckResult> {
    await parts.arrived(id);
    const content = foldOrder(id, parts.ledger.entries.ofOrder(id))?.content;
    const wrong = differenceOf(content, facts());
    return wrong === null ? ok(words) : fail(wrong, 'Look at its original among the entries, and report it');
  }

  return [
    {
      ...base,
      id: stepOf('shopify'),
      title: 'Shopify webhook',
      tried: 'Sent a signed delivery of a test order to the receiver',
      run: async (signal) => {
        if (!config.shopify) return skipped('Shopify is not connected');
        if (config.shopify.webhookSecrets.length === 0) return skipped('No key to sign a delivery with');
        const { headers, body } = testRunDelivery(facts(), config.shopify);
        const answer = await post(`${address()}/shopify/webhooks`, headers, new Uint8Array(body), signal);
        if (!answer.ok) return fail(`The receiver answered ${answer.status}`, receiverFix);
        return check(orders.shopify.id, `Taken, kept and read: it came ${way()}`);
      },
    },
    {
      ...base,
      id: stepOf('mail'),
      title: 'Order mail',
      tried: 'Gave an order mail of nobody’s to the reader; no mailbox has it',
      run: async () => {
        const mail = testRunOrderMail(facts());
        const { reading } = await parts.reader.read(mail, parts.recipes());
        const [content] = reading.orders;
        if (!content)
          return fail('The reader found no order in it', 'Start Orderbell again; if it lasts, report it');
        recordMail(parts, mail, content);
        return check(orders.mail.id, 'Kept, read and written down');
      },
    },
    {
      ...base,
      id: stepOf('manual'),
      title: 'Order by hand',
      tried: 'Wrote an order down, as its form does',
      run: async () => {
        const order = testRunManualOrder(facts(), parts.country());
        parts.recorder.record(order, { by: 'orderbell', ring: false });
        return check(orders.manual.id, 'Written down');
      },
    },
    {
      ...base,
      id: stepOf('touch'),
      title: 'Chat-bot: somebody wrote',
      tried: 'Sent the bot’s request with its key, and without a person',
      run: (signal) => askBot(parts, 'touch', { url: address(), signal }),
    },
    {
      ...base,
      id: stepOf('catalogue'),
      title: 'Chat-bot: catalogue',
      tried: 'Asked for the catalogue as the bot does',
      run: (signal) => askBot(parts, 'catalogue', { url: address(), signal }),
    },
    {
      ...base,
      id: stepOf('draft'),
      title: 'Pay link',
      tried: 'Had Shopify work out a draft order; none is made there by a drill',
      run: async () => {
        if (!config.shopify) return skipped('Shopify is not connected');
        const { total } = await parts.calculate({
          key: parts.drill,
          currency: currency(),
          items: [{ title: 'Fire drill, not for sale', quantity: 1, unitPrice: '1.00' }],
        });
        return ok(`Worked out, ${total.currency}; no draft order was made`);
      },
    },
  ];
}

const receiverFix = 'Look at the line of the public address above';

/** One transaction: the poller must never find the mail pending, and learn its sender from it. */
function recordMail(
  { ledger, clock, recorder, orders, drill }: PathParts,
  mail: Uint8Array,
  content: OrderContent,
): void {
  const documentId = documentIdSchema.parse(`mail:drill-${drill}`);
  ledger.transaction(() => {
    const now = clock.now();
    ledger.documents.put({
      id: documentId,
      kind: 'mail',
      topic: testRunSender,
      headers: { 'internal-date': String(now) },
      body: mail,
      receivedAt: now,
    });
    const { sourceId } = orders.mail;
    const order = { source: `mail:${testRunFamily}`, sourceId, version: now, content } as const;
    recorder.record(order, { by: 'gmail', documentId, ring: false });
    ledger.documents.settle(documentId, 'understood');
  });
}

/** @returns the fields that differ from what was sent; null when none does */
function differenceOf(
  content: OrderContent | undefined,
  { orders, currency }: { readonly orders: TestOrders; readonly currency: string },
): string | null {
  if (!content) return 'It did not come to be an order';
  if (content.number !== orders.number) return `It came with the number ${content.number || 'none'}`;
  if (content.total?.currency !== currency) return 'It came without its total';
  return content.test === true ? null : 'It came unmarked';
}

async function askBot(
  { config, drill }: PathParts,
  what: 'touch' | 'catalogue',
  { url, signal }: { readonly url: string; readonly signal: AbortSignal },
): Promise<CheckResult> {
  const key = config.manychat?.callbackKey ?? null;
  if (key === null) return skipped('The bot has no key');
  const headers = { 'content-type': 'application/json', 'x-orderbell-key': key };
  const answer = await post(`${url}/manychat/${what}?drill=${drill}`, headers, '{}', signal);
  if (!answer.ok) return fail(`The receiver answered ${answer.status}`, receiverFix);
  return answer.text.includes('"version":"v2"')
    ? ok('Answered as ManyChat wants it')
    : fail('The answer is none that ManyChat can show', 'Start Orderbell again; if it lasts, report it');
}

async function post(
  url: string,
  headers: Readonly<Record<string, string | undefined>>,
  body: Uint8Array<ArrayBuffer> | string,
  signal: AbortSignal,
) {
  const sent = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  try {
    const answer = await fetch(url, { method: 'POST', headers: sent, body, signal });
    return { ok: answer.ok, status: answer.status, text: await answer.text() };
  } catch (error) {
    throw new Error(`The receiver could not be reached: ${messageOf(error)}`);
  }
}
