import { Problem } from '../../shared/problem.ts';
import type { CallOptions, ShopifyClient } from '../shopify/shopify-client.ts';
import type { DraftOrder } from './draft-orders.ts';
import { deleteDraft, fetchDraftsByTag } from './draft-orders.ts';
import type { Sent } from './pending-drafts.ts';

export type Asked = {
  readonly tag: string;
  /** The fingerprint of what is asked for now. */
  readonly print: string;
  readonly sent: Sent;
  /** Called when a draft order of other content is gone. */
  readonly onDeleted: (shopifyId: string) => void;
};

/** What was made under a tag, the last changed first. @param deleted Shopify's ids of what was deleted again */
export async function fetchMade(
  client: ShopifyClient,
  tag: string,
  deleted: readonly string[],
  options: CallOptions,
): Promise<readonly DraftOrder[]> {
  const made = await fetchDraftsByTag(client, tag, options);
  // the search may still know what was deleted a moment ago
  return made.filter(({ id }) => !deleted.includes(id));
}

/**
 * The draft order that an earlier try has made. When another content may have been sent meanwhile, nobody knows which of
 * them it has: it is deleted, so that what is asked for now can be made under the same tag.
 * @returns null when none is there, or none any more
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
      fix: 'Start a new form for what has changed',
    });
  }
  for (const draft of made) {
    await deleteDraft(client, draft, options);
    onDeleted(draft.id);
  }
  return null;
}
