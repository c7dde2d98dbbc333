import type { TFunction } from 'i18next';
import type { Entry, EntryOf } from '../../../../shared/entry.ts';
import type { Source } from '../../../../shared/ids.ts';
import { sourceOf } from '../../../../shared/ids.ts';
import { isMachine } from '../../../../shared/machines.ts';
import type { Money } from '../../../../shared/money.ts';
import { moneyToDecimal } from '../../../../shared/money.ts';
import type { OrderChange } from '../../../../shared/order-changes.ts';
import { assertNever } from '../../../../shared/problem.ts';
import type { TimelineItem } from '../../../../shared/views.ts';
import type { DraftEntry } from '../../../components/order/draft-words.ts';
import { isOvertaken } from '../../../components/order/draft-words.ts';
import type { Saying } from '../../../lib/i18n/use-main-text.tsx';

/** Events by people are emphasized; events by machines are lighter. */
export const isByPerson = (entry: Entry): boolean =>
  !isMachine(entry.by) &&
  (deeds.has(entry.kind) ||
    (entry.kind === 'order-updated' &&
      (entry.data.corrected === 'by-hand' || entry.data.form !== undefined)));

const deeds: ReadonlySet<Entry['kind']> = new Set([
  'taken',
  'status-set',
  'payment-set',
  'assigned',
  'tag-set',
  'snoozed',
  'note-added',
  'released',
  'copy-asked',
  'same-decided',
  'refund-noted',
  'refund-withdrawn',
]);

/**
 * The visible steps, newest first. A notification that was refused and parked is one step: the parked one, which names the
 * manager and the reason and can be retried.
 */
export function stepsOf(timeline: readonly TimelineItem[]): readonly TimelineItem[] {
  const toldByParked = new Set(timeline.map((item) => refusalOf(item, timeline)));
  const entries = timeline.flatMap((item) => (item.step === 'entry' ? [item.entry] : []));
  return timeline
    .filter((item) => !toldByParked.has(item))
    .filter(
      (item) =>
        item.step !== 'entry' || !(isOvertaken(item.entry, entries) || isPrintedSince(item.entry, entries)),
    )
    .toReversed() // of two at the same time the later one comes first as well
    .toSorted((a, b) => b.at - a.at);
}

/** The result of a print replaces the event of its start. */
function isPrintedSince({ kind, data }: Entry, all: readonly Entry[]): boolean {
  if (kind !== 'ticket-printed' || data.state !== 'printing') return false;
  return all.some(
    (other) =>
      other.kind === 'ticket-printed' &&
      other.data.printing === data.printing &&
      other.data.decision > data.decision,
  );
}

function refusalOf(parked: TimelineItem, timeline: readonly TimelineItem[]): TimelineItem | undefined {
  if (parked.step !== 'parked' || parked.manager === null) return undefined;
  const { manager, reason } = parked;
  return timeline.findLast(
    (item) =>
      item.step === 'entry' &&
      (item.entry.kind === 'notified' || item.entry.kind === 'alert-ended') &&
      item.entry.data.manager === manager &&
      item.entry.data.reason === reason,
  );
}

type Words = {
  readonly t: TFunction<readonly ['order', 'common', 'relatedOrders']>;
  readonly said: Saying;
  readonly nameOf: (source: Source) => string;
  readonly money?: (amount: Money) => string;
  /** A date and time in words. */
  readonly moment: (at: number) => string;
  /** The changes of this version from the previous one. */
  readonly changes?: readonly OrderChange[];
  /** The sentence of an event of the draft order it came from. */
  readonly ofDraft: (entry: DraftEntry) => string;
};

const plainMoney = (amount: Money): string => `${moneyToDecimal(amount)} ${amount.currency}`;

