import type { ManualOrderForm } from '../../shared/forms.ts';
import { draftOrderFormSchema } from '../../shared/forms.ts';
import type { OrderId } from '../../shared/ids.ts';
import { entryIdSchema, orderIdOf } from '../../shared/ids.ts';
import { moneyToDecimal, parseMoney } from '../../shared/money.ts';
import type { Order } from '../../shared/order.ts';
import { wasPaid } from '../../shared/payment.ts';
import { normalizePhone } from '../../shared/phone.ts';
import { asProblem, isProblem, Problem } from '../../shared/problem.ts';
import { copyAttribute, copyTagOf, tieCopy } from '../intake/manual/tie-copy.ts';
import type { Outcome, Performer } from '../outbox/relay.ts';
import { verdictOf, wordsOf } from '../outbox/verdict.ts';
import type { Clock, Ledger, Log, OutboxMessage } from '../ports.ts';
import { copyKeyOf, copyKind } from '../ports.ts';
import type { ShopifyClient } from '../shopify/shopify-client.ts';
import { fetchMade } from './already-made.ts';
import type { CopyMark } from './copy-marks.ts';
import { createCopyMarks } from './copy-marks.ts';
import { draftInputOf, printOf, wantedInput } from './draft-input.ts';
import type { DraftOrder } from './draft-orders.ts';
import { completeDraft, deleteDraft, fetchDraft, isOrder, sendDraftOrder } from './draft-orders.ts';
import { isSettling, longestWaitMs, settleMs } from './selling-parts.ts';

export type CopiesParts = {
  /** Null while no shop is connected. */
  readonly client: ShopifyClient | null;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly formOf: (id: OrderId) => ManualOrderForm;
  readonly country?: () => string | null;
  readonly random?: () => number;
};

export interface Copies {
  /**
   * Enqueues the copy; has no effect if it is already pending or made.
   * @throws Problem `refused` if the order cannot be copied, or another computer requested the copy under five minutes ago
   */
  ask(id: OrderId, by: string): void;
  readonly performer: Performer;
}

/** Polling interval while Shopify calculates tax and delivery: before that a draft order cannot be completed. */
const calculatingMs = 500;
const reconnectMs = 60_000;
/** A request of another computer is left to that computer for this time, because its result may not be imported yet. */
export const elsewhereMs = 5 * 60_000;

/**
 * Makes manual orders in Shopify, each exactly once. Shopify has no idempotency key, but a draft order can be completed only
 * once. So one draft order is made and completed:
 *
 *   mark "sending" → create a draft with the order's tag → mark its id → complete it → tie its order
 *
 * A mark without an id means that an answer was lost: the tag is looked up before a new draft order is made. A mark with an id
 * means that only this draft order is completed; its status shows whether it already was. If the order was changed since, the
 * old draft order is deleted and a new one is made. Other computers do not have these marks, so drafts they may have made under
 * the same tag are looked up too.
 */
