import { useEffect, useState } from 'react';
import type { CallError } from './client.ts';
import { toCallError } from './client.ts';

export type Answered<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: CallError }
  | { readonly state: 'ready'; readonly value: T };

/**
 * What main answers to a question of one part of a page. The last answer stays until the next one; one that comes after
 * something else was asked is dropped.
 * @param ask asked again whenever it is another function
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
