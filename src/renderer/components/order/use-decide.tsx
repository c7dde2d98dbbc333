import { useTranslation } from 'react-i18next';
import { isHeldPayment } from '../../../shared/payment.ts';
import type { TimelineItem } from '../../../shared/views.ts';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useStores } from '../../state/context.tsx';
import type { Decision, Seen, Subject, WayBack } from '../../state/decisions.ts';
import { undoOf } from '../../state/decisions.ts';
import { editorOf } from '../../state/presence-store.ts';
import { useToasts } from '../toasts/toasts.tsx';
import { useWayBack } from './use-way-back.ts';

/**
 * Makes a decision on an order: shown at once, with Undo; reverted with a message if main refuses it.
 * @returns false if another person edits the order, which is shown, and nothing is decided
 */
export function useDecide(): (subject: Subject, decision: Decision) => boolean {
  const { t } = useTranslation(['order', 'common', 'orderActions', 'presence']);
  const { decisions, inbox, presence } = useStores();
  const wayBack = useWayBack();
  const toasts = useToasts();
  const client = useClient();

  const nameOf = ({ number }: Subject): string => number || t('common:noNumber');
  const said = (subject: Subject, decision: Decision): string => {
    const number = nameOf(subject);
    switch (decision.kind) {
      case 'take':
        return t('order:doneTaken', { number });
      case 'status':
        if (decision.status === 'cancelled' && isHeldPayment(subject.paymentStatus)) {
          return t('orderActions:saidCancelledPaid', { what: number, count: 1 });
        }
        return t('order:doneStatus', { number, status: t(`common:status_${decision.status}`) });
      case 'payment':
        return t('order:donePayment', { number, payment: t(`common:payment_${decision.paymentStatus}`) });
    }
  };

  return (subject, decision) => make(subject, decision, subject);

  function make(subject: Subject, decision: Decision, seen: Seen | null): boolean {
    const id = `decision:${subject.id}`;
    const editor = editorOf(presence.getState().people, subject.id);
    if (editor !== null) {
      toasts.failed({
        id,
        what: t('presence:stays', { number: nameOf(subject) }),
        error: {
          message: t('presence:lockedBy', { name: editor.name || t('presence:somebody') }),
          fix: t('presence:lockedFix'),
        },
      });
      return false;
    }
    void follow(subject, decision, seen);
    return true;
  }

  async function follow(subject: Subject, decision: Decision, seen: Seen | null): Promise<void> {
    const back = undoOf(decision, subject);
    const id = `decision:${subject.id}`;
    const made = decisions.decide(subject.id, decision, seen);
    const takeBack = (back: WayBack): void => {
      inbox.bringBack();
      void decisions.takeBack(subject.id, back, made).then((outcome) => {
        if (outcome.ok) {
          // shown beside the toast of a later decision, which has its own Undo
          toasts.done({ id: `${id} back`, text: t('common:takenBack', { what: nameOf(subject) }) });
          return;
        }
        if (!outcome.sent) return; // it was never sent, and a message has said so
        toasts.failed({ id, error: outcome.error, what: t('common:failed', { what: t('common:undo') }) });
      });
    };
    // this decision, which may no longer be the latest
    const text = said(subject, decision);
    const offer = back && wayBack({ id, text, back: () => takeBack(back) });
    if (!offer) toasts.done({ id, text });
    const outcome = await made;
    if (outcome.ok) return;
    offer?.withdraw(); // it failed, so there is nothing to undo
    if (!outcome.sent) return; // the decision that it depended on shows the reason
    if (!offer) toasts.hide(id);
    if (outcome.error.field === 'seen') {
      await tellMeanwhile(subject, decision);
      return;
    }
    toasts.failed({
      id,
      error: outcome.error,
      what: t('order:couldNotSave', { number: nameOf(subject) }),
      retry: () => void make(subject, decision, seen),
    });
  }

  /** Another person was faster: shows who, the old and new state, and a button to decide again. */
  async function tellMeanwhile(subject: Subject, decision: Decision): Promise<void> {
    const id = `decision:${subject.id}`;
    try {
      const detail = await client.call('orders.get', { id: subject.id });
      const { status, paymentStatus } = detail.order;
      const isPayment = decision.kind === 'payment';
      const facts = {
        name: whoDecided(detail.timeline, isPayment) ?? t('presence:somebody'),
        before: isPayment
          ? t(`common:payment_${subject.paymentStatus}`)
          : t(`common:status_${subject.status}`),
        now: isPayment ? t(`common:payment_${paymentStatus}`) : t(`common:status_${status}`),
      };
      const now = { ...subject, status, paymentStatus, takenBy: detail.order.takenBy ?? null };
      toasts.failed({
        id,
        what: t('presence:stays', { number: nameOf(subject) }),
        error: { message: t('presence:meanwhile', facts) },
        retry: () => void make(now, decision, now),
        retryLabel: t('presence:allTheSame'),
      });
    } catch (thrown) {
      toasts.failed({
        id,
        error: toCallError(thrown),
        what: t('order:couldNotSave', { number: nameOf(subject) }),
      });
    }
  }
}

/** Who made the latest decision of that kind; null if no person did. */
function whoDecided(timeline: readonly TimelineItem[], isPayment: boolean): string | null {
  const entries = timeline.flatMap((item) => (item.step === 'entry' ? [item.entry] : []));
  const last = entries.findLast(({ kind }) =>
    isPayment ? kind === 'payment-set' : kind === 'status-set' || kind === 'taken',
  );
  return last?.by || null;
}
