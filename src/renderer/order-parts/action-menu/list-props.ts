import type { OrderAction } from '../../../shared/order-actions.ts';
import type { OpenMenu } from '../../state/action-menu.ts';

/** What each list of a menu of deeds is handed. */
export type ListProps = {
  readonly menu: OpenMenu;
  /** Does it and, unless there may be more to do, closes the menu. */
  readonly onDo: (deed: OrderAction, stay?: 'stay') => void;
};
