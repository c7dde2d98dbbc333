import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useToasts } from '../ui/toasts.tsx';
import type { KeptForm } from './kept-form.ts';
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
};

/** Who leaves a half-filled form is told that it is kept, and asked, once, whether it should be. Nothing waits for the answer. */
export function useAskOnLeaving({ title, start, kept, now, values, isDone }: Leaving): void {
  const { t } = useTranslation('orderForm');
  const toasts = useToasts();
  const leave = useRef<() => void>(() => undefined);
  const { key } = values();
  const id = `form-left:${key}`;
  useEffect(() => {
    leave.current = () => {
      const left = values();
      if (isDone() || isUntouched(left, start) || !kept.isFirstLeave(left.key)) return;
      const throwAway = (): void => {
        kept.clear();
        toasts.done({ id, text: t('thrownAway', { title }), undo: () => kept.write(left, now()) });
      };
      toasts.done({ id, text: t('leftKept', { title }), act: { label: t('throwAway'), run: throwAway } });
    };
  });
  useEffect(() => {
    toasts.hide(id); // whoever is back has answered
    return () => leave.current();
  }, [toasts, id]);
}
