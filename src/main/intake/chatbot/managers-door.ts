import type { OrderId, SubscriberId } from '../../../shared/ids.ts';
import type { Language } from '../../../shared/languages.ts';
import { textsOf } from '../../../shared/texts.ts';
import type { ManagerAction } from './read-request.ts';

/** The result of pressing "Take it". `number` is that of the order to work on. */
export type Took =
  | {
      readonly kind: 'taken' | 'was-yours' | 'cancelled' | 'handed-over' | 'quarantined';
      readonly number: string;
    }
  | { readonly kind: 'by-other'; readonly number: string; readonly manager: string }
  | { readonly kind: 'no-order' | 'no-manager' };

/** The actions of managers in Messenger. */
export type ManagerActions = {
  /**
   * Takes an unassigned order, or the order it was merged into; on disk when it returns. An old button never takes an order from
   * another manager.
   */
  take(order: OrderId, by: SubscriberId): Took;
  /** Begins or ends the shift of a manager. @returns the manager's name, or null if the contact is no manager */
  shift(on: boolean, by: SubscriberId): string | null;
  language(): Language;
};

/** Executes the action and returns the result as text. */
export function answerTo(action: ManagerAction, actions: ManagerActions): string {
  const t = textsOf(actions.language(), 'chatbot');
  if (action.kind === 'shift') {
    const name = actions.shift(action.on, action.by);
    if (name === null) return t('stranger', { id: action.by });
    return t(action.on ? 'shiftOn' : 'shiftOff', { name });
  }
  const { kind, ...values } = actions.take(action.order, action.by);
  return kind === 'no-manager' ? t('stranger', { id: action.by }) : t(`took_${kind}`, values);
}
