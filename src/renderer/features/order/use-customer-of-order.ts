import { useCallback, useEffect, useState } from 'react';
import type { CustomerOfOrder } from '../../../shared/customer/view.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useAnswered } from '../../lib/client/use-answered.ts';

/** The customer of an order; null without a customer or if it cannot be loaded, undefined while it loads. */
export function useCustomerOfOrder(id: OrderId): CustomerOfOrder | null | undefined {
  const client = useClient();
  const [turn, setTurn] = useState(0);
  useEffect(
    () =>
      client.on(({ kind }) => {
        if (kind === 'customers-changed') setTurn((last) => last + 1);
      }),
    [client],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again at every turn
  const ask = useCallback(() => client.call('customers.ofOrder', { id }), [client, id, turn]); // oxlint-disable-line react-hooks/exhaustive-deps -- as above
  const answer = useAnswered(ask);
  if (answer.state === 'ready') return answer.value;
  return answer.state === 'failed' ? null : undefined;
}
