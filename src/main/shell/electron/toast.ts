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
  /** @returns whether the order is now assigned to this computer's manager */
  readonly take: (orderId: OrderId) => Promise<boolean>;
};

/** More notifications than a day of work leaves unread. */
const mostHeld = 100;

/**
 * A native notification. A click opens its order, or the window; the page plays the sound. macOS and Windows also show a button
 * that takes the order; if that is refused because someone else has it, the order is opened.
 */
export function createToasts({ Notification }: Electron, { platform, log, open, take }: ToastParts) {
  // an unreferenced notification is garbage collected, and its click lost; the oldest comes first
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
    // Windows only moves a timed-out notification to its notification center, where it can still be clicked
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
    /** Handles clicks on notifications of an earlier run. Call when there is a window. */
    hearLeft(): void {
      // registering makes Windows send clicks to this process before it has shown a notification
      if (platform === 'win32' && Notification.isSupported()) {
        Notification.handleActivation(({ type, arguments: words }) => {
          // Electron has an event only for the buttons of such a notification; a click elsewhere opens the window
          const id = /(?:^|&)tag=([^&]*)/.exec(words)?.[1] ?? '';
          if (held.has(id)) return; // its own handler is called
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

/** Two notifications of one order need different ids: one would replace the other. */
const saltLength = 8;
/** Windows refuses a longer id. */
const longestId = 64;

/** Encodes the order for a later run of the app, in characters that every system accepts. */
function newId(orderId: OrderId | null): string {
  const salt = randomBytes(6).toString('base64url');
  const id = salt + Buffer.from(orderId ?? '').toString('base64url');
  return id.length > longestId ? salt : id;
}

function orderOf(id: string): OrderId | null {
  const { data } = orderIdSchema.safeParse(Buffer.from(id.slice(saltLength), 'base64url').toString());
  // ids of an earlier version contain no order
  return data !== undefined && sourceOf(data) !== null ? data : null;
}
