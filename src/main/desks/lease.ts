import { z } from 'zod';
import type { DeskId } from '../../shared/ids.ts';
import { deskIdSchema } from '../../shared/ids.ts';
import { messageOf, Problem } from '../../shared/problem.ts';
import type { Clock, Log, Loop, Settings } from '../ports.ts';
import type { DesksTable, Labelled } from '../warehouse/desks-table.ts';

/** Who listens to the shop's sources, as far as is known. */
export type Role = {
  /** Null while nobody does, or nobody has said. */
  readonly receiver: DeskId | null;
  /** Whether this desk listens; also while nothing is known, for to listen twice does no harm. */
  readonly isOurs: boolean;
};
/** A stretch of time by BigQuery's clock in which the desk before may have told orders that nobody here knows of. */
export type Handover = { readonly from: number; readonly to: number };

export type LeaseParts = {
  readonly table: DesksTable;
  readonly deskId: DeskId;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  /** Called when the role has changed. */
  readonly onRole: (role: Role) => void;
  readonly silentMs?: number;
  /** Whether this desk has sources to listen to: one without would leave the shop deaf. */
  readonly mayListen?: boolean;
};
export type Lease = Loop & {
  role(): Role;
  /** Whether no other desk has ever said that it is there. A desk that has only just said so itself does not know. */
  isAlone(): boolean;
  /** Whether every other desk that can ask has heard by now that this one is there. */
  isKnown(): boolean;
  /** Whether no other desk can have become the receiver by itself, by this desk's own watch. */
  isSure(): boolean;
  /** When the listening desk began, as this desk saw it and by its clock, epoch milliseconds. */
  since(): number | null;
  /** When its last sign was seen, likewise; null before anything was read. */
  signAt(): number | null;
  /** BigQuery's time, epoch milliseconds, by its last word and this desk's own watch; null before it has said one. */
  serverNow(): number | null;
  /** By BigQuery's clock, epoch milliseconds, until when this desk is known to have been the receiver; null when it never was. */
  heldUntil(): number | null;
  /** Ends with the first question, answered or not. */
  readonly asked: Promise<void>;
  /** To be called when an order was told without a claim: a desk that takes over has to doubt what came then. */
  toldUnclaimed(): void;
  /** Set by the desk that took over, until the one before says that it told nothing unclaimed. */
  handover(): Handover | null;
  /** Why it is not known who listens; null when it is. */
  problem(): string | null;
  /** Makes this desk the receiver, whoever is. @throws Problem when BigQuery cannot be asked */
  takeOver(): Promise<void>;
  /** Gives the role to whichever desk comes first. @throws Problem */
  handOver(): Promise<void>;
  now(): Promise<void>;
};

const roleSetting = 'desks.receiver';
const sinceSetting = 'desks.receiver.since';
const handoverSetting = 'desks.handover';
const heldSetting = 'desks.held';
const unclaimedSetting = 'desks.unclaimed';
const aloneSetting = 'desks.alone';
const nobody = 'nobody';
const lookEveryMs = 30_000;
const defaultSilentMs = 5 * 60_000;
/** By then what was told without a claim is known to all by way of BigQuery. */
const unclaimedForMs = 15 * 60_000;
/** What a request may take, and the pace of two computers' watches may differ. */
const marginMs = 60_000;
const handoverSchema = z.object({ from: z.number(), to: z.number() }).readonly();

/** The role as it was last known here, before anything is asked. */
export function knownRole(settings: Settings, deskId: DeskId): Role {
  const kept = settings.get(roleSetting);
  // kept only by the desk that gave the role away: it does not listen until it has taken it again
  if (kept === nobody) return { receiver: null, isOurs: false };
  const receiver = kept === null || kept === '' ? null : deskIdSchema.parse(kept);
  return { receiver, isOurs: receiver === null || receiver === deskId };
}

/**
 * Keeps one desk at a time listening. The holder changes the table's labels every half minute; the others watch by their own
 * watches whether they still change, and take over when they have not for five minutes. No clocks are compared, and of two
 * that take over at once one wins.
 */