export function createCopies(parts: CopiesParts): Copies {
  const { client, ledger, clock, log, formOf, country = () => null, random = Math.random } = parts;
  const marks = createCopyMarks(ledger.settings);

  /** If another computer requested the copy, or a request has waited long, the draft counts as sent at the request's time. */
  function withOthers(order: Order, mark: CopyMark): CopyMark {
    if (mark.sentAt !== null) return mark;
    const wishes = ledger.entries.ofOrder(order.id).filter(({ kind }) => kind === 'copy-asked');
    const others = wishes.filter(({ desk }) => desk !== ledger.deskId);
    const sentAt = Math.max(...(others.length > 0 ? others : wishes).map(({ at }) => at));
    if (others.length === 0 && isSettling(sentAt, clock.now())) return mark;
    return { ...mark, sentAt, prints: order.version <= sentAt ? mark.prints : null };
  }

  /** The draft orders of earlier attempts as Shopify has them now, last changed first. */
  async function made(shop: ShopifyClient, tag: string, mark: CopyMark): Promise<readonly DraftOrder[]> {
    if (mark.draftId !== null) {
      const draft = await fetchDraft(shop, mark.draftId, {});
      return draft ? [draft] : [];
    }
    return mark.sentAt === null ? [] : fetchMade(shop, tag, mark.deleted, {});
  }

  async function make(shop: ShopifyClient, order: Order, tag: string): Promise<Outcome> {
    const own = marks.read(order.id);
    const mark = withOthers(order, own);
    if (mark.draftId === null && mark.sentAt !== null && isSettling(mark.sentAt, clock.now())) {
      return waiting(mark.sentAt + settleMs, mark === own ? looking : lookingElsewhere);
    }
    const found = await made(shop, tag, mark);
    const sold = found.find(isOrder);
    if (!sold && (order.status === 'cancelled' || order.partOf)) {
      for (const draft of found) await deleteDraft(shop, draft, {});
      marks.clear(order.id);
      return { done: true };
    }
    const completed = sold ?? (await complete(shop, order, await draftOf(shop, order, { tag, mark, found })));
    if (!completed?.order) return waiting(clock.now() + calculatingMs, 'Shopify is still calculating');
    const { legacyResourceId, name } = completed.order;
    const copy = orderIdOf('shopify', legacyResourceId);
    ledger.transaction(() => {
      tieCopy(ledger, clock, { of: order.id, copy, tag, number: name });
      marks.clear(order.id);
    });
    log.info('order made in Shopify', { orderId: order.id, copy });
    return { done: true };
  }

  type Earlier = { readonly tag: string; readonly mark: CopyMark; readonly found: readonly DraftOrder[] };

  /** The draft order of the current version: an existing one, or a new one if the order was changed. */
  async function draftOf(
    shop: ShopifyClient,
    order: Order,
    { tag, mark, found }: Earlier,
  ): Promise<DraftOrder> {
    const input = copyInput(formOf(order.id), tag, country());
    const print = printOf(input);
    const isAsNow = mark.prints?.every((each) => each === print) ?? isOfVersion(order, mark);
    const [first] = found;
    if (isAsNow && !first && mark.draftId !== null) {
      marks.clear(order.id);
      throw new Problem('not-found', 'The draft order was deleted in Shopify before it became an order', {
        fix: 'Try again to create a new one',
      });
    }
    const before = isAsNow ? mark : await withoutOld(shop, mark, found);
    const draft = isAsNow && first ? first : await send(shop, order, { input, print, before });
    if (mark.draftId !== draft.id || mark.prints === null) {
      marks.write(order.id, { ...before, sentAt: clock.now(), draftId: draft.id, prints: [print] });
    }
    return draft;
  }

  /** Deletes draft orders of older versions. @returns the remaining mark */
  async function withoutOld(
    shop: ShopifyClient,
    mark: CopyMark,
    found: readonly DraftOrder[],
  ): Promise<CopyMark> {
    for (const draft of found) await deleteDraft(shop, draft, {});
    // the search index may list the sent draft order later
    if (mark.draftId === null && found.length === 0) return mark;
    const deleted = [...mark.deleted, ...found.map(({ id }) => id)];
    return { sentAt: null, draftId: null, prints: [], deleted };
  }

  type Sending = { readonly input: object; readonly print: string; readonly before: CopyMark };

  async function send(
    shop: ShopifyClient,
    order: Order,
    { input, print, before }: Sending,
  ): Promise<DraftOrder> {
    const prints = before.prints && [...new Set([...before.prints, print])];
    marks.write(order.id, { ...before, sentAt: clock.now(), draftId: null, prints }); // stored before the request
    try {
      return await sendDraftOrder(shop, input, {});
    } catch (error) {
      // Shopify made nothing, so a corrected order need not wait
      if (isProblem(error) && error.kind === 'bad-input') marks.write(order.id, before);
      throw error;
    }
  }

  /** @returns null while Shopify calculates the draft order */
  async function complete(shop: ShopifyClient, order: Order, draft: DraftOrder): Promise<DraftOrder | null> {
    if (!draft.ready) return null;
    assertSameTotal(order, draft);
    try {
      return await completeDraft(shop, { id: draft.id, pending: !wasPaid(order.paymentStatus) }, {});
    } catch (error) {
      if (!isProblem(error) || error.kind !== 'bad-input') throw error;
      // Shopify refused because it is already an order: use that order
      const now = await fetchDraft(shop, draft.id, {});
      if (now?.order) return now;
      throw error;
    }
  }

  function stopped(error: unknown, message: OutboxMessage): Outcome {
    const problem = asProblem(error);
    if (problem.kind === 'unknown-outcome') {
      const wait = Math.min(longestWaitMs, settleMs * 2 ** Math.min(message.attempts - 1, 8));
      return waiting(clock.now() + wait, looking);
    }
    // retry by itself after the next sign-in
    if (problem.kind === 'signed-out') return waiting(clock.now() + reconnectMs, wordsOf(problem));
    return verdictOf({ problem, attempts: message.attempts, now: clock.now(), random });
  }

  return {
    ask: (id, by) =>
      ledger.transaction(() => {
        const order = ledger.orders.get(id);
        if (order?.source !== 'manual')
          throw new Problem('refused', 'Only manual orders can be created in Shopify');
        if (order.partOf || order.status === 'cancelled') {
          throw new Problem('refused', `${order.content.number} is closed or merged into another order`);
        }
        const known = ledger.orders.detail(id)?.copy;
        if (known && known.state !== 'elsewhere') return;
        if (known?.asked && Math.abs(clock.now() - known.asked.at) < elsewhereMs) {
          throw new Problem('refused', `${known.asked.by} has just started it on another computer`, {
            fix: 'Try again in five minutes if it is not in Shopify by then',
          });
        }
        // requested again after the order and its first request were cancelled, or without a result of the first
        const nth = order.copy === undefined ? '' : `:${clock.now()}`;
        const wish = entryIdSchema.parse(`copy-asked:${id}${nth}`);
        ledger.entries.append({
          id: wish,
          orderId: id,
          at: clock.now(),
          by,
          kind: 'copy-asked',
          data: { tag: copyTagOf(order.sourceId) },
        });
        ledger.outbox.put({ kind: copyKind, key: copyKeyOf(wish), orderId: id, payload: {} });
      }),
    performer: {
      kind: copyKind,
      leaseMs: 60_000,
      limit: 2,
      perform: async (message) => {
        const order = message.orderId === null ? null : ledger.orders.get(message.orderId);
        if (!order?.copy || order.copy.id !== undefined) return { done: true };
        if (!client) return waiting(clock.now() + reconnectMs, `${notConnected}. ${connect}`);
        try {
          return await make(client, order, order.copy.tag);
        } catch (error) {
          return stopped(error, message);
        }
      },
    },
  };
}

