import { useEffect, useRef, useState } from 'react';
import type { DraftId } from '../../../../shared/ids.ts';
import type { WindowView } from '../../../../shared/views.ts';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useClient } from '../../../lib/client/context.tsx';

const againMs = 60_000;
const unknown: WindowView = { state: 'unknown', lastInteraction: null, until: null };

/**
 * Whether a message would arrive now; null until it is known. Checked again after a send, when the user comes back to the window,
 * and each minute while it would not arrive, because no event reports chat messages. Each check is a request to ManyChat.
 */
export function useWindow(id: DraftId, changedAt: number): WindowView | null {
  const client = useClient();
  const now = useNow();
  const clock = useRef(now);
  const [turn, setTurn] = useState(0);
  const [known, setKnown] = useState<{ readonly window: WindowView; readonly since: number } | null>(null);
  const minutes = known === null || isOpen(known.window, now) ? 0 : Math.floor((now - known.since) / againMs);
  useEffect(() => {
    clock.current = now;
  }, [now]);
  useEffect(() => {
    const again = (): void => setTurn((last) => last + 1);
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has changed may have opened it
  useEffect(() => {
    let isCurrent = true;
    const heard = (found: WindowView | null): void => {
      if (!isCurrent) return;
      const at = clock.current;
      setKnown((last) => {
        const window = found ?? last?.window ?? unknown;
        const isAsBefore = last !== null && isOpen(last.window, at) === isOpen(window, at);
        return { window, since: isAsBefore ? last.since : at };
      });
    };
    client.call('drafts.window', { id }).then(heard, () => heard(null)); // the send will report the error
    return () => {
      isCurrent = false;
    };
  }, [client, id, changedAt, turn, minutes]);
  return known?.window ?? null;
}

const isOpen = ({ state, until }: WindowView, now: number): boolean =>
  state === 'open' && (until === null || now < until);
