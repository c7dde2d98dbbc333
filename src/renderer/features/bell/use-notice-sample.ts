import { useEffect, useState } from 'react';
import type { NoticeSample } from '../../../shared/bell/view.ts';
import type { OrderId } from '../../../shared/ids.ts';
import type { CallError } from '../../client/client.ts';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';

export type Sampled =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: CallError }
  | { readonly state: 'ready'; readonly sample: NoticeSample };

/** What a notice of the order is made of, asked once it is chosen; null for a made-up order. */
export function useNoticeSample(order: OrderId | null): Sampled {
  const client = useClient();
  const [sampled, setSampled] = useState<Sampled>({ state: 'loading' });
  useEffect(() => {
    let isChosen = true;
    const show = (next: Sampled): void => {
      if (isChosen) setSampled(next);
    };
    client.call('bell.notice', { order }).then(
      (sample) => show({ state: 'ready', sample }),
      (error: unknown) => show({ state: 'failed', error: toCallError(error) }),
    );
    return () => {
      isChosen = false;
    };
  }, [client, order]);
  return sampled;
}
