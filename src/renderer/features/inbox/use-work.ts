import { useTranslation } from 'react-i18next';
import type { OrderId } from '../../../shared/ids.ts';
import type { OrderAction } from '../../../shared/order-actions.ts';
import { mostIds } from '../../../shared/order-commands.ts';
import { mostTickets } from '../../../shared/ticket-commands.ts';
import type { OrderRow } from '../../../shared/views.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { useActionWords } from '../../components/order/use-action-words.ts';
import { useBatch } from '../../components/order/use-batch.tsx';
import { useDecide } from '../../components/order/use-decide.tsx';
import { usePrint } from '../../components/order/use-print.ts';
import { useWayBack } from '../../components/order/use-way-back.ts';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useStores } from '../../state/context.tsx';
import type { Decision } from '../../state/decisions.ts';
import { isSo, nextStep, withWish } from '../../state/decisions.ts';
import type { ActionMenuKind, Known } from '../../state/inbox/action-menu.ts';
import type { Target } from '../../state/inbox/batches.ts';
import { sizeOf, withRunning } from '../../state/inbox/batches.ts';
import { choiceOf, isSameChoice } from '../../state/inbox/order-choice.ts';
import { hasPicked, wasListed } from '../../state/inbox/picked.ts';
import { inboxPlaceOf, openOrderOf } from '../../state/routes/route.ts';

type Work = { readonly target: Target; readonly known: readonly Known[] };

/**
 * Acts on what is visibly current: the selection, else the open order, else the row of the cursor.
 * @param isWide false: an open order covers the list, and with it the selection
 */