export function createLease(parts: LeaseParts): Lease {
  const { table, deskId, settings, clock, log, onRole, silentMs = defaultSilentMs, mayListen = true } = parts;
  /** A computer's own label: that it is one of the shop's. */
  const here = { [deskId]: 'here' };
  let role = knownRole(settings, deskId);
  let seen: Labelled | null = null;
  /** By this desk's watch, when the labels were first seen as they are. */
  let seenSince = 0;
  /** By this desk's watch, when the last renewal that went through was begun. */
  let renewedAt: number | null = null;
  /** By this desk's watch, when it was first seen to be one of the shop's. */
  let saidAt: number | null = null;
  let problem: string | null = null;
  /** Given away by hand; the shop is opened anew then, and must not take it back at once. */
  let released = settings.get(roleSetting) === nobody;
  let turn: Promise<unknown> = Promise.resolve();
  let cancelTimer = (): void => {};
  let stopped = false;

  let said = () => {};
  const asked = new Promise<void>((resolve) => {
    said = resolve;
  });

  const receiverOf = ({ labels }: Labelled): string => labels.receiver ?? nobody;
  /** What the receiver alone changes; that another computer says it is there is no sign of life of it. */
  const signOf = ({ labels }: Labelled): string => `${labels.receiver} ${labels.term} ${labels.beat}`;
  const termOf = ({ labels }: Labelled): number => Number(labels.term ?? 0);

  async function round(): Promise<void> {
    const begun = clock.uptime();
    const now = await table.read();
    if (seen === null || signOf(now) !== signOf(seen)) seenSince = begun;
    seen = now;
    noteOthers(now);
    const receiver = receiverOf(now);
    if (receiver === deskId) return renew(now, begun);
    const wasOurs = role.isOurs;
    renewedAt = null;
    const silent = clock.uptime() - seenSince > silentMs;
    const isFree = receiver === nobody ? !released || silent : silent;
    if (isFree && mayListen) return take(now, begun);
    // a desk without sources misses nothing while nobody listens
    if (receiver !== nobody || mayListen) become(receiver);
    // every desk says that it is there, so that none takes itself for the only one
    const isNew = now.labels[deskId] === undefined;
    const hasYielded = wasOurs && !hasToldUnclaimed();
    if (!isNew && !hasYielded) return;
    const written = await table.write(now, {
      ...here,
      ...(hasYielded && { yielded: String(termOf(now)) }),
    });
    if (written !== null) noteOthers(written);
  }

  const hasToldUnclaimed = (): boolean => {
    const kept = settings.get(unclaimedSetting);
    return kept !== null && Math.abs(clock.now() - Number(kept)) < unclaimedForMs;
  };

  const isKnown = (): boolean => saidAt !== null && clock.uptime() - saidAt >= 2 * lookEveryMs;

  function noteOthers({ labels }: Labelled): void {
    const desks = Object.keys(labels).filter((name) => labels[name] === here[deskId]);
    if (!desks.includes(deskId)) return;
    saidAt ??= clock.uptime();
    const isAlone = desks.length === 1 && isKnown();
    if (isAlone !== (settings.get(aloneSetting) !== null)) settings.set(aloneSetting, isAlone ? 'yes' : null);
  }

  /** Written with the etag that was read: when another desk was first, nothing is changed. */
  async function renew(known: Labelled, begun: number): Promise<void> {
    const beat = String((Number(known.labels.beat ?? 0) + 1) % 1_000_000_000);
    const written = await table.write(known, { ...here, beat });
    if (written === null) return;
    if (known.labels.yielded === known.labels.term) settings.set(handoverSetting, null);
    note(written, begun);
    become(deskId);
  }

  async function take(known: Labelled, begun: number): Promise<void> {
    const before = receiverOf(known);
    const written = await table.write(known, {
      ...here,
      receiver: deskId,
      term: String(termOf(known) + 1),
      beat: '0',
    });
    if (written === null) return;
    released = false;
    note(written, begun);
    if (before !== nobody) {
      const { changedAt: from } = known;
      // it may hold itself for the receiver as long as nobody could have taken over by himself
      const to = Math.max(written.changedAt, from + silentMs);
      settings.set(handoverSetting, JSON.stringify({ from, to }));
      log.warn('took over from a computer that was silent', { before });
    }
    become(deskId);
  }

  function note(written: Labelled, begun: number): void {
    noteOthers(written);
    seen = written;
    seenSince = begun;
    renewedAt = begun;
    settings.set(heldSetting, String(written.changedAt));
  }

  function become(receiver: string): void {
    const next = receiver === nobody ? null : deskIdSchema.parse(receiver);
    const changed = next !== role.receiver;
    role = { receiver: next, isOurs: next === deskId };
    // once another desk had it, it is as free to this one as to any
    if (next !== null) released = false;
    if (!changed || stopped) return;
    settings.set(roleSetting, next ?? nobody);
    settings.set(sinceSetting, next === null ? null : String(clock.now()));
    onRole(role);
  }

  /** One after the other: a press of a button must not meet the round in the middle. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.then(work, work);
    turn = next.catch(() => {});
    return next;
  }

  function look(): Promise<void> {
    return inTurn(round)
      .then(
        () => {
          problem = null;
        },
        (error: unknown) => {
          problem = messageOf(error);
        },
      )
      .finally(() => {
        said();
        again();
      });
  }

  function again(): void {
    cancelTimer();
    if (!stopped) cancelTimer = clock.after(lookEveryMs, () => void look());
  }

  async function change(work: (known: Labelled, begun: number) => Promise<void>): Promise<void> {
    const begun = clock.uptime();
    await work(await table.read(), begun);
  }

  return {
    role: () => role,
    asked,
    isKnown,
    isAlone: () => settings.get(aloneSetting) !== null,
    serverNow: () => (seen === null ? null : seen.changedAt + clock.uptime() - seenSince),
    isSure: () => role.isOurs && renewedAt !== null && clock.uptime() - renewedAt < silentMs - marginMs,
    since() {
      const kept = settings.get(sinceSetting);
      return kept === null ? null : Number(kept);
    },
    signAt: () => (seen === null ? null : clock.now() - (clock.uptime() - seenSince)),
    heldUntil() {
      const kept = settings.get(heldSetting);
      return kept === null ? null : Number(kept);
    },
    toldUnclaimed: () => settings.set(unclaimedSetting, String(clock.now())),
    handover() {
      const kept = settings.get(handoverSetting);
      return kept === null ? null : handoverSchema.parse(JSON.parse(kept));
    },
    problem: () => problem,
    takeOver: () =>
      inTurn(() =>
        change(async (known, begun) => {
          if (receiverOf(known) === deskId) return renew(known, begun);
          if (!mayListen) {
            throw new Problem('refused', 'This computer has no source to listen to', {
              fix: 'Connect Shopify or Gmail here first',
            });
          }
          await take(known, begun);
          if (role.receiver !== deskId) {
            throw new Problem('refused', 'Another computer has just taken over', {
              fix: 'Look which one listens now, and try again',
            });
          }
        }),
      ),
    handOver: () =>
      inTurn(() =>
        change(async (known) => {
          if (receiverOf(known) !== deskId) return;
          if (hasToldUnclaimed()) {
            throw new Problem('refused', 'Orders were told that other computers may not know of yet', {
              fix: 'Hand over in a quarter of an hour, when every computer knows of it',
            });
          }
          const written = await table.write(known, { receiver: nobody, beat: '0' });
          if (written === null) return;
          released = true;
          renewedAt = null;
          seen = written;
          seenSince = clock.uptime();
          become(nobody);
        }),
      ),
    now: look,
    start: () => void look(),
    async stop() {
      stopped = true;
      cancelTimer();
      await turn;
    },
  };
}
