import { randomBytes } from 'node:crypto';
import type { Notification as Notice } from 'electron';
import type { OrderId } from '../../../shared/ids.ts';
import { orderIdSchema, sourceOf } from '../../../shared/ids.ts';
import type { Toast } from '../../host.ts';
import type { Log } from '../../ports.ts';
import type { Electron } from './electron.ts';

export type ToastParts = {
  readonly platform: string;
  readonly log: Log;
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
export function createToasts({ Notification }: Electron, { platform, log, open, take }: ToastParts) {
  // a notice nobody holds is collected, and its click with it; the oldest comes first
  const held = new Map<string, Notice>();
  const takeOrOpen = (orderId: OrderId | null): void => {
    if (orderId === null) {
      open(null);
      return;
    }
    take(orderId).then(
      (isTaken) => isTaken || open(orderId),
      () => open(orderId),
    );
  };
  function hear(id: string, notice: Notice, orderId: OrderId | null): void {
    held.set(id, notice);
    const [oldest] = held.keys();
    if (oldest !== undefined && held.size > mostHeld) held.delete(oldest);
    const drop = () => held.delete(id);
    notice.on('click', () => {
      drop();
      open(orderId);
    });
    notice.on('action', () => {
      drop();
      takeOrOpen(orderId);
    });
    // after a few seconds Windows only moves it to where it is pressed later
    notice.on('close', ({ reason }) => reason === 'timedOut' || drop());
  }
  return {
    show({ title, body, orderId, take: caption }: Toast): void {
      const actions = caption === undefined ? [] : [{ type: 'button', text: caption } as const];
      const id = newId(orderId);
      const notice = new Notification({ id, title, body, silent: true, actions });
      hear(id, notice, orderId);
      notice.show();
    },
    /** From now on a notice is heard too that an earlier run of the app left. Call when there is a window. */
    hearLeft(): void {
      // asking makes Windows hand presses to this process, before it has shown any notice
      if (platform === 'win32' && Notification.isSupported()) {
        Notification.handleActivation(({ type, arguments: words }) => {
          // Electron names the notice for its buttons alone; elsewhere on it the press leads to the window
          const id = /(?:^|&)tag=([^&]*)/.exec(words)?.[1] ?? '';
          if (held.has(id)) return; // it hears so itself
          if (type === 'action') takeOrOpen(orderOf(id));
          else open(orderOf(id));
        });
      }
      if (platform === 'darwin') {
        Notification.getHistory().then(
          (left) => {
            for (const notice of left) if (!held.has(notice.id)) hear(notice.id, notice, orderOf(notice.id));
          },
          (error: unknown) => log.warn('the notices from before could not be read', { error }),
        );
      }
    },
  };
}

/** Two notices of one order must differ: one would take the place of the other. */
const saltLength = 8;
/** Windows refuses a longer one. */
const longestId = 64;

/** Says which order it is about, for a later run of the app; in letters that every system takes. */
function newId(orderId: OrderId | null): string {
  const salt = randomBytes(6).toString('base64url');
  const id = salt + Buffer.from(orderId ?? '').toString('base64url');
  return id.length > longestId ? salt : id;
}

function orderOf(id: string): OrderId | null {
  const { data } = orderIdSchema.safeParse(Buffer.from(id.slice(saltLength), 'base64url').toString());
  // an earlier version left ids that say nothing
  return data !== undefined && sourceOf(data) !== null ? data : null;
}
