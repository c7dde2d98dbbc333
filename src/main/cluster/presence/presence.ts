import type { OrderId, WorkstationId } from '../../../shared/ids.ts';
import type { Doing, Here, PersonAt } from '../../../shared/presence.ts';
import { mostPlaces } from '../../../shared/presence.ts';
import type { Clock } from '../../ports.ts';
import type { PresenceMessage } from './presence-message.ts';
import { maxName } from './presence-message.ts';

/** A user at another computer. */
export type SeenPerson = Omit<PersonAt, 'since'> & { readonly sinceMs: number };

export type PresenceParts = {
  readonly clock: Clock;
  /** This computer's id as the others know it; a copied ledger gets a new one. */
  readonly deskId: () => WorkstationId;
  /** The user of this computer. */
  readonly name: () => string;
  readonly say: (message: PresenceMessage) => void;
  /** Whether another computer receives presence; otherwise nothing is sent. */
  readonly isHeard: () => boolean;
  /** A user joined, left, began to edit or took over. */
  readonly onChange: () => void;
};

export interface Presence {
  /** Applies the presence of another computer. */
  heard(from: WorkstationId, message: PresenceMessage): void;
  /** Pub/Sub cannot be reached: clears the other users, so nothing is locked. */
  lost(): void;
  /** Sends the presence now, for a computer that has just started. */
  sayNow(): void;
  /** Sets what a window of this computer shows; valid until its next message, or for five minutes. */
  here(window: string, orders: Here): void;
  /** Takes over the editing of an order that this computer wants to edit. */
  takeEdit(order: OrderId): void;
  of(order: OrderId): readonly SeenPerson[];
  all(): readonly SeenPerson[];
  /** Whether a user of this computer edits an order. */
  isEditing(): boolean;
  stop(): void;
}

/* All times are on this computer's `uptime` clock, in milliseconds. */
type Activity = { readonly doing: Doing; readonly since: number; readonly turn: number };
type Other = {
  readonly name: string;
  readonly at: number;
  readonly orders: ReadonlyMap<OrderId, Activity>;
};
type Own = {
  readonly wants: Doing;
  readonly since: number;
  /** Its claim to edit; null while it only views, or waits for another editor. */
  readonly claim: { readonly turn: number; readonly since: number } | null;
  /** Whether another computer took the editing over. */
  readonly isTaken: boolean;
};
type Claim = { readonly desk: WorkstationId; readonly turn: number };
type Unsent = { readonly isUrgent: boolean; readonly firstAt: number; readonly lastAt: number };

/** Presence is re-sent at this interval and expires after two intervals, so one message may be lost. */
const repeatMs = 30_000;
const holdsMs = 2 * repeatMs;
const windowHoldsMs = 5 * 60_000;
const pauseMs = 1_000;
const restMs = 2_000;
const longestRestMs = 6_000;

/** More takeovers win, then the smaller id: all computers agree in whatever order messages arrive. */
const outranks = (a: Claim, b: Claim): boolean => (a.turn === b.turn ? a.desk < b.desk : a.turn > b.turn);
const strongest = (claims: readonly Claim[]): Claim | null =>
  claims.reduce<Claim | null>((best, claim) => (best && !outranks(claim, best) ? best : claim), null);

/** Mere viewing is sent with a delay, so that paging through orders sends little. */
const dueAt = ({ isUrgent, firstAt, lastAt }: Unsent): number =>
  isUrgent ? firstAt : Math.min(lastAt + restMs, firstAt + longestRestMs);

