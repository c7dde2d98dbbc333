import { useRef, useState } from 'react';
import type { LinkMessage } from '../../../../shared/forms.ts';
import type { DraftId } from '../../../../shared/ids.ts';
import type { CallError } from '../../../lib/client/client.ts';
import { toCallError } from '../../../lib/client/client.ts';
import { useClient } from '../../../lib/client/context.tsx';

/** One send at a time, with its own id: a second click is the same message, and a refused send is followed by a new one. */
export function useSending(id: DraftId) {
  const client = useClient();
  const name = useRef(crypto.randomUUID());
  const [isSending, setSending] = useState(false);
  const [refused, setRefused] = useState<CallError | null>(null);

  async function send(message: LinkMessage, after?: string): Promise<boolean> {
    setSending(true);
    setRefused(null);
    try {
      await client.call('drafts.sendLink', {
        id,
        sending: name.current,
        message,
        ...(after !== undefined && { after }),
      });
      return true;
    } catch (thrown) {
      setRefused(toCallError(thrown));
      return false;
    } finally {
      name.current = crypto.randomUUID();
      setSending(false);
    }
  }

  return { send, isSending, refused };
}
