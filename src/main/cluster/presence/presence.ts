import type { OrderId, WorkstationId } from '../../../shared/ids.ts';
import type { Here } from '../../../shared/presence.ts';
import type { Clock } from '../../ports.ts';
import type { Heard, HeardDesk, Own, PresenceMessage, SeenPerson, Word } from './presence-messages.ts';
import {
  claimsOn,
  heardFrom,
  holdsMs,
  maxName,
  ownWord,
  repeatMs,
  seenOn,
  withoutTimes,
} from './presence-messages.ts';
import type { Unsaid } from './presence-rules.ts';
import { beginEdit, sayAt, settleEdit, takeOverFrom, togetherAt } from './presence-rules.ts';

export type PresenceParts = {
  readonly clock: Clock;
  /** This computer's id as the others know it; a copied ledger gets a new one. */
  readonly deskId: () => WorkstationId;
  /** The user of this computer. */
  readonly name: () => string;
  readonly say: (messages: readonly PresenceMessage[]) => void;
  /** Whether another computer receives presence; otherwise nothing is sent. */
  readonly isHeard: () => boolean;
  /** A user joined, left, began to edit or took over. */
  readonly onChange: () => void;
};

export interface Presence {
  /** Applies the presence and takeovers of another computer. */
  heard(messages: readonly PresenceMessage[]): void;
  /** Pub/Sub cannot be reached: clears the other users, so nothing is locked. */
  lost(): void;
  /** Sends the presence now, for a computer that has just started. */
  sayNow(): void;
  /** Sets what a window of this computer shows; valid until its next message, or for five minutes. */
  here(window: string, orders: Here): void;
  takeEdit(order: OrderId): void;
  of(order: OrderId): readonly SeenPerson[];
  all(): readonly SeenPerson[];
  /** Whether a user of this computer edits an order. */
  isEditing(): boolean;
  stop(): void;
}

const windowStandsMs = 5 * 60_000;

