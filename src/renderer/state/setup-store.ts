import type { SetupNote } from '../../shared/setup/progress.ts';
import { withNote } from '../../shared/setup/progress.ts';
import type { Client } from '../client/client.ts';
import type { Clock } from './clock.ts';
import { createQueryStore } from './query-store.ts';

/** How far setting up this computer has got: what is noted shows at once, and is kept by main over a restart. */
export function createSetupStore({ client, clock }: { readonly client: Client; readonly clock: Clock }) {
  const asked = createQueryStore({
    client,
    clock,
    ask: () => client.call('setup.progress', undefined),
    when: ({ kind }) => kind === 'app-changed',
  });
  /** One after the other, so that an answer never shows the progress before a later note. */
  let last: Promise<unknown> = Promise.resolve();

  return {
    ...asked,
    /** Never rejects: what cannot be kept is shown until main says otherwise. */
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
