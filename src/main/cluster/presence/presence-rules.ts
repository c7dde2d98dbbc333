import type { WorkstationId } from '../../../shared/ids.ts';
import type { Doing, Here } from '../../../shared/presence.ts';

/** A computer's claim to edit an order. */
export type Claim = {
  readonly desk: WorkstationId;
  /** Number of takeovers that its computer knows of. */
  readonly turn: number;
  /** Duration, in milliseconds. */
  readonly forMs: number;
};

/** This computer's editing of one order. */
export type OwnEdit = {
  readonly turn: number;
  /** By this computer's `uptime`, milliseconds. */
  readonly since: number;
  /** Whether it has already claimed once that it was first. */
  readonly argued: boolean;
  /** The computer that has the editing; local input waits. */
  readonly lostTo: { readonly desk: WorkstationId; readonly took: boolean } | null;
};

/** A lead of this much counts as first despite network delays. */
const clearlyMs = 3_000;

/**
 * Compares two editors: more takeovers win, then the smaller computer id. Both are in the messages, so all computers agree in
 * whatever order messages arrive.
 */
const outranks = (a: Pick<Claim, 'desk' | 'turn'>, b: Pick<Claim, 'desk' | 'turn'>): boolean =>
  a.turn === b.turn ? a.desk < b.desk : a.turn > b.turn;

/** The current editor; null if there is none. */
export const strongest = <T extends Pick<Claim, 'desk' | 'turn'>>(claims: readonly T[]): T | null =>
  claims.reduce<T | null>((best, claim) => (best === null || outranks(claim, best) ? claim : best), null);

/** Starts editing now. If another computer is editing, waits until it ends or is taken over. */
export function beginEdit(others: readonly Claim[], now: number): OwnEdit {
  const holder = strongest(others);
  return {
    turn: 0,
    since: now,
    argued: false,
    lostTo: holder && { desk: holder.desk, took: false },
  };
}

/**
 * Resolves this computer's editing after changes of others. Durations are distorted by slow messages, so they decide nothing
 * alone: an editor who clearly began earlier, but loses by its id, claims one more takeover, once.
 */
export function settleEdit(
  own: OwnEdit,
  desk: WorkstationId,
  others: readonly Claim[],
  now: number,
): OwnEdit {
  const holder = strongest(others);
  if (holder === null) return own.lostTo === null ? own : beginEdit([], now);
  if (own.lostTo !== null) {
    return own.lostTo.desk === holder.desk
      ? own
      : { ...own, lostTo: { desk: holder.desk, took: own.lostTo.took } };
  }
  if (!outranks(holder, { desk, turn: own.turn })) return own;
  const forMs = now - own.since;
  if (holder.turn === own.turn && !own.argued && forMs - holder.forMs > clearlyMs) {
    return { ...own, turn: own.turn + 1, argued: true };
  }
  // a takeover has a shorter duration; an editor that claims to be first has a longer one
  const took = holder.turn > own.turn && holder.forMs < forMs;
  return { ...own, lostTo: { desk: holder.desk, took } };
}

/** Takes the editing over from the current editor. */
export const takeOverFrom = (own: OwnEdit | null, others: readonly Claim[], now: number): OwnEdit => ({
  turn: Math.max(own?.turn ?? 0, ...others.map(({ turn }) => turn)) + 1,
  since: now,
  argued: true,
  lostTo: null,
});

/** Combines all windows: editing in one of them counts as editing. */
export function togetherAt(windows: Iterable<Here>): ReadonlyMap<Here[number]['order'], Doing> {
  const at = new Map<Here[number]['order'], Doing>();
  for (const orders of windows) {
    for (const { order, doing } of orders) if (at.get(order) !== 'edits') at.set(order, doing);
  }
  return at;
}

const pauseMs = 1_000;
const restMs = 2_000;
const longestRestMs = 6_000;

export type Unsaid = {
  /** Editing began, ended or was taken over. Mere viewing is sent with a delay, so that paging through orders sends little. */
  readonly isUrgent: boolean;
  readonly firstAt: number;
  readonly lastAt: number;
};

/** When a change is sent, at most once a second. All in milliseconds of `uptime`. */
export function sayAt({ isUrgent, firstAt, lastAt }: Unsaid, saidAt: number): number {
  const wanted = isUrgent ? firstAt : Math.min(lastAt + restMs, firstAt + longestRestMs);
  return Math.max(wanted, saidAt + pauseMs);
}
