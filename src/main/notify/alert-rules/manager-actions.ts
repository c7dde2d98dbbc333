import type { SubscriberId } from '../../../shared/ids.ts';
import type { Language } from '../../../shared/languages.ts';
import { isDone } from '../../../shared/order.ts';
import { takingOf } from '../../../shared/taking.ts';
import type { ManagerActions, Took } from '../../intake/chatbot/managers-door.ts';
import { wholeOf } from '../../intake/same-order/whole-of.ts';
import { actionId } from '../../ledger/action-id.ts';
import type { Clock, Ledger } from '../../ports.ts';
import type { ManagerConfig } from '../../settings/config.ts';
import type { RuleStore } from './rule-store.ts';

export type ManagerActionsParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly book: Pick<RuleStore, 'setDuty'>;
  readonly managers: () => readonly ManagerConfig[];
  readonly language: () => Language;
  /** Called for each action in Messenger, because it opens the messaging window for another day. */
  readonly onHeard: (id: SubscriberId) => void;
};

/** Records a manager's actions in Messenger under the manager's name. */
export function createManagerActions(parts: ManagerActionsParts): ManagerActions {
  const { ledger, clock, book, managers, language, onHeard } = parts;
  const nameOf = (id: SubscriberId): string | undefined =>
    managers().find(({ subscriberId }) => subscriberId === id)?.name;

  return {
    language,
    take: (id, by) =>
      ledger.transaction((): Took => {
        const manager = nameOf(by);
        if (manager === undefined) return { kind: 'no-manager' };
        onHeard(by);
        // the order may have been merged or copied since; its whole order is used instead
        const order = wholeOf(ledger, id);
        if (!order) return { kind: 'no-order' };
        const { content, status, takenBy, quarantined } = order;
        const { number } = content;
        if (quarantined) return { kind: 'quarantined', number };
        if (isDone(status)) return { kind: status, number };
        if (takenBy === manager) return { kind: 'was-yours', number };
        if (takenBy !== undefined) return { kind: 'by-other', number, manager: takenBy };
        for (const said of takingOf(order, ledger.entries.ofOrder(order.id), manager, 'messenger')) {
          ledger.entries.append({
            id: actionId(),
            orderId: order.id,
            at: clock.now(),
            by: manager,
            ...said,
          });
        }
        return { kind: 'taken', number };
      }),
    shift(on, by) {
      const manager = nameOf(by);
      if (manager === undefined) return null;
      onHeard(by);
      book.setDuty({ manager, on, via: 'messenger' });
      return manager;
    },
  };
}
