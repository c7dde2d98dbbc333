import { useState } from 'react';
import type { CheckView } from '../../../shared/diagnostics.ts';
import type { ConnectionName, ConnectionView } from '../../../shared/views.ts';
import type { CallError } from '../../lib/client/client.ts';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useStores } from '../../state/context.tsx';

/** The last check, and the connection state at that time: a changed state makes it stale. */
type Tried = { readonly state: ConnectionView['state']; readonly checks: readonly CheckView[] };

/** Checks the account now, and tries everything that it lets this computer do. */
export function useCheck({
  name,
  state,
}: {
  readonly name: ConnectionName;
  readonly state: ConnectionView['state'];
}) {
  const client = useClient();
  const { connections } = useStores();
  const [checking, setChecking] = useState(false);
  const [tried, setTried] = useState<Tried | null>(null);
  const [failure, setFailure] = useState<CallError | null>(null);

  async function check(): Promise<void> {
    if (checking) return;
    setChecking(true);
    setFailure(null);
    try {
      const { connection, checks } = await client.call('setup.check', { name });
      await connections.refresh();
      setTried({ state: connection.state, checks });
    } catch (thrown) {
      setFailure(toCallError(thrown));
    }
    setChecking(false);
  }
  return {
    check: () => void check(),
    checking,
    failure,
    /** Null before the first check, and after the state has changed. */
    checks: tried !== null && tried.state === state ? tried.checks : null,
  };
}
