import type { WorkstationId } from '../../../shared/ids.ts';
import type { Doing, Here } from '../../../shared/presence.ts';

/** Somebody's word that they edit an order. */
export type Claim = {
  readonly desk: WorkstationId;
  /** How often the editing was taken over, by what its desk knows. */
  readonly turn: number;
  /** For how long, in milliseconds. */
  readonly forMs: number;
};

/** This desk's editing of one order. */
export type OwnEdit = {
  readonly turn: number;
  /** By this computer's `uptime`, milliseconds. */
  readonly since: number;
  /** Has said once already that it was first. */
  readonly argued: boolean;
  /** Another desk has it; what was typed here waits. */
  readonly lostTo: { readonly desk: WorkstationId; readonly took: boolean } | null;
};

/** By so much longer at it is first, however long a word travels. */
const clearlyMs = 3_000;

/**
 * Of two that edit: who has taken it over more often, else the smaller desk id. Both are in the words themselves, so every
 * desk that has heard the same words says the same, in whatever order they came.
 */
const outranks = (a: Pick<Claim, 'desk' | 'turn'>, b: Pick<Claim, 'desk' | 'turn'>): boolean =>
  a.turn === b.turn ? a.desk < b.desk : a.turn > b.turn;

/** Who has the editing; null when nobody edits. */
export const strongest = <T extends Pick<Claim, 'desk' | 'turn'>>(claims: readonly T[]): T | null =>
  claims.reduce<T | null>((best, claim) => (best === null || outranks(claim, best) ? claim : best), null);

/** An editing that begins now. Where another desk is at it already it waits for that one to end, or to be taken over from. */
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
 * This desk's editing after others' words have come or gone. How long each is at it is a measure that a slow word falsifies,
 * so it decides nothing by itself: who was clearly longer at it, and would lose by its id, takes one more turn, once.
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
  // who took it over has just begun; who argues was longer at it
  const took = holder.turn > own.turn && holder.forMs < forMs;
  return { ...own, lostTo: { desk: holder.desk, took } };
}

/** The editing taken over from whoever is at it. */
export const takeOverFrom = (own: OwnEdit | null, others: readonly Claim[], now: number): OwnEdit => ({
  turn: Math.max(own?.turn ?? 0, ...others.map(({ turn }) => turn)) + 1,
  since: now,
  argued: true,
  lostTo: null,
});

/** What all windows together are at: editing in one of them is editing. */
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
  /** Editing began, ended or was taken over. Who only pages through orders is waited for until he rests. */
  readonly isUrgent: boolean;
  readonly firstAt: number;
  readonly lastAt: number;
};

/** When what has changed is said, never twice within a second. All in milliseconds of `uptime`. */
export function sayAt({ isUrgent, firstAt, lastAt }: Unsaid, saidAt: number): number {
  const wanted = isUrgent ? firstAt : Math.min(lastAt + restMs, firstAt + longestRestMs);
  return Math.max(wanted, saidAt + pauseMs);
}
