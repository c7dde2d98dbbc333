import { useRef, useState } from 'react';
import { signInReplaced } from '../../../shared/setup/sign-in-replaced.ts';
import type { CallError } from './client.ts';
import { toCallError } from './client.ts';
import { useClient } from './context.tsx';

type Ends = {
  readonly onDone: () => Promise<void> | void;
  /** Not called if another sign-in replaced this one. */
  readonly onFailed: (error: CallError) => void;
};

/** Signs in at Google in the user's own browser. The sign-in page may be closed and opened again. */
export function useSignIn({ onDone, onFailed }: Ends) {
  const client = useClient();
  /** The current attempt: a pending sign-in is replaced by the next one. */
  const last = useRef(0);
  const [waits, setWaits] = useState(false);

  async function signIn(): Promise<void> {
    last.current += 1;
    const mine = last.current;
    setWaits(true);
    try {
      await client.call('connections.signIn', { name: 'gmail' });
      await onDone();
    } catch (thrown) {
      const error = toCallError(thrown);
      if (error.message !== signInReplaced) onFailed(error);
    }
    if (mine === last.current) setWaits(false);
  }
  return { waits, signIn: () => void signIn() };
}
