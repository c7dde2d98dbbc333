import type { OrderAction } from '../../../../shared/order-actions.ts';
import type { OpenMenu } from '../../../state/inbox/action-menu.ts';

/** The props of each list in an action menu. */
export type ListProps = {
  readonly menu: OpenMenu;
  /** Runs the action and closes the menu, unless more may follow. */
  readonly onDo: (deed: OrderAction, stay?: 'stay') => void;
};
