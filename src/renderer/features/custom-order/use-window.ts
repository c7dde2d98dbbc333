import { useEffect, useState } from 'react';
import type { DraftId } from '../../../shared/ids.ts';
import type { WindowView } from '../../../shared/views.ts';
import { useClient } from '../../client/context.tsx';
import { useNow } from '../../ui/use-now.tsx';

const againMs = 60_000;
const unknown: WindowView = { state: 'unknown', lastInteraction: null, until: null };

/**
 * Whether a message would arrive now; null until it is known. Asked again whenever something was sent or the reader comes back
 * from elsewhere, and each minute while it would not: what is said in a chat no event tells, and each question goes to ManyChat.
 */
export function useWindow(id: DraftId, changedAt: number): WindowView | null {
  const client = useClient();
  const [turn, setTurn] = useState(0);
  const [known, setKnown] = useState<WindowView | null>(null);
  const now = useNow();
  const minute = known?.state === 'open' ? null : Math.floor(now / againMs);
  useEffect(() => {
    const again = (): void => setTurn((last) => last + 1);
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has changed may have opened it
  useEffect(() => {
    let isCurrent = true;
    client.call('drafts.window', { id }).then(
      (found) => {
        if (isCurrent) setKnown(found);
      },
      () => {
        // sending says what is wrong
        if (isCurrent) setKnown((last) => last ?? unknown);
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [client, id, changedAt, turn, minute]);
  return known;
}
