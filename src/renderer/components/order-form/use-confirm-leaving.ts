import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useStores } from '../../state/context.tsx';
import { useWayBack } from '../order/use-way-back.ts';
import { useToasts } from '../toasts/toasts.tsx';
import type { KeptForm } from './saved-form.ts';
import type { FormValues } from './values.ts';
import { isUntouched } from './values.ts';

type Leaving = {
  readonly title: string;
  readonly start: FormValues;
  readonly kept: KeptForm;
  readonly now: () => number;
  readonly values: () => FormValues;
  /** It was submitted or started over. */
  readonly isDone: () => boolean;
  /** The order can no longer be changed, and the form cannot be opened again. */
  readonly isEnded: boolean;
};

/** Tells a user who leaves an unfinished form that it is stored, and offers once to discard it. Nothing waits for the answer. */
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
      else onScreen.readAgain(); // the form on screen shows the restored values
      return;
    }
    const what = t('common:failed', { what: t('common:undo') });
    toasts.failed({
      // another id than the next form's toasts: only this toast offers the discarded input
      id: `form-back:${key}`,
      what,
      error: { message: t(inTheWay) },
      retry: () => bringBack(left), // the other form may be gone by then
    });
  };
  useEffect(() => {
    leave.current = () => {
      if (isEnded) {
        kept.clear();
        return;
      }
      const open = app.getState();
      // the form belongs to the previous shop: no question in another one
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
    toasts.hide(id); // the user is back: no question is needed
    return () => leave.current();
  }, [toasts, id]);
}
