import { z } from 'zod';
import type { Messenger } from '../../../../src/main/selling/selling-parts.ts';
import * as documents from '../../../../src/main/shopify/documents.ts';
import type { ShopifyClient } from '../../../../src/main/shopify/shopify-client.ts';
import type { SubscriberId } from '../../../../src/shared/ids.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import type { FakeClock } from '../../../support/clock.ts';

export const callNames = ['create', 'find', 'get', 'delete', 'mail', 'contact', 'message', 'try'] as const;
export type CallName = (typeof callNames)[number];

/** Wraps every call: it can fail before it is carried out, and after. */
export type Around = <T>(call: CallName, work: () => T) => Promise<T>;

/** A call without faults. */
export const atOnce: Around = async (_call, work) => work();

/** Lets one call fail once. @param after it was carried out */
export function throwsOnce(which: CallName, error: Problem, after: boolean) {
  let isThrown = false;
  const around: Around = async (call, work) => {
    if (call !== which || isThrown) return work();
    isThrown = true;
    if (after) work();
    throw error;
  };
  return { around, isThrown: () => isThrown };
}

type ShopDraft = {
  readonly id: string;
  readonly tag: string;
  readonly madeAt: number;
  status: 'OPEN' | 'INVOICE_SENT' | 'COMPLETED';
  isDeleted: boolean;
  invoiceSentAt: string | null;
  order: { legacyResourceId: string; displayFinancialStatus: string } | null;
};
export type ShopOrder = { readonly id: string; readonly tag: string };

const inputSchema = z.object({ input: z.object({ tags: z.array(z.string()) }) });
const idSchema = z.object({ id: z.string() });
const calculationMs = 900;

/**
 * The state of Shopify and Messenger, whatever happens to the answers.
 * @param searchLagMs for this long Shopify's search does not find a new draft order
 */
export function createFakeShop(clock: FakeClock, searchLagMs = 12_000) {
  const drafts: ShopDraft[] = [];
  const orders: ShopOrder[] = [];
  const mails: string[] = [];
  const messages: string[] = [];
  const nodeOf = (draft: ShopDraft) => ({
    id: draft.id,
    name: `#D${draft.id.slice(-1)}`,
    status: draft.status,
    ready: clock.now() - draft.madeAt >= calculationMs,
    invoiceUrl: `https://pay.example/${draft.id.slice(-1)}`,
    invoiceSentAt: draft.invoiceSentAt,
    tags: [draft.tag],
    totalPriceSet: { presentmentMoney: { amount: '640.50', currencyCode: 'UAH' } },
    order: draft.order && { ...draft.order, name: '#1' },
  });
  const live = () => drafts.filter(({ isDeleted, status }) => !isDeleted && status !== 'COMPLETED');
  const find = (id: unknown) => drafts.find((draft) => draft.id === id && !draft.isDeleted);
  const refused = (message: string): never => {
    throw new Problem('bad-input', `Shopify: ${message}`);
  };

  function answer(document: string, variables: unknown): unknown {
    switch (document) {
      case documents.draftCreateMutation: {
        const [tag = ''] = inputSchema.parse(variables).input.tags;
        const draft: ShopDraft = {
          id: `gid://shopify/DraftOrder/${drafts.length + 1}`,
          tag,
          madeAt: clock.now(),
          status: 'OPEN',
          isDeleted: false,
          invoiceSentAt: null,
          order: null,
        };
        drafts.push(draft);
        return { draftOrderCreate: { draftOrder: nodeOf(draft) } };
      }
      case documents.draftCalculateMutation:
        return { draftOrderCalculate: {} };
      case documents.draftByTagQuery: {
        const tag = /'(.*)'/.exec(z.object({ query: z.string() }).parse(variables).query)?.[1];
        const found = drafts.filter(
          (draft) => draft.tag === tag && !draft.isDeleted && clock.now() - draft.madeAt >= searchLagMs,
        );
        return { draftOrders: { nodes: found.map(nodeOf) } };
      }
      case documents.draftQuery: {
        const draft = find(idSchema.parse(variables).id);
        return { draftOrder: draft ? nodeOf(draft) : null };
      }
      case documents.draftsQuery: {
        const { ids } = z.object({ ids: z.array(z.string()) }).parse(variables);
        return { nodes: ids.map((id) => find(id)).map((draft) => (draft ? nodeOf(draft) : null)) };
      }
      case documents.draftDeleteMutation: {
        const draft = find(idSchema.parse(variables).id);
        if (!draft) return refused('Draft order does not exist');
        if (draft.status === 'COMPLETED') return refused('Completed draft orders cannot be deleted');
        draft.isDeleted = true;
        return { draftOrderDelete: { deletedId: draft.id } };
      }
      case documents.draftInvoiceMutation: {
        const draft = find(idSchema.parse(variables).id);
        if (!draft || draft.status === 'COMPLETED') return refused('It cannot be sent');
        draft.status = 'INVOICE_SENT';
        draft.invoiceSentAt = new Date(clock.now()).toISOString();
        mails.push(draft.tag);
        return { draftOrderInvoiceSend: { draftOrder: nodeOf(draft) } };
      }
      default:
        throw new Error('the fake shop was asked something else');
    }
  }

  const nameOf = (document: string): CallName => {
    if (document === documents.draftCalculateMutation) return 'try';
    if (document === documents.draftCreateMutation) return 'create';
    if (document === documents.draftByTagQuery) return 'find';
    if (document === documents.draftDeleteMutation) return 'delete';
    return document === documents.draftInvoiceMutation ? 'mail' : 'get';
  };

  function client(around: Around): ShopifyClient {
    const call: ShopifyClient['query'] = async (document, variables, schema) =>
      schema.parse(await around(nameOf(document), () => answer(document, variables)));
    return {
      shop: 'fern.myshopify.com',
      query: call,
      mutate: call,
      queryPartly: () => Promise.reject(new Error('not asked here')),
      who: () => Promise.reject(new Error('not asked here')),
    };
  }

  const messenger = (around: Around): Messenger => ({
    contact: () => around('contact', () => ({ lastInteraction: clock.now() - 60_000 })),
    send: (_id: SubscriberId, content) =>
      around('message', () => {
        messages.push(JSON.stringify(content));
      }),
  });

  return {
    drafts,
    orders,
    mails,
    messages,
    live,
    client,
    messenger,
    /** The customer pays what is there. `loose`: in a checkout that has come apart from its draft order. */
    pay(tag: string, loose: boolean): ShopOrder | null {
      const draft = live().find((one) => one.tag === tag);
      if (!draft) return null;
      const order = { id: String(100 + orders.length), tag };
      orders.push(order);
      if (!loose) {
        draft.status = 'COMPLETED';
        draft.order = { legacyResourceId: order.id, displayFinancialStatus: 'PAID' };
      }
      return order;
    },
  };
}
export type FakeShop = ReturnType<typeof createFakeShop>;