const looking = 'Shopify’s response was lost: Orderbell checks what was created before it tries again';
const lookingElsewhere =
  'Another computer also tried: Orderbell checks what was created before it tries again';
const notConnected = 'No Shopify shop is connected';
const connect = 'Connect Shopify in Setup';
const waiting = (retryAt: number, reason: string): Outcome => ({ retryAt, reason });

/** A draft order like those with payment links, marked as the copy of an existing order. */
function copyInput(form: ManualOrderForm, tag: string, country: string | null) {
  // omit a phone that Shopify would refuse; the order here keeps it
  const known = <T extends { readonly phone?: string | undefined }>({ phone, ...rest }: T) => ({
    ...rest,
    ...(phone && normalizePhone(phone, country) !== null && { phone }),
  });
  const { customer, recipient } = form;
  const draft = draftOrderFormSchema.parse({
    ...form,
    customer: known(customer),
    ...(recipient && { recipient: known(recipient) }),
  });
  return {
    // manual orders have no deposit and no reservation
    ...draftInputOf(draft, tag, { country, at: 0, terms: '' }),
    customAttributes: [{ key: copyAttribute, value: tag }, ...wantedInput(form)],
  };
}

/**
 * Marks without fingerprints name only their draft order, which may have been edited in Shopify since. Compare by whether the
 * order changed here after it was sent.
 */
const isOfVersion = ({ version }: Order, { draftId, sentAt }: CopyMark): boolean =>
  draftId !== null && sentAt !== null && version < sentAt;

/** The customer knows the price: a draft order with another total must not be completed. */
function assertSameTotal({ content: { total } }: Order, draft: DraftOrder): void {
  const { amount, currencyCode } = draft.totalPriceSet.presentmentMoney;
  const theirs = parseMoney(amount, currencyCode);
  if (!total || (total.minor === theirs.minor && total.currency === theirs.currency)) return;
  const [here, there] = [total, theirs].map((money) => `${moneyToDecimal(money)} ${money.currency}`);
  throw new Problem('refused', `The total is ${there} in Shopify and ${here} in Orderbell`, {
    fix: `Check the taxes and currency of ${draft.name} in Shopify, or create the order there by hand`,
  });
}
