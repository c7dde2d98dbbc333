import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useWayBack } from '../order-parts/use-way-back.ts';
import { useApp, useStores } from '../state/context.tsx';
import { useToasts } from '../ui/toasts.tsx';
import type { KeptForm } from './saved-form.ts';
import type { FormValues } from './values.ts';
import { isUntouched } from './values.ts';

type Leaving = {
  readonly title: string;
  readonly start: FormValues;
  readonly kept: KeptForm;
  readonly now: () => number;
  readonly values: () => FormValues;
  /** It was sent, or begun anew. */
  readonly isDone: () => boolean;
  /** What it changes cannot be changed any more, and nowhere would it be opened again. */
  readonly isEnded: boolean;
};

/** Who leaves a half-filled form is told that it is kept, and asked, once, whether it should be. Nothing waits for the answer. */
export function useConfirmLeaving({ title, start, kept, now, values, isDone, isEnded }: Leaving): void {
  const { t } = useTranslation(['orderForm', 'common']);
  const toasts = useToasts();
  const wayBack = useWayBack();
  const { app, openForms } = useStores();
  const { mode } = useApp();
  const leave = useRef<() => void>(() => undefined);
  const { key } = values();
  const id = `form-left:${key}`;
  const bringBack = (left: FormValues): void => {
    const onScreen = openForms.find(kept.place);
    const inTheWay = onScreen?.inTheWay(kept.base?.version) ?? (kept.read() === null ? null : 'begunSince');
    if (inTheWay === null) {
      kept.write(left, now());
      if (onScreen === null) toasts.done({ id, text: t('common:takenBack', { what: title }) });
      else onScreen.readAgain(); // where it is seen to be back
      return;
    }
    const what = t('common:failed', { what: t('common:undo') });
    toasts.failed({
      // not what the next form of the same key hides or says: these words are nowhere else
      id: `form-back:${key}`,
      what,
      error: { message: t(inTheWay) },
      retry: () => bringBack(left), // what stands in the way may have gone by then
    });
  };
  useEffect(() => {
    leave.current = () => {
      if (isEnded) {
        kept.clear();
        return;
      }
      const open = app.getState();
      // it went with its shop: in the other one nothing of it is asked
      if (open.state === 'ready' && open.app.mode !== mode) return;
      const left = values();
      if (isDone() || isUntouched(left, start) || !kept.isFirstLeave(left.key)) return;
      const throwAway = (): void => {
        kept.clear();
        wayBack({ id, text: t('thrownAway', { title }), back: () => bringBack(left) });
      };
      toasts.done({ id, text: t('leftKept', { title }), act: { label: t('throwAway'), run: throwAway } });
    };
  });
  useEffect(() => {
    toasts.hide(id); // whoever is back has answered
    return () => leave.current();
  }, [toasts, id]);
}
