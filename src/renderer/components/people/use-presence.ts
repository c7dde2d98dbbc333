import { useEffect, useId } from 'react';
import { useStore } from 'zustand';
import type { OrderId } from '../../../shared/ids.ts';
import type { Doing, PersonAt } from '../../../shared/presence.ts';
import { useStores } from '../../state/context.tsx';
import { editorOf } from '../../state/presence-store.ts';

const nobody: readonly PersonAt[] = [];

/** The people at an order on other computers. */
export const usePeopleAt = (order: OrderId): readonly PersonAt[] =>
  useStore(useStores().presence, ({ people }) => people.get(order) ?? nobody);

/** Who edits an order on another computer, which locks it here; null if nobody does. */
export const useEditor = (order: OrderId | null): PersonAt | null =>
  useStore(useStores().presence, ({ people }) => (order === null ? null : editorOf(people, order)));

/** Reports to the other computers that the user is at an order, while the component is mounted. */
export function useAt(order: OrderId | null, doing: Doing | null): void {
  const { presence } = useStores();
  const part = useId();
  useEffect(() => {
    presence.at(part, order === null || doing === null ? null : { order, doing });
    return () => presence.at(part, null);
  }, [presence, part, order, doing]);
}
