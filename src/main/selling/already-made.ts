import { Problem } from '../../shared/problem.ts';
import type { CallOptions, ShopifyClient } from '../shopify/shopify-client.ts';
import type { DraftOrder } from './draft-orders.ts';
import { deleteDraft, fetchDraftsByTag } from './draft-orders.ts';
import type { Sent } from './pending-drafts.ts';

export type Asked = {
  readonly tag: string;
  /** The fingerprint of the current input. */
  readonly print: string;
  readonly sent: Sent;
  /** Called when a draft order with other content was deleted. */
  readonly onDeleted: (shopifyId: string) => void;
};

/** Finds the draft orders with a tag, last changed first. @param deleted Shopify's ids of deleted draft orders */
export async function fetchMade(
  client: ShopifyClient,
  tag: string,
  deleted: readonly string[],
  options: CallOptions,
): Promise<readonly DraftOrder[]> {
  const made = await fetchDraftsByTag(client, tag, options);
  // the search may still list a draft order deleted a moment ago
  return made.filter(({ id }) => !deleted.includes(id));
}

/**
 * Finds the draft order that an earlier attempt made. If different content may have been sent, its content is unknown: it is
 * deleted, so that the current input can be sent under the same tag.
 * @returns null if there is none left
 */
export async function takeMade(
  client: ShopifyClient,
  { tag, print, sent, onDeleted }: Asked,
  options: CallOptions,
): Promise<DraftOrder | null> {
  const made = await fetchMade(client, tag, sent.deleted, options);
  if (sent.prints.every((each) => each === print)) return made[0] ?? null;
  const paid = made.find(({ status }) => status === 'COMPLETED');
  if (paid) {
    throw new Problem('refused', `${paid.name} has the earlier content and is already an order`, {
      fix: 'Start a new form for the changes',
    });
  }
  for (const draft of made) {
    await deleteDraft(client, draft, options);
    onDeleted(draft.id);
  }
  return null;
}
