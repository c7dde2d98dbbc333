import { useStores } from '../../state/context.tsx';
import { useToasts } from '../toasts/toasts.tsx';

type Offer = {
  /** The toast id of the action. */
  readonly id: string;
  /** What was done. */
  readonly text: string;
  readonly back: () => void;
};
type WayBack = {
  /** Changes the text, with the same undo. */
  retell(text: string): void;
  /** Withdraws the undo. */
  withdraw(): void;
};

/** Shows what was done and offers one undo, by the toast or by its key. */
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
