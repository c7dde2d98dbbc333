import { useEffect, useState } from 'react';
import type { CallError } from './client.ts';
import { toCallError } from './client.ts';

export type Answered<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: CallError }
  | { readonly state: 'ready'; readonly value: T };

/**
 * Main's answer to a request of one component. The last answer stays until the next one; the answer to an outdated request is
 * dropped.
 * @param ask a new function repeats the request
 */
export function useAnswered<T>(ask: () => Promise<T>): Answered<T> {
  const [answered, setAnswered] = useState<Answered<T>>({ state: 'loading' });
  useEffect(() => {
    let isCurrent = true;
    const show = (next: Answered<T>): void => {
      if (isCurrent) setAnswered(next);
    };
    ask().then(
      (value) => show({ state: 'ready', value }),
      (error: unknown) => show({ state: 'failed', error: toCallError(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [ask]);
  return answered;
}
