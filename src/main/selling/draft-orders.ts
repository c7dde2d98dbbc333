import { z } from 'zod';
import type { DraftView } from '../../shared/draft.ts';
import { isPayable } from '../../shared/draft.ts';
import { parseMoney } from '../../shared/money.ts';
import { isProblem, Problem } from '../../shared/problem.ts';
import {
  draftByTagQuery,
  draftCompleteMutation,
  draftCreateMutation,
  draftDeleteMutation,
  draftInvoiceMutation,
  draftQuery,
  draftsQuery,
} from '../shopify/documents.ts';
import type { CallOptions, ShopifyClient } from '../shopify/shopify-client.ts';
import type { DraftChange } from './draft-log.ts';

const moneySchema = z.object({ amount: z.string(), currencyCode: z.string() });
const draftOrderSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  ready: z.boolean(),
  invoiceUrl: z.string().nullish(),
  invoiceSentAt: z.string().nullish(),
  tags: z.array(z.string()),
  totalPriceSet: z.object({ presentmentMoney: moneySchema }),
  /** The order it became after completion. */
  order: z
    .object({
      legacyResourceId: z.string(),
      name: z.string().default(''),
      displayFinancialStatus: z.string().nullish(),
    })
    .nullish(),
});
export type DraftOrder = z.infer<typeof draftOrderSchema>;

const createdSchema = z.object({ draftOrderCreate: z.object({ draftOrder: draftOrderSchema }) });
const completedSchema = z.object({ draftOrderComplete: z.object({ draftOrder: draftOrderSchema }) });
const foundSchema = z.object({ draftOrders: z.object({ nodes: z.array(draftOrderSchema) }) });
const deletedSchema = z.object({ draftOrderDelete: z.object({ deletedId: z.string().nullable() }) });
const someSchema = z.object({ nodes: z.array(draftOrderSchema.nullable()) });
const mailedSchema = z.object({ draftOrderInvoiceSend: z.object({ draftOrder: draftOrderSchema }) });
const oneSchema = z.object({ draftOrder: draftOrderSchema.nullable() });

export async function sendDraftOrder(
  client: ShopifyClient,
  input: object,
  options: CallOptions,
): Promise<DraftOrder> {
  const { draftOrderCreate } = await client.mutate(draftCreateMutation, { input }, createdSchema, options);
  return draftOrderCreate.draftOrder;
}

/** Completes a draft order as an order, with payment pending or paid. */
export async function completeDraft(
  client: ShopifyClient,
  draft: { readonly id: string; readonly pending: boolean },
  options: CallOptions,
): Promise<DraftOrder> {
  const answer = await client.mutate(draftCompleteMutation, draft, completedSchema, options);
  return answer.draftOrderComplete.draftOrder;
}

/** Last changed first. */
export async function fetchDraftsByTag(
  client: ShopifyClient,
  tag: string,
  options: CallOptions,
): Promise<readonly DraftOrder[]> {
  const { draftOrders } = await client.query(
    draftByTagQuery,
    { query: `tag:'${tag}'` },
    foundSchema,
    options,
  );
  // Shopify's search is fuzzy: the answer may contain draft orders without this tag
  return draftOrders.nodes.filter(({ tags }) => tags.includes(tag));
}

export async function fetchDraft(
  client: ShopifyClient,
  id: string,
  options: CallOptions,
): Promise<DraftOrder | null> {
  return (await client.query(draftQuery, { id }, oneSchema, options)).draftOrder;
}

/** In the requested order; null for a deleted draft order. */
export const fetchDrafts = async (
  client: ShopifyClient,
  ids: readonly string[],
  options: CallOptions,
): Promise<readonly (DraftOrder | null)[]> =>
  (await client.query(draftsQuery, { ids }, someSchema, options)).nodes;

export type InvoiceMail = { readonly to: string; readonly subject: string; readonly customMessage: string };

/** Lets Shopify mail the link. @throws Problem `unknown-outcome`: then compare `invoiceSentAt` */
export async function mailInvoice(
  client: ShopifyClient,
  id: string,
  email: InvoiceMail,
  options: CallOptions,
): Promise<void> {
  await client.mutate(draftInvoiceMutation, { id, email }, mailedSchema, options);
}

/** It became an order and cannot be changed as a draft order any more. */
export const isOrder = ({ status }: DraftOrder): boolean => status === 'COMPLETED';

const settledStatuses: ReadonlySet<string> = new Set([
  'PAID',
  'AUTHORIZED',
  'PARTIALLY_PAID',
  'PARTIALLY_REFUNDED',
  'REFUNDED',
]);
/** Whether the order it became has received money. */
export const isPaid = ({ order }: DraftOrder): boolean =>
  settledStatuses.has(order?.displayFinancialStatus ?? '');

/**
 * Deletes a draft order; succeeds if it was already gone.
 * @returns whether this call deleted it @throws Problem `refused` when Shopify keeps it
 */
export async function deleteDraft(
  client: ShopifyClient,
  draft: DraftOrder,
  options: CallOptions,
): Promise<boolean> {
  try {
    await client.mutate(draftDeleteMutation, { id: draft.id }, deletedSchema, options);
    return true;
  } catch (error) {
    if (!isProblem(error) || error.kind !== 'bad-input') throw error;
    // Shopify's error has no code, only text: check whether the draft order still exists
    if ((await fetchDraft(client, draft.id, options)) === null) return false;
    throw new Problem('refused', `${draft.name} cannot be deleted in Shopify`, {
      cause: error,
      fix: 'Delete it there by hand',
    });
  }
}

/** Shopify calculates tax and shipping after it has answered; a link opened before that shows the buyer an error. */
export const isReady = (draft: DraftOrder): boolean => draft.ready && Boolean(draft.invoiceUrl);

export function factOfDraftOrder(draft: DraftOrder): DraftChange {
  const { amount, currencyCode } = draft.totalPriceSet.presentmentMoney;
  return {
    state: isReady(draft) ? 'ready' : 'calculating',
    shopifyId: draft.id,
    name: draft.name,
    total: parseMoney(amount, currencyCode),
    ...(isReady(draft) && draft.invoiceUrl && { invoiceUrl: draft.invoiceUrl }),
  };
}

/** What was changed in Shopify's admin: the items or the total. Null if that is not known. */
export function changeThere(draft: DraftView, now: DraftOrder): DraftChange | null {
  const { total, ...told } = factOfDraftOrder(now);
  if (told.state !== 'ready' || total === undefined || draft.total === null || !isPayable(draft)) return null;
  if (total.minor === draft.total.minor && total.currency === draft.total.currency) return null;
  return { ...told, total, changeThere: (draft.changesThere ?? 0) + 1 };
}
