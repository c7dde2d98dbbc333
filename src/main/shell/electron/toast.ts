import type { OrderId } from '../../../shared/ids.ts';
import type { Toast } from '../../host.ts';
import type { Electron } from './electron.ts';

export type ToastParts = {
  readonly open: (orderId: OrderId | null) => void;
  /** @returns whether the order is now with whoever works here */
  readonly take: (orderId: OrderId) => Promise<boolean>;
};

/** More than a day's work leaves unread. */
const mostHeld = 100;

/**
 * A native notice; a press on it opens the order it is about, or the window. The sound is the page's. macOS and Windows show
 * a button as well, by which the order is taken; where that is refused, for somebody else has it, the order is opened.
 */
export function createToast({ Notification }: Electron, { open, take }: ToastParts) {
  // a notice nobody holds is collected, and its click with it; the oldest comes first
  const held = new Set<object>();
  const hold = (notification: object): void => {
    held.add(notification);
    const [oldest] = held;
    if (oldest && held.size > mostHeld) held.delete(oldest);
  };
  return ({ title, body, orderId, take: caption }: Toast): void => {
    const actions = caption === undefined ? [] : [{ type: 'button', text: caption } as const];
    const notification = new Notification({ title, body, silent: true, actions });
    const drop = () => held.delete(notification);
    hold(notification);
    notification.on('click', () => {
      drop();
      open(orderId);
    });
    notification.on('action', () => {
      drop();
      if (orderId === null) return;
      take(orderId).then(
        (isTaken) => isTaken || open(orderId),
        () => open(orderId),
      );
    });
    // after a few seconds Windows only moves it to where it is pressed later
    notification.on('close', ({ reason }) => reason === 'timedOut' || drop());
    notification.show();
  };
}
