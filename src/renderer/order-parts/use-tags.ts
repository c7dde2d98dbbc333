import { useCallback } from 'react';
import type { TagCount } from '../../shared/views.ts';
import { useClient } from '../client/context.tsx';
import { useAnswered } from '../client/use-answered.ts';

/** The tags that are in use, the most used first; asked once, when the part that shows them opens. */
export function useTags(): { readonly tags: readonly TagCount[]; readonly isFailed: boolean } {
  const client = useClient();
  const asked = useAnswered(useCallback(() => client.call('orders.tags', undefined), [client]));
  return { tags: asked.state === 'ready' ? asked.value : [], isFailed: asked.state === 'failed' };
}
