import { useEffect, useState } from 'react';
import type { DraftId } from '../../../shared/ids.ts';
import type { WindowView } from '../../../shared/views.ts';
import { useClient } from '../../client/context.tsx';

/** Whether a message would arrive now; null until it is known. Asked again whenever something was sent. */
export function useWindow(id: DraftId, changedAt: number): WindowView | null {
  const client = useClient();
  const [window, setWindow] = useState<WindowView | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has changed may have opened it
  useEffect(() => {
    let isCurrent = true;
    client.call('drafts.window', { id }).then(
      (found) => {
        if (isCurrent) setWindow(found);
      },
      () => {
        // sending says what is wrong
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [client, id, changedAt]);
  return window;
}
