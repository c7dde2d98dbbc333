import { useTranslation } from 'react-i18next';
import type { Input } from '../../../../shared/contract.ts';
import { toCallError } from '../../../client/client.ts';
import { useClient } from '../../../client/context.tsx';
import { useStores } from '../../../state/context.tsx';
import { useToasts } from '../../../ui/toasts.tsx';

/** Approves or blocks a sender, with Undo. */
export function useDecideSender() {
  const { t } = useTranslation('senders');
  const client = useClient();
  const store = useStores().senders;
  const toasts = useToasts();

  async function undo(sender: string): Promise<void> {
    const id = `sender ${sender}`;
    try {
      store.take(await client.call('senders.undo', { sender }));
      toasts.done({ id, text: t('undone', { sender }) });
    } catch (thrown) {
      toasts.failed({ id, what: t('undoFailed', { sender }), error: toCallError(thrown) });
    }
  }

  async function approve(chosen: Input<'senders.approve'>): Promise<void> {
    const { sender } = chosen;
    const id = `sender ${sender}`;
    try {
      store.take(await client.call('senders.approve', chosen));
      toasts.done({ id, text: t('approved', { sender }), undo: () => void undo(sender) });
    } catch (thrown) {
      toasts.failed({ id, what: t('approveFailed', { sender }), error: toCallError(thrown) });
    }
  }

  async function block(chosen: Input<'senders.block'>): Promise<void> {
    const { sender } = chosen;
    const id = `sender ${sender}`;
    try {
      store.take(await client.call('senders.block', chosen));
      toasts.done({ id, text: t('blocked', { sender }), undo: () => void undo(sender) });
    } catch (thrown) {
      toasts.failed({ id, what: t('blockFailed', { sender }), error: toCallError(thrown) });
    }
  }

  return { approve, block, undo };
}