/** Tracks which users view or edit which order, by messages between the computers. Nothing is stored. */
export function createPresence(parts: PresenceParts): Presence {
  const { clock, deskId, isHeard, onChange } = parts;
  const others = new Map<WorkstationId, Heard>();
  const windows = new Map<string, { readonly at: number; readonly orders: Here }>();
  const own = new Map<OrderId, Own>();
  /** Takeovers to be sent before the next presence message. */
  let waiting: readonly PresenceMessage[] = [];
  let unsaid: Unsaid | null = null;
  let saidAt = Number.NEGATIVE_INFINITY;
  /** When a message was last due, sent or not, while this computer has presence; null while it has none. */
  let triedAt: number | null = null;
  /** The last message without its times: an unchanged one need not be sent. */
  let said = '';
  let shown = '';
  let cancel = (): void => {};
  let isStopped = false;

  const now = (): number => clock.uptime();
  const name = (): string => parts.name().slice(0, maxName);
  /** Ignores expired messages, such as those from before this computer slept. */
  const standing = (): readonly HeardDesk[] => [...others].filter(([, { at }]) => now() - at < holdsMs);
  const claims = (order: OrderId) => claimsOn(order, standing(), now());

  function change(isUrgent: boolean): void {
    const at = now();
    unsaid = {
      isUrgent: isUrgent || unsaid?.isUrgent === true,
      firstAt: unsaid?.firstAt ?? at,
      lastAt: at,
    };
  }

  const ownNow = (): Word => ownWord({ desk: deskId(), name: name() }, own, now());

  function saySomething(): void {
    const word = ownNow();
    const isNew = withoutTimes(word) !== said && (word.orders.length > 0 || said !== '');
    const isDue = word.orders.length > 0 && now() - saidAt >= repeatMs;
    triedAt = word.orders.length > 0 ? now() : null;
    const messages = [...waiting, ...(isNew || isDue ? [word] : [])];
    waiting = [];
    unsaid = null;
    if (messages.length === 0 || !isHeard()) return;
    saidAt = now();
    said = word.orders.length === 0 ? '' : withoutTimes(word);
    parts.say(messages);
  }

  /** Drops expired presence, resolves this computer's edits and notifies the windows. */
  function settle(): void {
    const at = now();
    for (const [desk, heard] of others) if (at - heard.at >= holdsMs) others.delete(desk);
    const windowsBefore = windows.size;
    for (const [window, word] of windows) if (at - word.at >= windowStandsMs) windows.delete(window);
    if (windows.size !== windowsBefore) gather();
    for (const [order, { since, edit }] of own) {
      const settled = edit && settleEdit(edit, deskId(), claims(order), at);
      if (settled === edit) continue;
      own.set(order, { since, edit: settled });
      change(settled?.lostTo === null);
    }
    const showing = JSON.stringify(all().map(({ sinceMs: _sinceMs, ...person }) => person));
    if (showing !== shown) {
      shown = showing;
      onChange();
    }
  }

  /** Updates this computer's presence from its windows. */
  function gather(): void {
    const at = now();
    const together = togetherAt([...windows.values()].map(({ orders }) => orders));
    for (const [order, { edit }] of own) {
      if (together.has(order)) continue;
      own.delete(order);
      change(edit !== null && edit.lostTo === null);
    }
    for (const [order, doing] of together) {
      const known = own.get(order);
      if (known && (known.edit !== null) === (doing === 'edits')) continue;
      const edit = doing === 'edits' ? beginEdit(claims(order), at) : null;
      own.set(order, { since: known?.since ?? at, edit });
      change(edit === null ? known?.edit?.lostTo === null : edit.lostTo === null);
    }
  }

  /** Sets the only timer: for the next message to send or the next expiry. */
  function rest(): void {
    cancel();
    if (isStopped) return;
    const at = now();
    const due = [
      ...(unsaid ? [sayAt(unsaid, saidAt)] : []),
      ...(triedAt === null ? [] : [triedAt + repeatMs]),
      ...[...others.values()].map((heard) => heard.at + holdsMs),
      ...[...windows.values()].map((word) => word.at + windowStandsMs),
    ];
    if (due.length > 0) cancel = clock.after(Math.max(0, Math.min(...due) - at), turn);
  }

  function turn(): void {
    settle();
    const at = now();
    const isRepeat = triedAt !== null && at >= triedAt + repeatMs;
    if (isRepeat || (unsaid && at >= sayAt(unsaid, saidAt))) saySomething();
    rest();
  }

  function take(message: PresenceMessage): void {
    if (message.desk === deskId()) return;
    const at = now();
    const known = others.get(message.desk);
    if (message.say === 'presence') {
      if (message.orders.length === 0) others.delete(message.desk);
      else others.set(message.desk, heardFrom(message, at));
      return;
    }
    const orders = new Map(known?.orders);
    orders.set(message.order, { doing: 'edits', since: at, turn: message.turn });
    others.set(message.desk, { name: message.name, at, orders });
  }

  const of = (order: OrderId): readonly SeenPerson[] =>
    seenOn(order, standing(), { desk: deskId(), edit: own.get(order)?.edit ?? null }, now());

  function all(): readonly SeenPerson[] {
    const orders = new Set(standing().flatMap(([, heard]) => [...heard.orders.keys()]));
    return [...orders].flatMap(of);
  }

  return {
    heard(messages) {
      for (const message of messages) take(message);
      turn();
    },
    lost() {
      others.clear();
      said = '';
      turn();
    },
    sayNow() {
      said = '';
      change(true);
      turn();
    },
    here(window, orders) {
      if (orders.length === 0) windows.delete(window);
      else windows.set(window, { at: now(), orders });
      gather();
      turn();
    },
    takeEdit(order) {
      const known = own.get(order);
      if (known?.edit?.lostTo === null) return; // no other editor to take over from
      const edit = takeOverFrom(known?.edit ?? null, claims(order), now());
      own.set(order, { since: known?.since ?? now(), edit });
      waiting = [...waiting, { say: 'takes-edit', order, desk: deskId(), name: name(), turn: edit.turn }];
      change(true);
      turn();
    },
    of,
    all,
    isEditing: () => [...own.values()].some(({ edit }) => edit !== null),
    stop() {
      isStopped = true;
      cancel();
    },
  };
}
