import { byTime } from '../../shared/by-time.ts';
import type { Entry, EntryOf } from '../../shared/entry.ts';
import type { SubscriberId } from '../../shared/ids.ts';
import type { PersonView } from '../../shared/views.ts';

/** Adds up the touches of one person. Who once asked for a manager stays so marked. */
export function foldPerson(id: SubscriberId, entries: readonly Entry[]): PersonView | null {
  const touches = [...entries].sort(byTime).filter((entry) => entry.kind === 'touched');
  const latest = touches.at(-1);
  if (!latest) return null;
  const told = <K extends keyof EntryOf<'touched'>['data']>(key: K) =>
    touches.findLast((touch) => touch.data[key] !== undefined && touch.data[key] !== '')?.data[key];
  return {
    subscriberId: id,
    name: told('name') ?? '',
    picture: told('picture') ?? null,
    chatUrl: told('chatUrl') ?? null,
    lastWords: told('lastWords') ?? null,
    wantsManager: touches.some((touch) => touch.data.wantsManager),
    touchedAt: latest.at,
    touches: touches.length,
  };
}
