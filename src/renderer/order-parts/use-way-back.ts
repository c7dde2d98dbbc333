import { useStores } from '../state/context.tsx';
import { useToasts } from '../ui/toasts.tsx';

type Offer = {
  /** The matter it is about, as toasts have it. */
  readonly id: string;
  /** What was done. */
  readonly text: string;
  readonly back: () => void;
};
type WayBack = {
  /** Says it in other words, with the same way back. */
  retell(text: string): void;
  /** There is nothing to take back. */
  withdraw(): void;
};

/** Says what was done and offers to take it back, once, by the toast or by the key for it. */
export function useWayBack(): (offer: Offer) => WayBack {
  const { undo } = useStores();
  const toasts = useToasts();
  return ({ id, text, back }) => {
    const takeBack = (): void => {
      withdraw();
      toasts.hide(id);
      back();
    };
    const withdraw = undo.offer(takeBack);
    const retell = (words: string): void => toasts.done({ id, text: words, undo: takeBack });
    retell(text);
    return { retell, withdraw };
  };
}