/** An event as a sentence. */
export function sentenceOf(entry: Entry, words: Words): string {
  const { t, said, nameOf, money = plainMoney, moment, changes = [], ofDraft } = words;
  const name = isMachine(entry.by) ? 'Orderbell' : entry.by || t('order:someone');
  const why = (reason: string | undefined): string =>
    reason === undefined ? t('order:noReason') : said(reason);
  switch (entry.kind) {
    case 'order-received':
      return t('order:time_received', { source: nameOf(entry.data.order.source) });
    case 'order-updated': {
      if (entry.data.corrected === 'by-hand') return t('order:time_corrected', { name });
      if (entry.data.corrected === 'by-recipe') return t('order:time_correctedByRecipe');
      if (entry.data.form !== undefined) {
        return t(changes.length === 0 ? 'order:time_editedNothing' : 'order:time_edited', { name });
      }
      // a shop's order shows it by its status; a mail that cancels an order contains nothing else
      const isCancelling = entry.by === 'gmail' && entry.data.order.content.cancelledAt !== undefined;
      const source = nameOf(entry.data.order.source);
      if (isCancelling) return t('order:time_cancelled', { source });
      const isSeen = changes.some(({ what }) => what !== 'details');
      return t(isSeen ? 'order:time_updated' : 'order:time_updatedNothing', { source });
    }
    case 'released':
      return t('order:time_released', { name });
    case 'status-set':
      if (entry.data.reason !== undefined && entry.data.status === 'cancelled') {
        return t('order:time_cancelledBecause', { name, reason: entry.data.reason });
      }
      return t('order:time_status', { name, status: t(`common:status_${entry.data.status}`) });
    case 'taken':
      return t('order:time_taken', {
        name: entry.data.manager,
        ...(entry.data.via !== undefined && { context: entry.data.via }),
      });
    case 'payment-set':
      return t('order:time_payment', { name, payment: t(`common:payment_${entry.data.paymentStatus}`) });
    case 'assigned':
      return entry.data.manager === null
        ? t('order:time_assignedNobody', { name })
        : t('order:time_assigned', { name, to: entry.data.manager });
    case 'tag-set':
      return t(entry.data.on ? 'order:time_tagged' : 'order:time_untagged', { name, tag: entry.data.tag });
    case 'snoozed':
      return entry.data.until === null
        ? t('order:time_awoken', { name })
        : t('order:time_snoozed', { name, until: moment(entry.data.until) });
    case 'note-added':
      return t('order:time_note', {
        name,
        text: isMachine(entry.by) ? said(entry.data.text) : entry.data.text,
      });
    case 'attribution-found':
      return t('order:time_attribution', { kind: t(`order:attribution_${entry.data.attribution.kind}`) });
    case 'draft-changed':
    case 'link-sent':
    case 'draft-opened':
    case 'draft-closing':
      return ofDraft(entry);
    case 'draft-linked':
      return entry.data.manager === undefined
        ? t('order:time_linked')
        : t('order:time_linkedBy', { name: entry.data.manager });
    case 'alert-raised':
      return t('order:time_alert', { names: entry.data.to.join(', ') });
    case 'notified':
    case 'alert-ended':
      return t(`order:time_told_${entry.data.state}`, {
        ...(entry.data.state === 'sent' && entry.data.reason !== undefined && { context: 'because' }),
        manager: entry.data.manager,
        channel: t(`order:channel_${entry.data.channel}`),
        reason: why(entry.data.reason),
      });
    case 'copy-asked':
      return t('order:time_copyAsked', { name });
    case 'copy-linked':
      return t('order:time_copyLinked', { number: entry.data.number });
    case 'copy-of':
      return t('order:time_copyOf');
    case 'copy-told': {
      const { copy, why: how, number = '', paymentStatus, fulfillment, cancelledAt } = entry.data;
      const facts = [
        t(`common:payment_${paymentStatus}`),
        fulfillment === 'fulfilled' ? t('order:time_copyFulfilled') : '',
        cancelledAt === undefined ? '' : t('order:time_copyCancelled'),
      ];
      const what = facts.filter(Boolean).join(', ');
      const source = sourceOf(copy);
      return how === 'merged' && source !== null
        ? t('order:time_partTold', { source: nameOf(source), number, what })
        : t('order:time_copyTold', { what });
    }
    case 'same-guessed':
      return t('order:time_sameGuessed', {
        because: entry.data.because.map((reason) => t(`relatedOrders:because_${reason}`)).join(', '),
      });
    case 'same-decided':
      return t(`order:time_same_${entry.data.verdict}`, { name });
    case 'refund-noted':
      return t('order:time_refund', { name, amount: money(entry.data.amount), reason: entry.data.reason });
    case 'refund-withdrawn':
      return t('order:time_refundBack', { name });
    case 'drill-marked':
      return t('order:time_drill', { name });
    case 'passed-on':
      return t(`order:time_passed_${entry.data.why}`, { names: entry.data.to.join(', ') });
    case 'customer-erased':
      return t('order:time_customerErased', { name });
    case 'ticket-printed':
      return ticketSentence(entry, name, words);
    // events of the shop, a person or a customer: none names an order or a draft order, so no timeline has them
    case 'touched':
    case 'chat-answered':
    case 'desk-named':
    case 'desk-forgotten':
    case 'leader-set':
    case 'bell-set':
    case 'duty-set':
    case 'commission-set':
    case 'zone-set':
    case 'sender-found':
    case 'sender-decided':
    case 'recipe-taught':
    case 'recipe-withdrawn':
    case 'customer-decided':
    case 'customer-noted':
    case 'customer-note-withdrawn':
    case 'customer-marked':
      return entry.kind;
    default:
      return assertNever(entry);
  }
}

function ticketSentence({ data }: EntryOf<'ticket-printed'>, name: string, { t, said }: Words): string {
  const { state, copy, reason } = data;
  if (state === 'printed') {
    if (reason !== undefined) return t('order:time_ticket_seen', { reason: said(reason) });
    return copy > 1
      ? t('order:time_ticket_reprinted', { name, copy })
      : t('order:time_ticket_printed', { name });
  }
  return t(`order:time_ticket_${state}`, {
    name,
    reason: reason === undefined ? t('order:noReason') : said(reason),
  });
}
