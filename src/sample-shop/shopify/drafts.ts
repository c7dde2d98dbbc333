import { randomBytes } from 'node:crypto';
import type { Clock } from '../../main/ports.ts';
import { currency } from '../catalogue.ts';
import { isObject, textOf } from '../http.ts';
import type { Ids } from '../ids.ts';
import type { UserError } from './draft-input.ts';
import { readDraftInput } from './draft-input.ts';
import { calculatedNode, draftNode } from './draft-node.ts';
import type { Args, Node } from './nodes.ts';
import { connection, gid, idOf } from './nodes.ts';
import { parseSearch } from './search.ts';
import type { Store } from './store.ts';
import { dueNowOf, totalsOf } from './totals.ts';
import type { Buyer, Draft, Line, Pricing, ShopOrder } from './types.ts';

/** Shopify calculates for a while after its response; until then the link shows an error page. */
const calculationTakes = 1000;

export type DraftsParts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly base: string;
  readonly pricing: Pricing;
  readonly orderNode: (order: ShopOrder) => Node;
  readonly variantNode: (variant: NonNullable<Line['variant']>) => Node;
  /** The buyer, if the draft names none. */
  readonly buyer: () => Buyer;
  readonly customers: {
    readonly one: (id: unknown) => Node | null;
    readonly ofDraft: (draft: Pick<Draft, 'customerId' | 'email'>) => Buyer | null;
  };
};
export type Drafts = ReturnType<typeof createDrafts>;

/** A mail that Shopify sent with the link of a draft order. */
export type Mail = {
  readonly at: number;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly link: string;
};

