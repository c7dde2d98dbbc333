import { useTranslation } from 'react-i18next';
import { useStores } from '../state/context.tsx';
import type { Decision, Subject } from '../state/decisions.ts';
import { undoOf } from '../state/decisions.ts';
import { editorOf } from '../state/presence-store.ts';
import { useToasts } from '../ui/toasts.tsx';

/** Makes a decision on an order: shown at once, with Undo; put back and said so when main refuses it. */
export function useDecide(): (subject: Subject, decision: Decision) => Promise<void> {
  const { t } = useTranslation(['order', 'common', 'presence']);
  const { decisions, presence, undo } = useStores();
  const toasts = useToasts();

  const said = (number: string, decision: Decision): string => {
    switch (decision.kind) {
      case 'take':
        return t('order:doneTaken', { number });
      case 'status':
        return t('order:doneStatus', { number, status: t(`common:status_${decision.status}`) });
      case 'payment':
        return t('order:donePayment', { number, payment: t(`common:payment_${decision.paymentStatus}`) });
    }
  };

  return async function decide(subject, decision) {
    const back = undoOf(decision, subject);
    const id = `decision:${subject.id}`;
    const editor = editorOf(presence.getState().people, subject.id);
    if (editor !== null) {
      toasts.failed({
        id,
        what: t('presence:stays', { number: subject.number }),
        error: {
          message: t('presence:lockedBy', { name: editor.name || t('presence:somebody') }),
          fix: t('presence:lockedFix'),
        },
      });
      return;
    }
    const takeBack = (): void => {
      withdraw();
      toasts.hide(id);
      void decisions.decide(subject.id, back).then((outcome) => {
        if (!outcome.ok)
          toasts.failed({ id, error: outcome.error, what: t('common:failed', { what: t('common:undo') }) });
      });
    };
    const withdraw = undo.offer(takeBack);
    // its own decision, which by then may not be the latest one
    toasts.done({ id, text: said(subject.number, decision), undo: takeBack });
    const outcome = await decisions.decide(subject.id, decision);
    if (outcome.ok) return;
    withdraw(); // it never happened, so there is nothing to take back
    toasts.failed({
      id,
      error: outcome.error,
      what: t('order:couldNotSave', { number: subject.number }),
      retry: () => void decide(subject, decision),
    });
  };
}
