import { createStore } from 'zustand/vanilla';
import type { OrderId } from '../../shared/ids.ts';
import type { Target } from './batches.ts';
import type { Worked } from './optimistic-action.ts';

const actionMenus = ['status', 'tag', 'assign', 'snooze', 'payment'] as const;
export type ActionMenuKind = (typeof actionMenus)[number];

/** An order as far as a menu of deeds shows how it stands. */
export type Known = Worked & { readonly id: OrderId; readonly number: string };
/** A rectangle of the window, CSS pixels. */
export type Place = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

export type OpenMenu = {
  readonly kind: ActionMenuKind;
  readonly target: Target;
  /** Those of the orders that are known here. */
  readonly known: readonly Known[];
  /** Where what it belongs to is on screen. */
  readonly at: Place;
};

/** The one menu that asks what exactly is to be done: opened by a key, from the bar of what is picked, or in an order. */
export function createDeedMenu() {
  const store = createStore<{ readonly open: OpenMenu | null }>(() => ({ open: null }));
  return {
    ...store,
    show: (open: OpenMenu): void => store.setState({ open }),
    close: (): void => store.setState({ open: null }),
  };
}
