import { useCallback } from 'react';
import type { TagCount } from '../../../shared/views.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useAnswered } from '../../lib/client/use-answered.ts';

/** The tags in use, by frequency; loaded once, when the component mounts. */
export function useTags(): { readonly tags: readonly TagCount[]; readonly isFailed: boolean } {
  const client = useClient();
  const asked = useAnswered(useCallback(() => client.call('orders.tags', undefined), [client]));
  return { tags: asked.state === 'ready' ? asked.value : [], isFailed: asked.state === 'failed' };
}
