import { byTime } from '../../shared/by-time.ts';
import type { Entry, EntryOf } from '../../shared/entry.ts';
import type { DraftId, SubscriberId } from '../../shared/ids.ts';
import type { DraftView, PersonView } from '../../shared/views.ts';

/** Adds up the entries of one draft order; a later one need not repeat what an earlier one told. */
export function foldDraft(
  id: DraftId,
  entries: readonly Entry[],
): { readonly view: DraftView; readonly tag: string } | null {
  const sorted = [...entries].sort(byTime);
  const facts = sorted.filter((entry) => entry.kind === 'draft-changed');
  const first = facts[0];
  const latest = facts.at(-1);
  if (!first || !latest) return null;
  const told = <K extends keyof EntryOf<'draft-changed'>['data']>(key: K) =>
    facts.findLast((fact) => fact.data[key] !== undefined)?.data[key];
  const linked = sorted.find((entry) => entry.kind === 'draft-linked');
  return {
    tag: latest.data.tag,
    view: {
      id,
      state: latest.data.state,
      name: told('name') ?? '',
      title: told('title') ?? '',
      customerName: told('customerName') ?? '',
      total: told('total') ?? null,
      invoiceUrl: told('invoiceUrl') ?? null,
      // why it stands as it does, so an old reason does not outlive its state
      reason: latest.data.reason ?? null,
      createdAt: first.at,
      changedAt: latest.at,
      orderId: linked?.orderId ?? null,
    },
  };
}

/** Adds up the touches of one person. Who once asked for a manager stays so marked. */
export function foldPerson(id: SubscriberId, entries: readonly Entry[]): PersonView | null {
  const touches = [...entries].sort(byTime).filter((entry) => entry.kind === 'touched');
  const latest = touches.at(-1);
  if (!latest) return null;
  const told = <K extends keyof EntryOf<'touched'>['data']>(key: K) =>
    touches.findLast((touch) => touch.data[key] !== undefined && touch.data[key] !== '')?.data[key];
  return {
    subscriberId: id,
    name: told('name') ?? '',
    picture: told('picture') ?? null,
    chatUrl: told('chatUrl') ?? null,
    lastWords: told('lastWords') ?? null,
    wantsManager: touches.some((touch) => touch.data.wantsManager),
    touchedAt: latest.at,
    touches: touches.length,
  };
}