export function createDrafts({
  store,
  clock,
  ids,
  base,
  pricing,
  orderNode,
  variantNode,
  buyer,
  customers,
}: DraftsParts) {
  const { drafts } = store;
  const isReady = (draft: Draft) => clock.now() - draft.createdAt >= calculationTakes;
  const find = ({ id }: Args): Draft | undefined => drafts.get(idOf('DraftOrder', id) ?? -1n);
  const one = (id: unknown): Node | null => {
    const draft = find({ id });
    return draft ? node(draft) : null;
  };
  const change = (draft: Draft, changes: Partial<Draft>): Draft => {
    const changed = { ...draft, ...changes, updatedAt: clock.now() };
    drafts.set(draft.id, changed);
    return changed;
  };

  const linkOf = (draft: Draft): string => `${base}/81234567890/invoices/${draft.token}`;
  const mails: Mail[] = [];

  /** Whether a draft order is unchanged since a checkout was opened with it. */
  const isAttached = (draft: Draft): boolean => {
    const now = drafts.get(draft.id);
    return now !== undefined && now.revision === draft.revision && now.status !== 'COMPLETED';
  };

  function node(draft: Draft): Node {
    const order = draft.orderId === null ? undefined : store.orders.get(draft.orderId);
    return draftNode(draft, {
      ready: isReady(draft),
      invoiceUrl: linkOf(draft),
      order: order ? orderNode(order) : null,
      customer: draft.customerId === null ? null : customers.one(gid('Customer', draft.customerId)),
      variantNode,
    });
  }

  /** Completes the draft with a payment, and creates its order with all data of the draft. */
  function complete(draft: Draft, who: Buyer, financial: 'paid' | 'pending'): ShopOrder {
    if (draft.pricing.currency !== currency || draft.pricing.tax) {
      throw new Error('orders here are in hryvnias and without tax');
    }
    const now = clock.now();
    const { total } = totalsOf(draft);
    const deposit = financial === 'paid' ? dueNowOf(draft, total) : total;
    const order: ShopOrder = {
      id: ids.next(),
      number: ids.orderNumber(),
      token: randomBytes(16).toString('hex'),
      createdAt: now,
      updatedAt: now,
      cancelledAt: null,
      buyer: who,
      note: draft.note,
      attributes: draft.attributes,
      tags: draft.tags,
      sourceName: 'shopify_draft_order',
      ...(deposit < total ? { financial: 'partially_paid', deposit } : { financial }),
      gateway: financial === 'paid' ? 'shopify_payments' : 'manual',
      visits: null,
      lines: draft.lines,
      discount: draft.discount,
      shipping: draft.shipping,
    };
    // a detached checkout leaves the draft order unchanged
    if (isAttached(draft)) change(draft, { status: 'COMPLETED', completedAt: now, orderId: order.id });
    return store.addOrder(order);
  }

  /** The draft's customer; missing data is filled in as at the checkout. */
  function buyerOf(draft: Draft): Buyer {
    const known = customers.ofDraft(draft);
    const somebody = known ?? buyer();
    const payer = draft.billing ?? draft.address;
    const isNew = known === null && (draft.email !== null || draft.phone !== null);
    const customerId = isNew ? ids.next() : somebody.customerId;
    return {
      ...somebody,
      customerId,
      orderIndex: store.ordersOf(customerId) + 1,
      email: draft.email ?? somebody.email,
      phone: draft.phone ?? payer?.phone ?? somebody.phone,
      first: payer?.first || somebody.first,
      last: payer?.last || (payer?.first ? '' : somebody.last),
      address: draft.address?.address1 || draft.billing ? draft.address : somebody.address,
      billing: draft.billing ?? null,
    };
  }

  const searchable = (draft: Draft) => ({
    text: `#D${draft.number} ${draft.email ?? ''} ${draft.tags.join(' ')}`,
    tag: draft.tags,
    status: draft.status.toLowerCase(),
    id: String(draft.id),
    created_at: draft.createdAt,
    updated_at: draft.updatedAt,
  });
  const found = (query: unknown): readonly Draft[] => {
    const test = parseSearch(query);
    return [...drafts.values()].filter((draft) => test(searchable(draft)));
  };

  return {
    find: (token: string) => [...drafts.values()].find((draft) => draft.token === token),
    one,
    isReady,
    isAttached,
    complete,
    buyerOf,
    mails,
    /** The draft a customer would pay next. */
    newestPayable: () =>
      [...drafts.values()].findLast((draft) => draft.status !== 'COMPLETED' && isReady(draft)),

    queries: {
      draftOrder: ({ id }: Args) => one(id),
      draftOrders: (args: Args) => {
        const list = found(args.query).toSorted((a, b) =>
          args.sortKey === 'UPDATED_AT' ? a.updatedAt - b.updatedAt : Number(a.id - b.id),
        );
        return connection(args.reverse === true ? list.toReversed() : list, args, ({ id }) => id, node);
      },
      /** Shopify's own list of payment terms; the app requests one of it. */
      paymentTermsTemplates: ({ paymentTermsType }: Args) =>
        [
          { id: 'gid://shopify/PaymentTermsTemplate/1', name: 'Due on receipt', paymentTermsType: 'RECEIPT' },
          {
            id: 'gid://shopify/PaymentTermsTemplate/9',
            name: 'Due on fulfillment',
            paymentTermsType: 'FULFILLMENT',
          },
        ]
          .filter((one) => paymentTermsType == null || one.paymentTermsType === paymentTermsType)
          .map((one) => ({ ...one, description: one.name, translatedName: one.name, dueInDays: null })),
      draftOrdersCount: (args: Args) => ({ count: found(args.query).length, precision: 'EXACT' }),
    },
    mutations: {
      draftOrderCalculate({ input }: Args) {
        const content = readDraftInput(input, ids, pricing);
        return 'userErrors' in content
          ? { calculatedDraftOrder: null, ...content }
          : { calculatedDraftOrder: calculatedNode(content, variantNode), userErrors: [] };
      },
      draftOrderCreate({ input }: Args) {
        const content = readDraftInput(input, ids, pricing);
        if ('userErrors' in content) return { draftOrder: null, ...content };
        if (content.customerId !== null && customers.ofDraft(content) === null) {
          return { draftOrder: null, userErrors: [unknownCustomer] };
        }
        const now = clock.now();
        const draft: Draft = {
          ...content,
          id: ids.next(),
          number: ids.orderNumber(),
          token: randomBytes(16).toString('hex'),
          createdAt: now,
          updatedAt: now,
          invoiceSentAt: null,
          completedAt: null,
          status: 'OPEN',
          orderId: null,
          revision: 0,
        };
        drafts.set(draft.id, draft);
        return { draftOrder: node(draft), userErrors: [] };
      },
      /** Detaches the draft order from a checkout opened before. */
      draftOrderUpdate(args: Args) {
        const draft = find(args);
        if (!draft) return { draftOrder: null, userErrors: missing };
        if (draft.status === 'COMPLETED') {
          return { draftOrder: null, userErrors: fault('The draft order has already been completed') };
        }
        const content = readDraftInput(args.input, ids, pricing);
        if ('userErrors' in content) return { draftOrder: null, ...content };
        const changed = change(draft, { ...content, revision: draft.revision + 1 });
        return { draftOrder: node(changed), userErrors: [] };
      },
      draftOrderInvoiceSend(args: Args) {
        const draft = find(args);
        if (!draft) return { draftOrder: null, userErrors: missing };
        if (draft.status === 'COMPLETED') {
          return { draftOrder: null, userErrors: fault('The draft order has already been completed') };
        }
        const email = isObject(args.email) ? args.email : {};
        const to = textOf(email.to) ?? draft.email;
        if (to === null || !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(to)) {
          const message = to === null ? "To can't be blank" : 'To is invalid';
          return { draftOrder: null, userErrors: [{ field: ['email', 'to'], message }] };
        }
        const sent = change(draft, { status: 'INVOICE_SENT', invoiceSentAt: clock.now() });
        mails.push({
          at: clock.now(),
          to,
          subject: textOf(email.subject) ?? `Invoice #D${draft.number}`,
          text: textOf(email.customMessage) ?? '',
          link: linkOf(draft),
        });
        return { draftOrder: node(sent), userErrors: [] };
      },
      draftOrderComplete(args: Args) {
        const draft = find(args);
        if (!draft) return { draftOrder: null, userErrors: missing };
        if (draft.status === 'COMPLETED') {
          return { draftOrder: null, userErrors: fault('This order has been paid') };
        }
        complete(draft, buyerOf(draft), args.paymentPending === true ? 'pending' : 'paid');
        return { draftOrder: node(drafts.get(draft.id) ?? draft), userErrors: [] };
      },
      draftOrderDelete({ input }: Args) {
        const draft = find(typeof input === 'object' && input !== null ? { ...input } : {});
        if (!draft) return { deletedId: null, userErrors: missing };
        if (draft.status === 'COMPLETED') {
          return { deletedId: null, userErrors: fault('Completed draft orders cannot be deleted') };
        }
        drafts.delete(draft.id);
        return { deletedId: gid('DraftOrder', draft.id), userErrors: [] };
      },
    },
  };
}

const unknownCustomer: UserError = {
  field: ['purchasingEntity', 'customerId'],
  message: 'Customer does not exist',
};
const fault = (message: string): readonly UserError[] => [{ field: null, message }];
const missing: readonly UserError[] = [{ field: ['id'], message: 'Draft order does not exist' }];
