import { useEffect, useState } from 'react';
import type { TagCount } from '../../shared/views.ts';
import { useClient } from '../client/context.tsx';

/** The tags that are in use, the most used first; asked once, when the part that shows them opens. */
export function useTags(): { readonly tags: readonly TagCount[]; readonly isFailed: boolean } {
  const client = useClient();
  const [tags, setTags] = useState<readonly TagCount[] | 'failed' | null>(null);
  useEffect(() => {
    let isHere = true;
    client.call('orders.tags', undefined).then(
      (found) => isHere && setTags(found),
      () => isHere && setTags('failed'),
    );
    return () => {
      isHere = false;
    };
  }, [client]);
  return { tags: tags === null || tags === 'failed' ? [] : tags, isFailed: tags === 'failed' };
}
