import type { SetupNote } from '../../shared/setup/progress.ts';
import { withNote } from '../../shared/setup/progress.ts';
import type { Client } from '../lib/client/client.ts';
import type { Clock } from '../lib/clock.ts';
import { createQueryStore } from './queries/query-store.ts';

/** The setup progress of this computer. A change shows at once, and main stores it. */
export function createSetupStore({ client, clock }: { readonly client: Client; readonly clock: Clock }) {
  const asked = createQueryStore({
    client,
    clock,
    ask: () => client.call('setup.progress', undefined),
    when: ({ kind }) => kind === 'app-changed',
  });
  /** One request at a time, so that no answer overwrites a later change. */
  let last: Promise<unknown> = Promise.resolve();

  return {
    ...asked,
    /** Never rejects: a change that main could not store stays on screen until the next answer. */
    note(note: SetupNote): Promise<void> {
      const now = asked.getState();
      if (now.state === 'ready') asked.setState({ ...now, value: withNote(now.value, note) }, true);
      const turn = last
        .then(() => client.call('setup.note', note))
        .then(
          () => undefined,
          () => asked.refresh(),
        );
      last = turn;
      return turn;
    },
  };
}
