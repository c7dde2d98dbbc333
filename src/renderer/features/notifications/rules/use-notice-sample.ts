import { useCallback } from 'react';
import type { NoticeSample } from '../../../../shared/alert-rules/view.ts';
import type { OrderId } from '../../../../shared/ids.ts';
import { useClient } from '../../../lib/client/context.tsx';
import type { Answered } from '../../../lib/client/use-answered.ts';
import { useAnswered } from '../../../lib/client/use-answered.ts';

export type Sampled = Answered<NoticeSample>;

/** What a notice of the order is made of, asked once it is chosen; null for a made-up order. */
export function useNoticeSample(order: OrderId | null): Sampled {
  const client = useClient();
  return useAnswered(useCallback(() => client.call('alertRules.notice', { order }), [client, order]));
}
