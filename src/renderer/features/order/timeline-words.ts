import type { TFunction } from 'i18next';
import type { Entry } from '../../../shared/entry.ts';
import type { Source } from '../../../shared/ids.ts';
import { assertNever } from '../../../shared/problem.ts';

const machines = new Set(['shopify', 'gmail', 'manychat', 'orderbell', 'bigquery']);

/** What people did stands out; what machines did is lighter. */
export const isByPerson = ({ by, kind }: Entry): boolean =>
  !machines.has(by) && ['taken', 'status-set', 'payment-set', 'note-added'].includes(kind);

type Words = TFunction<readonly ['order', 'common']>;

/** One entry as a plain sentence. */
export function sentenceOf(entry: Entry, t: Words, nameOf: (source: Source) => string): string {
  const name = machines.has(entry.by) ? 'Orderbell' : entry.by || t('order:someone');
  const none = t('order:noReason');
  switch (entry.kind) {
    case 'order-received':
      return t('order:time_received', { source: nameOf(entry.data.order.source) });
    case 'order-updated':
      return t('order:time_updated', { source: nameOf(entry.data.order.source) });
    case 'status-set':
      return t('order:time_status', { name, status: t(`common:status_${entry.data.status}`) });
    case 'taken':
      return t('order:time_taken', { name: entry.data.manager });
    case 'payment-set':
      return t('order:time_payment', { name, payment: t(`common:payment_${entry.data.paymentStatus}`) });
    case 'note-added':
      return t('order:time_note', { name, text: entry.data.text });
    case 'attribution-found':
      return t('order:time_attribution', { kind: t(`order:attribution_${entry.data.attribution.kind}`) });
    case 'draft-changed':
      return t(`order:time_draft_${entry.data.state}`, {
        name: entry.data.customerName ?? t('common:noName'),
        reason: entry.data.reason ?? none,
      });
    case 'draft-linked':
      return t('order:time_linked');
    case 'notified':
      return t(`order:time_told_${entry.data.state}`, {
        manager: entry.data.manager,
        channel: t(`order:channel_${entry.data.channel}`),
        reason: entry.data.reason ?? none,
      });
    case 'touched':
      return t('order:time_touched');
    default:
      return assertNever(entry);
  }
}
