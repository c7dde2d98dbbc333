import { useTranslation } from 'react-i18next';
import type { OrderId } from '../../../shared/ids.ts';
import type { BatchResult, OrderAction } from '../../../shared/order-actions.ts';
import { isHeldPayment } from '../../../shared/payment.ts';
import { useStores } from '../../state/context.tsx';
import type { Known } from '../../state/inbox/action-menu.ts';
import type { Begun, Target } from '../../state/inbox/batches.ts';
import { newAmong, sizeOf } from '../../state/inbox/batches.ts';
import { editorOf } from '../../state/presence-store.ts';
import type { Stores } from '../../state/stores.ts';
import { useToasts } from '../toasts/toasts.tsx';
import type { About } from './use-action-words.ts';
import { useActionWords } from './use-action-words.ts';
import { useWayBack } from './use-way-back.ts';

/** From this many orders the start message may be gone before the action ends. */
const many = 200;

/** Actions that move an order to another list. */
const movesOn = (deed: OrderAction): boolean =>
  deed.kind === 'take' || deed.kind === 'status' || deed.kind === 'snooze';

/** Deselects orders that an action moves to another list. An action on the open order alone keeps the selection beside it. */
export function letGoOf(picked: Stores['picked'], target: Target, deed: OrderAction): void {
  const done = 'ids' in target ? new Set(target.ids) : target.among;
  if (movesOn(deed)) picked.letGo(done);
}

/**
 * Runs an action on one order or many: shown at once, with one Undo for all. Refusals are listed until they are read. A failure
 * offers a retry, and an undo of what was done so far, if anything was.
 */
export function useBatch(): (
  target: Target,
  deed: OrderAction,
  number?: string,
  known?: readonly Known[],
) => void {
  const { t } = useTranslation(['orderActions', 'common', 'presence']);
  const { batches, inbox, picked, presence } = useStores();
  const wayBack = useWayBack();
  const toasts = useToasts();
  const { whatOf, saidOf, orders } = useActionWords();

  return (target, deed, number = '', known = []) => {
    const what = whatOf(target, number);
    const editor = 'ids' in target && target.ids.length === 1 ? editorAt(target.ids[0]) : null;
    if (editor !== null) {
      toasts.failed({
        id: `deed:${what}`,
        what: t('presence:stays', { number: what }),
        error: {
          message: t('presence:lockedBy', { name: editor.name || t('presence:somebody') }),
          fix: t('presence:lockedFix'),
        },
      });
      return;
    }
    letGoOf(picked, target, deed);
    const about: About = {
      taken: newAmong(target, known),
      of: sizeOf(target),
      isAnyPaid: known.some(({ paymentStatus }) => isHeldPayment(paymentStatus)),
    };
    follow(batches.run(target, deed), target, deed, what, about);
  };

  function editorAt(id: OrderId | undefined) {
    return id === undefined ? null : editorOf(presence.getState().people, id);
  }

  function follow(begun: Begun, target: Target, deed: OrderAction, what: string, about: About): void {
    const id = `deed:${crypto.randomUUID()}`;
    let isTakenBack = false;
    if ('choice' in target) {
      void begun.found.then((ids) => ids !== null && picked.name(target, ids));
    }
    const words = saidOf(what, deed, about);
    const { retell, withdraw } = wayBack({
      id,
      text: words,
      back: () => {
        isTakenBack = true;
        void undoNow(begun, id, what);
      },
    });
    void begun.outcome.then((outcome) => {
      if (!outcome.ok) {
        if (outcome.done > 0 && isTakenBack) return; // undo covers what was done so far
        if (outcome.done === 0) withdraw(); // nothing was done, so there is nothing to undo
        toasts.failed({
          id,
          what: t(outcome.done > 0 ? 'orderActions:partly' : 'orderActions:stays', { what }),
          error: outcome.error,
          retry: () => {
            withdraw(); // the new undo covers both
            follow(begun.again(), target, deed, what, about);
          },
        });
        return;
      }
      const { result } = outcome;
      const [refusal] = result.refused;
      const size = sizeOf(target);
      const left = size - result.done - result.unchanged - result.refused.length;
      const hadLeft = left > 0 ? ` · ${t('orderActions:hadLeft', { count: left })}` : '';
      if (result.done === 0) {
        withdraw();
        const { unchanged } = result;
        const isToSay = refusal === undefined && !isTakenBack;
        if (isToSay && unchanged === 0) toasts.done({ id, text: t('orderActions:noneLeft', { what }) });
        else if (isToSay && left > 0) {
          toasts.done({ id, text: `${t('orderActions:reportUnchanged', { count: unchanged })}${hadLeft}` });
        } else toasts.hide(id);
      } else if (!isTakenBack && (size > many || result.done + result.unchanged < size)) {
        // only now the number of orders is known
        retell(`${saidOf(orders(result.done), deed, about)}${hadLeft}`);
      }
      if (refusal === undefined) return;
      picked.told(result.refused.map(({ id }) => id));
      if (size > 1) batches.tell({ words, result, left });
      else toasts.failed({ id, what: t('orderActions:stays', { what }), error: refusal });
    });
  }

  async function undoNow(begun: Begun, id: string, what: string): Promise<void> {
    inbox.bringBack();
    const outcome = await begun.undo();
    if (!outcome.ok) {
      toasts.failed({
        id,
        what: t('orderActions:undoFailed', { what }),
        error: outcome.error,
        retry: () => void undoNow(begun, id, what),
      });
      return;
    }
    const { done, refused } = outcome.result;
    if (refused.length > 0) tellPart(outcome.result);
    else toasts.done({ id, text: t('common:takenBack', { what: done > 1 ? orders(done) : what }) });
  }

  function tellPart(result: BatchResult): void {
    picked.told(result.refused.map(({ id }) => id));
    batches.tell({ words: t('orderActions:undoPart', { count: result.refused.length }), result });
  }
}
