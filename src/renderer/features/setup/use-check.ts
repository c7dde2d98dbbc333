import { useState } from 'react';
import type { ConnectionName } from '../../../shared/views.ts';
import type { CallError } from '../../client/client.ts';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';
import { useStores } from '../../state/context.tsx';

/** Asks the account itself, now; the card then shows what it answered. */
export function useCheck(name: ConnectionName) {
  const client = useClient();
  const { connections } = useStores();
  const [checking, setChecking] = useState(false);
  const [failure, setFailure] = useState<CallError | null>(null);

  async function check(): Promise<void> {
    if (checking) return;
    setChecking(true);
    setFailure(null);
    try {
      await client.call('connections.check', { name });
      await connections.refresh();
    } catch (thrown) {
      setFailure(toCallError(thrown));
    }
    setChecking(false);
  }
  return { check: () => void check(), checking, failure };
}
