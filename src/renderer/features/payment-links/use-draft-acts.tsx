import { modals } from '@mantine/modals';
import { useTranslation } from 'react-i18next';
import type { DraftView } from '../../../shared/draft.ts';
import type { DraftDetail } from '../../../shared/views.ts';
import { lastMessage } from '../../components/order/draft-words.ts';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';

type Closing = 'cancelled' | 'expired';
type Why = { readonly message: string; readonly fix?: string | undefined };
const onItsWay = { state: 'sending', reason: null } as const;

/** It ended without a payment. */
const isEnd = (state: DraftView['state']): state is 'expired' | 'cancelled' | 'replaced' | 'deleted' =>
  ['expired', 'cancelled', 'replaced', 'deleted'].includes(state);

/** The actions on a draft order, wherever it is shown. @param onNow called with its new state */
export function useDraftActs(draft: DraftView, onNow: (now: DraftDetail) => void = () => {}) {
  const { t } = useTranslation(['drafts', 'common']);
  const client = useClient();
  const toasts = useToasts();
  const { id, customerName } = draft;
  const name = draft.name || draft.title;

  async function close(end: Closing): Promise<void> {
    const failed = (error: Why): void =>
      toasts.failed({ id: `close ${id}`, what: t('drafts:closeFailed', { name }), error });
    const done = (text: string): void => toasts.done({ id: `close ${id}`, text });
    try {
      const now = await client.call('drafts.close', { id, end });
      onNow(now);
      const { state, closing } = now.draft;
      if (state === end) done(t(`drafts:closed_${end}`, { name }));
      else if (state === 'paid') failed({ message: t('drafts:already_paid', { name }) });
      else if (isEnd(state)) done(t(`drafts:already_${state}`, { name }));
      else if (closing !== null && closing.reason !== null)
        failed({ message: closing.reason || t('drafts:noReason') });
      else done(t('drafts:closeWaits', { name }));
    } catch (thrown) {
      failed(toCallError(thrown));
    }
  }

  /** A deletion in Shopify is final, so this one asks first. */
  function ask(end: Closing): void {
    const verb = end === 'cancelled' ? 'cancel' : 'expire';
    modals.openConfirmModal({
      title: t(`drafts:${verb}Title`, { name }),
      children: t('drafts:closeText', { name, customer: customerName || t('drafts:noCustomer') }),
      closeButtonProps: { 'aria-label': t('common:close') },
      labels: { confirm: t(`drafts:${verb}This`, { name }), cancel: t('common:back') },
      onConfirm: () => void close(end),
    });
  }

  /** Through the same channel as before, with the suggested text. */
  async function remind(): Promise<void> {
    const before = lastMessage(draft.sendings);
    const sending = crypto.randomUUID();
    const to = { name: customerName || name };
    const failed = (what: string, error: Why): void => toasts.failed({ id: `remind ${id}`, what, error });
    try {
      const { suggestion } = await client.call('drafts.get', { id });
      const { text, subject } = suggestion;
      const message =
        before?.via === 'email'
          ? ({ via: 'email', to: before.to, subject, text } as const)
          : ({ via: 'messenger', text } as const);
      const now = await client.call('drafts.sendLink', { id, sending, message });
      onNow(now);
      // a call that was not refused may still not have arrived
      const { state, reason } = now.draft.sendings.find((one) => one.sending === sending) ?? onItsWay;
      const why = { message: reason || t('drafts:noReason') };
      if (state === 'unknown') failed(t('drafts:remindUnknown', to), why);
      else if (state === 'refused') failed(t('drafts:remindFailed'), why);
      else
        toasts.done({
          id: `remind ${id}`,
          text: t(state === 'sent' ? 'drafts:reminded' : 'drafts:reminding', to),
        });
    } catch (thrown) {
      failed(t('drafts:remindFailed'), toCallError(thrown));
    }
  }

  return { cancel: () => ask('cancelled'), expire: () => ask('expired'), remind };
}
