import type { TFunction } from 'i18next';
import type { Entry } from '../../../shared/entry.ts';
import type { Source } from '../../../shared/ids.ts';
import { assertNever } from '../../../shared/problem.ts';
import type { TimelineItem } from '../../../shared/views.ts';
import type { Saying } from '../../i18n/use-said.tsx';

const machines = new Set(['shopify', 'gmail', 'manychat', 'orderbell', 'bigquery']);

/** What people did stands out; what machines did is lighter. */
export const isByPerson = (entry: Entry): boolean =>
  !machines.has(entry.by) &&
  (['taken', 'status-set', 'payment-set', 'note-added', 'released'].includes(entry.kind) ||
    (entry.kind === 'order-updated' && entry.data.corrected === 'by-hand'));

/**
 * What is shown, newest first. A notice that was refused and parked is one step: the parked one, which names the manager and
 * the reason and can be tried again.
 */
export function stepsOf(timeline: readonly TimelineItem[]): readonly TimelineItem[] {
  const toldByParked = new Set(timeline.map((item) => refusalOf(item, timeline)));
  return timeline
    .filter((item) => !toldByParked.has(item))
    .toReversed() // of two at the same moment the later one comes first as well
    .toSorted((a, b) => b.at - a.at);
}

function refusalOf(parked: TimelineItem, timeline: readonly TimelineItem[]): TimelineItem | undefined {
  if (parked.step !== 'parked' || parked.manager === null) return undefined;
  const { manager, reason } = parked;
  return timeline.findLast(
    (item) =>
      item.step === 'entry' &&
      item.entry.kind === 'notified' &&
      item.entry.data.manager === manager &&
      item.entry.data.reason === reason,
  );
}

type Words = {
  readonly t: TFunction<readonly ['order', 'common']>;
  readonly said: Saying;
  readonly nameOf: (source: Source) => string;
};

/** One entry as a plain sentence. */
export function sentenceOf(entry: Entry, { t, said, nameOf }: Words): string {
  const name = machines.has(entry.by) ? 'Orderbell' : entry.by || t('order:someone');
  const why = (reason: string | undefined): string =>
    reason === undefined ? t('order:noReason') : said(reason);
  switch (entry.kind) {
    case 'order-received':
      return t('order:time_received', { source: nameOf(entry.data.order.source) });
    case 'order-updated': {
      if (entry.data.corrected === 'by-hand') return t('order:time_corrected', { name });
      if (entry.data.corrected === 'by-recipe') return t('order:time_correctedByRecipe');
      // of a shop's order the status says so; a mail that cancels one says nothing else
      const isCancelling = entry.by === 'gmail' && entry.data.order.content.cancelledAt !== undefined;
      const source = nameOf(entry.data.order.source);
      return isCancelling ? t('order:time_cancelled', { source }) : t('order:time_updated', { source });
    }
    case 'released':
      return t('order:time_released', { name });
    case 'status-set':
      return t('order:time_status', { name, status: t(`common:status_${entry.data.status}`) });
    case 'taken':
      return t('order:time_taken', { name: entry.data.manager });
    case 'payment-set':
      return t('order:time_payment', { name, payment: t(`common:payment_${entry.data.paymentStatus}`) });
    case 'note-added':
      return t('order:time_note', {
        name,
        text: machines.has(entry.by) ? said(entry.data.text) : entry.data.text,
      });
    case 'attribution-found':
      return t('order:time_attribution', { kind: t(`order:attribution_${entry.data.attribution.kind}`) });
    case 'draft-changed':
      return t(`order:time_draft_${entry.data.state}`, {
        name: entry.data.customerName ?? t('common:noName'),
        reason: why(entry.data.reason),
      });
    case 'draft-linked':
      return t('order:time_linked');
    case 'notified':
      return t(`order:time_told_${entry.data.state}`, {
        manager: entry.data.manager,
        channel: t(`order:channel_${entry.data.channel}`),
        reason: why(entry.data.reason),
      });
    case 'touched':
      return t('order:time_touched');
    default:
      return assertNever(entry);
  }
}
