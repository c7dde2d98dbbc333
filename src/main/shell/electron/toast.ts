import type { OrderId } from '../../../shared/ids.ts';
import type { Notice } from '../../host.ts';
import type { Electron } from './electron.ts';

export type ToastParts = {
  readonly open: (orderId: OrderId | null) => void;
  /** @returns whether the order is now with whoever works here */
  readonly take: (orderId: OrderId) => Promise<boolean>;
};

/**
 * A native notice; a press on it opens the order it is about, or the window. The sound is the page's. macOS and Windows show
 * a button as well, by which the order is taken; where that is refused, for somebody else has it, the order is opened.
 */
export function createToast({ Notification }: Electron, { open, take }: ToastParts) {
  // a notice nobody holds is collected, and its click with it
  const shown = new Set<object>();
  return ({ title, body, orderId, take: caption }: Notice): void => {
    const actions = caption === undefined ? [] : [{ type: 'button', text: caption } as const];
    const notification = new Notification({ title, body, silent: true, actions });
    shown.add(notification);
    notification.on('click', () => open(orderId));
    notification.on('action', () => {
      if (orderId === null) return;
      take(orderId).then(
        (isTaken) => isTaken || open(orderId),
        () => open(orderId),
      );
    });
    notification.on('close', () => shown.delete(notification));
    notification.show();
  };
}
