import { z } from 'zod';
import { parseMoney } from '../../shared/money.ts';
import type { CallOptions, ShopifyClient } from '../shopify/client.ts';
import { draftByTagQuery, draftCreateMutation, draftQuery } from '../shopify/documents.ts';
import type { DraftFact } from './draft-fact.ts';

const moneySchema = z.object({ amount: z.string(), currencyCode: z.string() });
const draftOrderSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  ready: z.boolean(),
  invoiceUrl: z.string().nullish(),
  tags: z.array(z.string()),
  totalPriceSet: z.object({ presentmentMoney: moneySchema }),
});
export type DraftOrder = z.infer<typeof draftOrderSchema>;

const createdSchema = z.object({ draftOrderCreate: z.object({ draftOrder: draftOrderSchema }) });
const foundSchema = z.object({ draftOrders: z.object({ nodes: z.array(draftOrderSchema) }) });
const oneSchema = z.object({ draftOrder: draftOrderSchema.nullable() });

export async function sendDraftOrder(
  client: ShopifyClient,
  input: object,
  options: CallOptions,
): Promise<DraftOrder> {
  const { draftOrderCreate } = await client.mutate(draftCreateMutation, { input }, createdSchema, options);
  return draftOrderCreate.draftOrder;
}

export async function fetchDraftByTag(
  client: ShopifyClient,
  tag: string,
  options: CallOptions,
): Promise<DraftOrder | null> {
  const { draftOrders } = await client.query(
    draftByTagQuery,
    { query: `tag:'${tag}'` },
    foundSchema,
    options,
  );
  // Shopify's search is forgiving: an answer may hold drafts that only resemble the question
  return draftOrders.nodes.find(({ tags }) => tags.includes(tag)) ?? null;
}

export async function fetchDraft(
  client: ShopifyClient,
  id: string,
  options: CallOptions,
): Promise<DraftOrder | null> {
  return (await client.query(draftQuery, { id }, oneSchema, options)).draftOrder;
}

/** Shopify works out tax and shipping after it has answered; a link opened before that shows the buyer an error. */
export const isReady = (draft: DraftOrder): boolean => draft.ready && Boolean(draft.invoiceUrl);

export function factOfDraftOrder(draft: DraftOrder): Partial<DraftFact> & Pick<DraftFact, 'state'> {
  const { amount, currencyCode } = draft.totalPriceSet.presentmentMoney;
  return {
    state: isReady(draft) ? 'ready' : 'calculating',
    shopifyId: draft.id,
    name: draft.name,
    total: parseMoney(amount, currencyCode),
    ...(isReady(draft) && draft.invoiceUrl && { invoiceUrl: draft.invoiceUrl }),
  };
}
