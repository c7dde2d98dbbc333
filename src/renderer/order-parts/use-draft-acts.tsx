import { modals } from '@mantine/modals';
import { useTranslation } from 'react-i18next';
import type { DraftView } from '../../shared/draft.ts';
import { isOver } from '../../shared/draft.ts';
import { toCallError } from '../client/client.ts';
import { useClient } from '../client/context.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { lastMessage } from './draft-words.ts';

type Closing = 'cancelled' | 'expired';

/** What a manager does to a draft order from wherever it is shown. */
export function useDraftActs(draft: DraftView) {
  const { t } = useTranslation(['drafts', 'common']);
  const client = useClient();
  const toasts = useToasts();
  const { id, customerName } = draft;
  const name = draft.name || draft.title;

  async function close(end: Closing): Promise<void> {
    try {
      const { draft: now } = await client.call('drafts.close', { id, end });
      const text = isOver(now) ? t(`drafts:closed_${end}`, { name }) : t('drafts:closeWaits', { name });
      toasts.done({ id: `close ${id}`, text });
    } catch (thrown) {
      toasts.failed({
        id: `close ${id}`,
        what: t('drafts:closeFailed', { name }),
        error: toCallError(thrown),
      });
    }
  }

  /** What is deleted in Shopify is gone, so this one asks. */
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

  /** The same way as before, in the words that are suggested. */
  async function remind(): Promise<void> {
    const before = lastMessage(draft.sendings);
    try {
      const { suggestion } = await client.call('drafts.get', { id });
      const { text, subject } = suggestion;
      const message =
        before?.via === 'email'
          ? ({ via: 'email', to: before.to, subject, text } as const)
          : ({ via: 'messenger', text } as const);
      await client.call('drafts.sendLink', { id, sending: crypto.randomUUID(), message });
      toasts.done({ id: `remind ${id}`, text: t('drafts:reminded', { name: customerName || name }) });
    } catch (thrown) {
      toasts.failed({ id: `remind ${id}`, what: t('drafts:remindFailed'), error: toCallError(thrown) });
    }
  }

  return { cancel: () => ask('cancelled'), expire: () => ask('expired'), remind };
}
