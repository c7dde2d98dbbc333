import { useState } from 'react';
import type { NextStep } from '../../../shared/completeness.ts';
import { useToasts } from '../../components/toasts/toasts.tsx';
import type { Client } from '../../lib/client/client.ts';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useOwnStore } from '../../state/context.tsx';
import { syncQuery } from './sync-query.ts';

function call(client: Client, next: NextStep): Promise<unknown> {
  switch (next.do) {
    case 'fetch':
      return client.call('sync.fetch', { source: next.source, id: next.id });
    case 'read-again':
      return client.call('sync.readAgain', { document: next.document });
    case 'retry':
      return client.call('outbox.retry', { id: next.message });
    case 'hurry':
      return client.call('sync.hurry', undefined);
    case 'open':
      return Promise.resolve();
  }
}

type Step = {
  readonly next: NextStep;
  readonly key: string;
  /** What failed, if it fails. */
  readonly what: string;
};

/** Takes a next step; what becomes of it is seen on the page. */
export function useStep(): { readonly take: (step: Step) => Promise<void>; readonly isBusy: boolean } {
  const client = useClient();
  const query = useOwnStore(syncQuery);
  const toasts = useToasts();
  const [isBusy, setBusy] = useState(false);
  async function take({ next, key, what }: Step): Promise<void> {
    setBusy(true);
    try {
      await call(client, next);
      await query.refresh();
    } catch (error) {
      const id = `completeness:${key}`;
      toasts.failed({ id, what, error: toCallError(error) });
    }
    setBusy(false);
  }
  return { take, isBusy };
}
