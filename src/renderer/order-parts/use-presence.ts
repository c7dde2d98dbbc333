import { useEffect, useId } from 'react';
import { useStore } from 'zustand';
import type { OrderId } from '../../shared/ids.ts';
import type { Doing, PersonAt } from '../../shared/presence.ts';
import { useStores } from '../state/context.tsx';
import { editorOf } from '../state/presence-store.ts';

const nobody: readonly PersonAt[] = [];

/** Whoever of the other computers is at an order. */
export const usePeopleAt = (order: OrderId): readonly PersonAt[] =>
  useStore(useStores().presence, ({ people }) => people.get(order) ?? nobody);

/** Who edits an order on another computer, so that nobody else may; null when nobody does. */
export const useEditor = (order: OrderId | null): PersonAt | null =>
  useStore(useStores().presence, ({ people }) => (order === null ? null : editorOf(people, order)));

/** Tells the other computers that this window's reader is at an order, as long as the part is on screen. */
export function useAt(order: OrderId | null, doing: Doing | null): void {
  const { presence } = useStores();
  const part = useId();
  useEffect(() => {
    presence.at(part, order === null || doing === null ? null : { order, doing });
    return () => presence.at(part, null);
  }, [presence, part, order, doing]);
}