/** Tracks which users view or edit which order, by messages between the computers. Nothing is stored. */
export function createPresence(parts: PresenceParts): Presence {
  const { clock, deskId, isHeard, onChange } = parts;
  const others = new Map<WorkstationId, Other>();
  const windows = new Map<string, { readonly at: number; readonly orders: Here }>();
  const own = new Map<OrderId, Own>();
  let unsent: Unsent | null = null;
  let sentAt = Number.NEGATIVE_INFINITY;
  /** Whether the others show a user of this computer. */
  let isShown = false;
  let shown = '[]';
  let cancel = (): void => {};
  let isStopped = false;

  const now = (): number => clock.uptime();
  /** Ignores expired presence, such as that from before this computer slept. */
  const current = () => [...others].filter(([, { at }]) => now() - at < holdsMs);
  const claimsOn = (order: OrderId): readonly Claim[] =>
    current().flatMap(([desk, { orders }]) => {
      const at = orders.get(order);
      return at?.doing === 'edits' ? [{ desk, turn: at.turn }] : [];
    });

  function changed(isUrgent: boolean): void {
    unsent = {
      isUrgent: isUrgent || unsent?.isUrgent === true,
      firstAt: unsent?.firstAt ?? now(),
      lastAt: now(),
    };
  }

  /** What the windows show together: editing in one of them counts as editing. */
  function wanted(): ReadonlyMap<OrderId, Doing> {
    const at = new Map<OrderId, Doing>();
    for (const { orders } of windows.values()) {
      for (const { order, doing } of orders) if (at.get(order) !== 'edits') at.set(order, doing);
    }
    return at;
  }

  /** Begins to edit once no other computer does, and ends when a stronger claim is known. */
  function decide(order: OrderId, wants: Doing): Own {
    const before = own.get(order) ?? { since: now(), claim: null, isTaken: false };
    if (wants === 'looks') return { ...before, wants, claim: null, isTaken: false };
    const holder = strongest(claimsOn(order));
    const { claim } = before;
    if (holder === null) {
      return { ...before, wants, claim: claim ?? { turn: 0, since: now() }, isTaken: false };
    }
    if (claim === null || !outranks(holder, { desk: deskId(), turn: claim.turn })) {
      return { ...before, wants };
    }
    return { ...before, wants, claim: null, isTaken: holder.turn > claim.turn };
  }

  function settle(): void {
    for (const [desk, { at }] of others) if (now() - at >= holdsMs) others.delete(desk);
    for (const [window, { at }] of windows) if (now() - at >= windowHoldsMs) windows.delete(window);
    const orders = wanted();
    for (const [order, { claim }] of own) {
      if (orders.has(order)) continue;
      own.delete(order);
      changed(claim !== null);
    }
    for (const [order, wants] of orders) {
      const before = own.get(order);
      const next = decide(order, wants);
      own.set(order, next);
      if (before === undefined || before.claim !== next.claim) {
        changed((before?.claim ?? null) !== next.claim);
      }
    }
  }

  function messageNow(): PresenceMessage {
    const orders = [...own]
      .map(([order, { since, claim }]) => ({
        order,
        doing: claim ? ('edits' as const) : ('looks' as const),
        forMs: Math.round(now() - (claim ?? { since }).since),
        turn: claim?.turn ?? 0,
      }))
      // edited orders first, then the most recently opened
      .toSorted((a, b) => Number(b.doing === 'edits') - Number(a.doing === 'edits') || a.forMs - b.forMs);
    return { name: parts.name().slice(0, maxName), orders: orders.slice(0, mostPlaces) };
  }

  function send(): void {
    unsent = null;
    sentAt = now();
    if (!isHeard() || (own.size === 0 && !isShown)) return;
    isShown = own.size > 0;
    parts.say(messageNow());
  }

  /** When to send next; null if there is nothing to send. */
  function sendAt(): number | null {
    if (unsent !== null) return Math.max(dueAt(unsent), sentAt + pauseMs);
    return own.size > 0 ? sentAt + repeatMs : null;
  }

  function turn(): void {
    settle();
    const showing = JSON.stringify(all().map(({ sinceMs: _sinceMs, ...person }) => person));
    if (showing !== shown) {
      shown = showing;
      onChange();
    }
    const at = sendAt();
    if (at !== null && now() >= at) send();
    rest();
  }

  /** Sets the only timer: for the next message to send or the next expiry. */
  function rest(): void {
    cancel();
    if (isStopped) return;
    const due = [
      sendAt() ?? Number.POSITIVE_INFINITY,
      ...[...others.values()].map(({ at }) => at + holdsMs),
      ...[...windows.values()].map(({ at }) => at + windowHoldsMs),
    ];
    const next = Math.min(...due);
    if (next < Number.POSITIVE_INFINITY) cancel = clock.after(Math.max(0, next - now()), turn);
  }

  function of(order: OrderId): readonly SeenPerson[] {
    const { claim = null, isTaken = false } = own.get(order) ?? {};
    const mine = claim === null ? [] : [{ desk: deskId(), turn: claim.turn }];
    const editor = strongest([...claimsOn(order), ...mine]);
    return current().flatMap(([desk, { name, orders }]): readonly SeenPerson[] => {
      const at = orders.get(order);
      if (!at) return [];
      const edits = at.doing === 'edits' && editor?.desk === desk;
      const sinceMs = now() - at.since;
      return [{ order, desk, name, doing: edits ? 'edits' : 'looks', sinceMs, took: edits && isTaken }];
    });
  }

  function all(): readonly SeenPerson[] {
    const orders = new Set(current().flatMap(([, other]) => [...other.orders.keys()]));
    return [...orders].flatMap(of);
  }

  return {
    heard(from, { name, orders }) {
      const at = now();
      const known = orders.map(
        ({ order, doing, forMs, turn }) => [order, { doing, since: at - forMs, turn }] as const,
      );
      if (known.length === 0) others.delete(from);
      else others.set(from, { name, at, orders: new Map(known) });
      turn();
    },
    lost() {
      others.clear();
      turn();
    },
    sayNow() {
      changed(true);
      turn();
    },
    here(window, orders) {
      if (orders.length === 0) windows.delete(window);
      else windows.set(window, { at: now(), orders });
      turn();
    },
    takeEdit(order) {
      const known = own.get(order);
      if (known?.wants !== 'edits' || known.claim !== null) return;
      const next = Math.max(0, ...claimsOn(order).map((claim) => claim.turn)) + 1;
      own.set(order, { ...known, claim: { turn: next, since: now() }, isTaken: false });
      changed(true);
      turn();
    },
    of,
    all,
    isEditing: () => [...own.values()].some(({ wants }) => wants === 'edits'),
    stop() {
      isStopped = true;
      cancel();
    },
  };
}