export function useWork(isWide = true) {
  const { t } = useTranslation(['orderActions', 'common']);
  const format = useFormat();
  const { inbox, order, decisions, batches, picked, actionMenu, route } = useStores();
  const wayBack = useWayBack();
  const client = useClient();
  const batch = useBatch();
  const decide = useDecide();
  const toasts = useToasts();
  const printAll = usePrint();
  const { whatOf } = useActionWords();

  const openNow = (): OrderId | null => openOrderOf(inboxPlaceOf(route.getState()));
  const isCovered = (): boolean => !isWide && openNow() !== null;

  const asShown = (known: Known): Known =>
    withRunning(withWish(known, decisions.getState()[known.id]), batches.getState().running);
  const pointed = (): OrderRow | null => {
    const { cursor, listing } = inbox.getState();
    if (cursor === null || listing.state !== 'ready') return null;
    const row = listing.rows.get(cursor.place);
    return row?.id === cursor.id ? row : null;
  };

  /** The one order; null if it allows no action, as in quarantine or as a merged duplicate. */
  function oneNow(): Known | null {
    const open = openNow();
    const row = open === null ? pointed() : inbox.rows().find(({ id }) => id === open);
    if (row) return row.quarantined || row.partOf !== null ? null : asShown(row);
    // an open order that has left the view has no row
    const shown = order.getState();
    if (open === null || shown.state !== 'ready' || shown.id !== open) return null;
    const { content, takenBy = null, assignee = null, tags = [], ...rest } = shown.detail.order;
    const { id, status, paymentStatus, snoozedUntil = null, quarantined, partOf } = rest;
    if (quarantined || partOf) return null;
    return asShown({
      id,
      number: content.number,
      status,
      paymentStatus,
      takenBy,
      assignee,
      tags,
      snoozedUntil,
    });
  }

  const listedOfPicked = (): readonly Known[] => {
    const { ids } = picked.getState();
    return inbox
      .rows()
      .filter(({ id }) => ids.has(id))
      .map(asShown);
  };

  function pickedNow(): Work | null {
    const now = picked.getState();
    if (isCovered() || !hasPicked(now)) return null;
    const { ids, all } = now;
    const known = listedOfPicked();
    picked.see(inbox.rows());
    const seen = picked
      .seen()
      .map((look) => (wasListed(look) ? asShown(look) : look))
      .map(({ id, status, paymentStatus }) => ({ id, status, paymentStatus }));
    const target: Target = all === null ? { ids: [...ids], seen } : { choice: all, among: ids, seen };
    return { target, known };
  }

  function workNow(): Work | null {
    const many = pickedNow();
    if (many !== null) return many;
    const one = oneNow();
    return one && { target: { ids: [one.id] }, known: [one] };
  }

  /** Selects all matching orders, listed or not. Until they are known, no action runs on the earlier selection. */
  async function pickAll(): Promise<void> {
    const { filter, listing } = inbox.getState();
    const choice = choiceOf(filter);
    try {
      await picked.pickAll(choice, client.call('orders.ids', { choice }));
    } catch (thrown) {
      const total = listing.state === 'ready' ? listing.total : 0;
      const what = t('orderActions:pickAll', { count: total, total: format.count(total) });
      toasts.failed({
        id: 'pick all',
        what: t('common:failed', { what }),
        error: toCallError(thrown),
        retry() {
          // a retry is for the same list only
          if (isSameChoice(choiceOf(inbox.getState().filter), choice)) void pickAll();
        },
      });
    }
  }

  /** @param at the element that the menu opens beside; null for the row itself */
  function ask(kind: ActionMenuKind, at: Element | null): void {
    if (picked.getState().asking) return;
    const work = workNow();
    const listed = isCovered() ? null : (document.querySelector('[data-deed-bar]') ?? cursorRow());
    const beside = at ?? listed ?? panel();
    if (work === null || beside === null) return;
    const { left, top, width, height } = beside.getBoundingClientRect();
    // below the text of the row, and not at its far end
    actionMenu.show({
      kind,
      ...work,
      at: { left: left + 16, top, width: Math.min(width - 16, 200), height },
    });
  }

  /** A step for the selection or the one order, with a message at once; null for none. */
  function tellAtOnce(ofMany: (work: Work) => Decision | null, ofOne: (one: Known) => Decision | null): void {
    if (picked.getState().asking) return;
    const many = pickedNow();
    if (many !== null) {
      const step = ofMany(many);
      if (step) batch(many.target, step, many.known[0]?.number);
      return;
    }
    const one = oneNow();
    const step = one && ofOne(one);
    if (step) decide(one, step);
  }
  const make = (deed: Extract<OrderAction, { kind: 'take' | 'status' }>): void =>
    tellAtOnce(
      () => deed,
      (one) => (isSo(one, deed) ? null : deed),
    );
  /** The next step, if it is the same for the whole selection; else its new orders are taken. */
  const step = (): void =>
    tellAtOnce(
      ({ target, known }) => commonStep(known, sizeOf(target)),
      ({ status }) => nextStep(status),
    );

  /** As one job; nothing if more are selected than anyone would print. */
  function print(): void {
    if (picked.getState().asking) return;
    const work = workNow();
    if (work === null || sizeOf(work.target) > mostTickets) return;
    const { target, known } = work;
    printAll('ids' in target ? target.ids : [...target.among], known[0]?.number);
  }

  /** @returns the orders that were changed */
  async function markUnread(ids: readonly OrderId[], unread: boolean): Promise<readonly OrderId[]> {
    const are = new Set(ids);
    inbox.change((row) => (are.has(row.id) && row.unread !== unread ? { ...row, unread } : row));
    const changed: OrderId[] = [];
    for (let from = 0; from < ids.length; from += mostIds) {
      const part = { ids: ids.slice(from, from + mostIds), unread };
      changed.push(...(await client.call('orders.markUnread', part)));
    }
    return changed;
  }

  /** Marks as unread if any is read, else as read. An open order that has left the view has no row, and counts as read. */
  async function toggleUnread(): Promise<void> {
    if (picked.getState().asking) return;
    const work = workNow();
    if (work === null) return;
    const { target } = work;
    const are = new Set(work.known.map(({ id }) => id));
    const listed = inbox.rows().filter((row) => are.has(row.id));
    const unread = listed.length === 0 ? are.size > 0 : listed.some((row) => !row.unread);
    const id = 'unread';
    const what = whatOf(target, work.known[0]?.number ?? '');
    const failed = (thrown: unknown): void => {
      withdraw();
      void inbox.refresh();
      toasts.failed({ id, what: t('orderActions:stays', { what }), error: toCallError(thrown) });
    };
    const marked = markUnread('ids' in target ? target.ids : [...target.among], unread);
    const takeBack = (): void => {
      marked.then((changed) => markUnread(changed, !unread)).catch(failed);
    };
    const text = t(unread ? 'orderActions:saidUnread' : 'orderActions:saidRead', { what });
    const { withdraw } = wayBack({ id, text, back: takeBack });
    await marked.catch(failed);
  }

  return { openNow, isCovered, pointed, listedOfPicked, pickAll, ask, make, step, print, toggleUnread };
}

/**
 * The next step of a selection; null if none of it is new and it has no next step in common.
 * @param listed those of the selection that are listed: the others may be new
 */
export function commonStep(listed: readonly Known[], size: number): Decision | null {
  const statuses = new Set(listed.map(({ status }) => status));
  const [status] = statuses;
  const areAllKnown = listed.length === size;
  if (areAllKnown && statuses.size === 1 && status !== undefined) return nextStep(status);
  return areAllKnown && !statuses.has('new') ? null : { kind: 'take' };
}

const cursorRow = (): Element | null => document.querySelector('#order-list [aria-selected="true"]');
const panel = (): Element | null => document.querySelector('#order-panel h2');
