import { foldOrder } from '../../../shared/fold.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { documentIdSchema } from '../../../shared/ids.ts';
import type { OrderContent } from '../../../shared/order.ts';
import { messageOf } from '../../../shared/problem.ts';
import type { TestRunPath } from '../../../shared/test-run.ts';
import type { CheckResult, HealthCheck } from '../diagnostics/health-check.ts';
import { fail, ok, skipped } from '../diagnostics/health-check.ts';
import type { ActiveRun, TestRunParts } from './active-run.ts';
import type { Facts } from './test-orders.ts';
import {
  testRunDelivery,
  testRunFamily,
  testRunItem,
  testRunManualOrder,
  testRunOrderMail,
  testRunSender,
} from './test-orders.ts';

/** The id of the step that sends by a path. */
export const stepOf = (path: TestRunPath) => `drill.${path}` as const;

const receiverFix = 'See the check of the public address above';

/** Sends a marked order by each path an order can take. */
export function pathSteps(parts: TestRunParts, run: ActiveRun): readonly HealthCheck[] {
  const { config, clock, currency } = parts;
  const { orders } = run;
  const facts = () => ({ orders, currency: currency(), now: clock.now() });

  /** Compares the order in the ledger with what was sent. */
  async function check(id: OrderId, words: string): Promise<CheckResult> {
    await run.arrived(id);
    const content = foldOrder(id, parts.ledger.entries.ofOrder(id))?.content;
    const wrong = differenceOf(content, facts());
    return wrong === null ? ok(words) : fail(wrong, 'Report it with its original');
  }

  async function askBot(what: 'touch' | 'catalogue', signal: AbortSignal): Promise<CheckResult> {
    const key = config.manychat?.callbackKey ?? null;
    if (key === null) return skipped('The bot has no key');
    const headers = { 'content-type': 'application/json', 'x-orderbell-key': key };
    const answer = await post(parts, `/manychat/${what}?drill=${run.id}`, { headers, body: '{}', signal });
    if (!answer.ok) return fail(`The receiver answered ${answer.status}`, receiverFix);
    return (await answer.text()).includes('"version":"v2"')
      ? ok('Response is valid for ManyChat')
      : fail('ManyChat cannot show the response', 'Restart Orderbell; if it keeps failing, report it');
  }

  return [
    {
      id: stepOf('shopify'),
      title: 'Shopify webhook',
      tried: 'Sends a signed webhook with a test order to the receiver',
      run: async (signal) => {
        if (!config.shopify) return skipped('Shopify is not connected');
        if (config.shopify.webhookSecrets.length === 0) return skipped('No key to sign a webhook');
        const { headers, body } = testRunDelivery(facts(), config.shopify);
        const answer = await post(parts, '/shopify/webhooks', { headers, body, signal });
        if (!answer.ok) return fail(`The receiver answered ${answer.status}`, receiverFix);
        const way =
          parts.publicUrl() === null
            ? 'on this computer only: there is no public address'
            : 'through the public address';
        return check(orders.shopify.id, `Received, saved and read ${way}`);
      },
    },
    {
      id: stepOf('mail'),
      title: 'Order mail',
      tried: 'Reads a made-up order mail that is in no mailbox',
      run: async () => {
        const mail = testRunOrderMail(facts());
        const { reading } = await parts.reader.read(mail, parts.recipes());
        const [content] = reading.orders;
        if (!content)
          return fail('No order was found in it', 'Restart Orderbell; if it keeps failing, report it');
        recordMail(parts, run, { mail, content });
        return check(orders.mail.id, 'Saved and read');
      },
    },
    {
      id: stepOf('manual'),
      title: 'Order by hand',
      tried: 'Saves an order as the form does',
      run: async () => {
        const order = testRunManualOrder(facts(), parts.country());
        parts.recorder.record(order, { by: 'orderbell', ring: false });
        return check(orders.manual.id, 'Saved');
      },
    },
    {
      id: stepOf('touch'),
      title: 'Chatbot: someone wrote',
      tried: 'Sends the bot’s request with its key and without a person',
      run: (signal) => askBot('touch', signal),
    },
    {
      id: stepOf('catalogue'),
      title: 'Chatbot: catalogue',
      tried: 'Requests the catalogue as the bot does',
      run: (signal) => askBot('catalogue', signal),
    },
    {
      id: stepOf('draft'),
      title: 'Pay link',
      tried: 'Shopify calculates a draft order without creating it',
      run: async () => {
        if (!config.shopify) return skipped('Shopify is not connected');
        const form = { key: run.id, currency: currency(), items: [testRunItem] };
        const { total } = await parts.calculate(form);
        return ok(`Calculated, ${total.currency}; no draft order was created`);
      },
    },
  ];
}

/** @returns the fields that differ from what was sent; null when none does */
function differenceOf(
  content: OrderContent | undefined,
  { orders, currency }: Pick<Facts, 'orders' | 'currency'>,
): string | null {
  if (!content) return 'It did not become an order';
  if (content.number !== orders.number) return `It arrived with the number ${content.number || 'none'}`;
  if (content.total?.currency !== currency) return 'It arrived without its total';
  return content.test === true ? null : 'It arrived without its test mark';
}

/** One transaction: the poller must never find the mail pending, and learn its sender from it. */
function recordMail(
  { ledger, clock, recorder }: TestRunParts,
  { id, orders }: ActiveRun,
  { mail, content }: { readonly mail: Uint8Array; readonly content: OrderContent },
): void {
  const documentId = documentIdSchema.parse(`mail:drill-${id}`);
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

/** Sends to the receiver, through the public address if there is one. */
async function post(
  { publicUrl, receiverUrl }: TestRunParts,
  path: string,
  request: Omit<RequestInit, 'method'>,
): Promise<Response> {
  try {
    return await fetch(`${publicUrl() ?? receiverUrl}${path}`, { ...request, method: 'POST' });
  } catch (error) {
    throw new Error(`The receiver could not be reached: ${messageOf(error)}`);
  }
}
