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
  const now = useNow();
  const [turn, setTurn] = useState(0);
  const [answer, setAnswer] = useState<{ readonly window: WindowView; readonly at: number } | null>(null);
  const again = (): void => setTurn((last) => last + 1);
  useEffect(() => {
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has changed may have opened it
  useEffect(() => {
    let isCurrent = true;
    const heard = (found: WindowView | null): void => {
      if (isCurrent) setAnswer((last) => ({ window: found ?? last?.window ?? unknown, at: now }));
    };
    client.call('drafts.window', { id }).then(heard, () => heard(null)); // sending says what is wrong
    return () => {
      isCurrent = false;
    };
  }, [client, id, changedAt, turn]);
  const isDue = answer !== null && !isOpen(answer.window, now) && now - answer.at >= againMs;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is only asked for anew
  useEffect(() => {
    if (isDue) again();
  }, [isDue]);
  return answer?.window ?? null;
}

const isOpen = ({ state, until }: WindowView, now: number): boolean =>
  state === 'open' && (until === null || now < until);
