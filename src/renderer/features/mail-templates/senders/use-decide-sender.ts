import { useTranslation } from 'react-i18next';
import type { Input } from '../../../../shared/contract.ts';
import { useWayBack } from '../../../components/order/use-way-back.ts';
import { useToasts } from '../../../components/toasts/toasts.tsx';
import { toCallError } from '../../../lib/client/client.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { useStores } from '../../../state/context.tsx';

type Decision = 'approve' | 'block' | 'undo';

/** The toast text of each decision. */
const words = {
  approve: { done: 'approved', failed: 'approveFailed' },
  block: { done: 'blocked', failed: 'blockFailed' },
  undo: { done: 'undone', failed: 'undoFailed' },
} as const satisfies { readonly [D in Decision]: unknown };

/** Approves or blocks a sender, with Undo by the toast or by its key. */
export function useDecideSender() {
  const { t } = useTranslation('senders');
  const client = useClient();
  const store = useStores().senders;
  const toasts = useToasts();
  const wayBack = useWayBack();

  async function decide<D extends Decision>(decision: D, chosen: Input<`senders.${D}`>): Promise<void> {
    const { sender } = chosen;
    const id = `sender ${sender}`;
    const { done, failed } = words[decision];
    try {
      store.take(await client.call(`senders.${decision}`, chosen));
      const text = t(done, { sender });
      if (decision === 'undo') toasts.done({ id, text });
      else wayBack({ id, text, back: () => void undo(sender) });
    } catch (thrown) {
      toasts.failed({ id, what: t(failed, { sender }), error: toCallError(thrown) });
    }
  }
  const undo = (sender: string): Promise<void> => decide('undo', { sender });

  return {
    approve: (chosen: Input<'senders.approve'>) => decide('approve', chosen),
    block: (chosen: Input<'senders.block'>) => decide('block', chosen),
    undo,
  };
}
