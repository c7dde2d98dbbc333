import { useStore } from 'zustand';
import { besideWidth, useWidth } from '../../lib/browser/use-width.ts';
import { useStores } from '../../state/context.tsx';
import { hasPicked } from '../../state/inbox/picked.ts';

/** Whether keys act on the open order: while a selection is visible beside it, they act on the selection. */
export function useHasKeys(): boolean {
  const isBeside = useWidth(besideWidth);
  const isAnyPicked = useStore(useStores().picked, hasPicked);
  return !(isBeside && isAnyPicked);
}
