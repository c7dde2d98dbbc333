import { createStore } from 'zustand/vanilla';
import type { OrderId } from '../../../shared/ids.ts';
import type { Worked } from '../optimistic-action.ts';
import type { Target } from './batches.ts';

const actionMenus = ['status', 'tag', 'assign', 'snooze', 'payment'] as const;
export type ActionMenuKind = (typeof actionMenus)[number];

/** The fields of an order that an action menu shows. */
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
  /** The orders among them that this window has loaded. */
  readonly known: readonly Known[];
  /** The position on screen of what the menu belongs to. */
  readonly at: Place;
};

/** The one menu for order actions: opened by a key, from the bulk action bar, or in an order. */
export function createActionMenu() {
  const store = createStore<{ readonly open: OpenMenu | null }>(() => ({ open: null }));
  return {
    ...store,
    show: (open: OpenMenu): void => store.setState({ open }),
    close: (): void => store.setState({ open: null }),
  };
}
