import type { DeskMeans } from '../../shared/desk-source.ts';
import type { DeskId } from '../../shared/ids.ts';
import { isProblem, messageOf } from '../../shared/problem.ts';
import type { Clock, Log, Loop, Settings } from '../ports.ts';
import type { DesksTable, LabelChange, Labelled, Labels } from '../warehouse/desks-table.ts';
import { createAcquaintance } from './acquaintance.ts';
import {
  absent,
  asKnown,
  beaten,
  desksOf,
  given,
  givenUp,
  hadAt,
  meansAt,
  present,
  receiverOf,
  says,
  signOf,
  termOf,
} from './board.ts';
import type { Fuller, Unheard } from './crew.ts';
import { fullerOn, isOn, othersOn, outdoes, signEveryMs, unheardOf } from './crew.ts';
import type { Handover } from './doubts.ts';
import { createDoubts } from './doubts.ts';
import type { Has } from './means.ts';
import { hasSource, isFuller } from './means.ts';
import type { OwnMeans } from './own-means.ts';
import { createPulse, lookEveryMs, silentMs } from './pulse.ts';
import type { NameOf } from './refusals.ts';
import {
  crowded,
  isListening,
  isThere,
  justTaken,
  noneAsFull,
  noSource,
  poorer,
  toldUnknown,
} from './refusals.ts';
import type { Role } from './role.ts';
import { keepRole, knownRole, knownSince, wasGivenAway } from './role.ts';
import { createServerTime } from './server-time.ts';
import { createStint } from './stint.ts';
import { createUnclaimed } from './unclaimed.ts';

export type LeaseParts = {
  readonly table: DesksTable;
  readonly deskId: DeskId;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  /** Called when the role has changed. */
  readonly onRole: (role: Role) => void;
  /** Until each of its accounts was asked it takes nothing from a desk that listens. */
  readonly means: OwnMeans;
  /** The mark of the mailbox that is signed in to; null until it is known. */
  readonly mailbox: () => string | null;
  /** For what is said to a person. */
  readonly nameOf?: NameOf;
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
  /** When its last sign was given, likewise; null before anything was read. */
  signAt(): number | null;
  /** The desks that are of this shop, each with its last sign by this desk's clock, epoch milliseconds; null when not known. */
  signs(): ReadonlyMap<DeskId, number | null>;
  /** What a desk has; null when it has not said so. */
  meansOf(desk: DeskId): readonly DeskMeans[] | null;
  /** What nobody listens to though a desk of the shop has it. */
  unheard(): readonly Unheard[];
  /** BigQuery's time, epoch milliseconds; until this desk has written, what it has been at least. Null before anything was read. */
  serverAtLeast(): number | null;
  /** By BigQuery's clock, epoch milliseconds, until when this desk is known to have been the receiver; null when it never was. */
  heldUntil(): number | null;
  /** Ends with the first question, answered or not. */
  readonly asked: Promise<void>;
  /** To be called when an order was told without a claim: a desk that takes over has to doubt what came then. */
  toldUnclaimed(): void;
  /** From whom this desk has taken over who have not said yet that they told nothing unclaimed. */
  handovers(): readonly Handover[];
  /** Why it is not known who listens; null when it is. */
  problem(): string | null;
  /**
   * Makes this desk the receiver, whoever is.
   * @throws Problem when BigQuery cannot be asked, this desk has no source to listen to, or another has just taken over or is
   * on and would hear more
   */
  takeOver(): Promise<void>;
  /** Gives the role to whichever desk comes first. @throws Problem when of those that are on each would hear less */
  handOver(): Promise<void>;
  /** Takes a desk off the board that is gone for good. @throws Problem when it listens, or is on */
  forget(desk: DeskId): Promise<void>;
  now(): Promise<void>;
};

/** What this desk has written, and when it began to by its watch. */
type Written = Labelled & { readonly begun: number };

const heldSetting = 'desks.held';
/** The term in which another desk was first found to have this one's role, until this one has spoken. */
const replacedSetting = 'desks.replaced';
/** What a request may take, and the pace of two computers' watches may differ. */
const marginMs = 60_000;
/** For so long after a take-over a desk cannot vouch for what the one before it may have told. */
const chainMs = 12 * 60_000;
/** Other desks write on the same board: one of them being first is no reason to give up what a person asked for. */
const mostTries = 4;

/**
 * Keeps one desk at a time listening. The holder changes the table's labels every half minute; the others watch by their own
 * watches whether they still change, and take over when they have not for five minutes. One that comes new need not watch so
 * long when the holder's own word is older by BigQuery's clock. No computers' clocks are compared, and of two that take over
 * at once one wins. A desk that lacks a source leaves the role to one that has it and is on, and loses it to one that comes.
 */
export function createLease(parts: LeaseParts): Lease {
  const { table, deskId, settings, clock, log, onRole, means, nameOf = () => null } = parts;
  // one without a source would leave the shop deaf; one whose keys are refused says so, where nobody at all would
  const mayListen = hasSource(means.connected);
  const doubts = createDoubts(settings, silentMs);
  const unclaimed = createUnclaimed(settings, clock);
  const stint = createStint(settings);
  const time = createServerTime(clock);
  const pulse = createPulse(clock, time);
  const acquaintance = createAcquaintance({ settings, clock, deskId, heardByMs: 2 * lookEveryMs });
  let role = knownRole(settings, deskId);
  let seen: Labels | null = null;
  /** By this desk's watch, when the last renewal that went through was begun. */
  let renewedAt: number | null = null;
  let problem: string | null = null;
  /** Given away by hand; the shop is opened anew then, and must not take it back at once. */
  let released = wasGivenAway(settings);
  let turn: Promise<unknown> = Promise.resolve();
  let cancelTimer = (): void => {};
  let stopped = false;

  let said = () => {};
  const asked = new Promise<void>((resolve) => {
    said = resolve;
  });

  async function read(): Promise<Labelled> {
    const known = await table.read();
    hear(known);
    time.read(known.changedAt, clock.uptime());
    return known;
  }

  /** Written with the etag that was read: when another desk was first, nothing is changed. */
  async function write(known: Labelled, change: LabelChange = {}): Promise<Written | null> {
    const begun = clock.uptime();
    const sign = ownSign(known.labels);
    const has = own(known.labels);
    const written = await table.write(known, { ...change, ...present(known.labels, deskId, sign, has) });
    if (written === null) return null;
    hear(written);
    time.wrote(written.changedAt, begun);
    const replaced = settings.get(replacedSetting);
    const { yielded } = signOf(written.labels, deskId) ?? { yielded: 0 };
    if (replaced !== null && yielded >= Number(replaced)) settings.set(replacedSetting, null);
    // BigQuery's time is known by now: a sign without it says as little as none
    if (sign.at === null) await write(written).catch(unlessBug);
    return { ...written, begun };
  }

  /** What is said again in half a minute anyway may fail. */
  function unlessBug(error: unknown): null {
    // once it has stopped nothing may be written down after it
    if (isProblem(error) && !stopped) return null;
    throw error;
  }

  function ownSign(labels: Labels): { readonly at: number | null; readonly yielded: number } {
    const before = signOf(labels, deskId)?.yielded ?? 0;
    const replaced = Number(settings.get(replacedSetting) ?? 0);
    return { at: time.now(), yielded: mayHaveToldMore() ? before : Math.max(before, replaced) };
  }

  /** Whether something was told that others may not know of: by this desk, or by one it took over from a moment ago. */
  function mayHaveToldMore(): boolean {
    const now = atLeast();
    return unclaimed.isRecent() || doubts.list().some(({ to }) => now < to + chainMs);
  }

  function hear(known: Labelled): void {
    seen = known.labels;
    pulse.hear(known);
    doubts.heard(known.labels);
    acquaintance.hear(known);
  }

  async function round(): Promise<void> {
    const known = await read();
    const { labels } = known;
    const receiver = receiverOf(labels);
    if (receiver === deskId) return renew(known);
    if (receiver !== null && role.receiver === deskId) settings.set(replacedSetting, String(termOf(labels)));
    renewedAt = null;
    const isFree = receiver === null ? !released || pulse.isSilent(labels) : pulse.isSilent(labels);
    const isToTake = isFree
      ? mayListen && fuller(labels) === null
      : means.areAsked() && !stint.isFresh(atLeast()) && outdoes(labels, own(labels));
    if (isToTake) return take(known);
    // a desk without sources misses nothing while nobody listens, and one that listens as none is known yet does no harm
    if (receiver !== null || (mayListen && role.receiver !== null)) become(receiver);
    if (isSignDue(labels)) await write(known);
  }

  const own = (labels: Labels): Has =>
    asKnown(labels, deskId, { means: means.usable(meansAt(labels, deskId)), mailbox: parts.mailbox() });

  /** BigQuery's time is this at least. */
  const atLeast = (): number => time.atLeast() ?? 0;

  /** Another desk that is on, and would hear more than this one. */
  function fuller(labels: Labels): Fuller | null {
    // a sign that is younger than ten minutes says less of the receiver than its silence
    const gone = pulse.isSilent(labels) ? receiverOf(labels) : null;
    return fullerOn(labels, own(labels), { now: atLeast(), but: [deskId, gone] });
  }

  /** Every desk says that it is there, so that none takes itself for the only one, and what others wait to hear of it. */
  function isSignDue(labels: Labels): boolean {
    const sign = signOf(labels, deskId);
    const now = time.now();
    if (!desksOf(labels).includes(deskId) || sign === null || sign.at === null || now === null) return true;
    if (!says(labels, deskId, own(labels))) return true;
    return now - sign.at >= signEveryMs || ownSign(labels).yielded > sign.yielded;
  }

  async function renew(known: Labelled): Promise<void> {
    const written = await write(known, beaten(known.labels));
    if (written !== null) hold(written);
  }

  async function take(known: Labelled): Promise<void> {
    const before = receiverOf(known.labels);
    const term = termOf(known.labels) + 1;
    const from = pulse.lastAt(known.labels);
    doubts.taking(before && { before, term, from, knew: acquaintance.wasKnownAt(from) });
    const written = await write(known, given(deskId, known.labels));
    if (written === null) return;
    released = false;
    if (before !== null) log.warn('took over from another computer', { before });
    hold(written);
  }

  function hold(written: Written): void {
    renewedAt = written.begun;
    doubts.taken(termOf(written.labels), written.changedAt);
    settings.set(heldSetting, String(written.changedAt));
    // another may have had it while this computer slept and took itself for the receiver all along
    become(deskId, stint.holds(termOf(written.labels), written.changedAt));
  }

  function become(receiver: DeskId | null, isAnew = false): void {
    const changed = isAnew || receiver !== role.receiver;
    role = { receiver, isOurs: receiver === deskId };
    // once another desk had it, it is as free to this one as to any
    if (receiver !== null) released = false;
    if (!changed || stopped) return;
    keepRole(settings, clock, role);
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
      .then(() => null, messageOf)
      .then((why) => {
        problem = why;
      })
      .finally(() => {
        said();
        again();
      });
  }

  function again(): void {
    cancelTimer();
    if (!stopped) cancelTimer = clock.after(lookEveryMs, () => void look());
  }

  /** Does again with what stands there now what met another desk's change. */
  async function insist(work: (known: Labelled) => Promise<boolean>): Promise<boolean> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      if (await work(await read())) return true;
    }
    return false;
  }

  async function takeOver(): Promise<void> {
    const isDone = await insist(async (known) => {
      if (receiverOf(known.labels) === deskId) {
        await renew(known);
        return true;
      }
      if (!mayListen) throw noSource();
      const better = fuller(known.labels);
      if (better !== null) throw poorer(better, nameOf);
      await take(known);
      return role.receiver === deskId;
    });
    if (isDone) return;
    throw justTaken();
  }

  async function handOver(): Promise<void> {
    const isDone = await insist(async (known) => {
      if (receiverOf(known.labels) !== deskId) return true;
      const mine = own(known.labels);
      const others = othersOn(known.labels, { now: atLeast(), but: [deskId] });
      // none of them would take it while this desk is on, and nobody would listen until it takes it back
      if (others.length > 0 && others.every((desk) => isFuller(mine, hadAt(known.labels, desk)))) {
        throw noneAsFull();
      }
      if (mayHaveToldMore()) throw toldUnknown();
      // when the answer is lost another may have it already, and have nothing to doubt
      renewedAt = null;
      if ((await write(known, givenUp)) === null) return false;
      released = true;
      become(null);
      return true;
    });
    if (!isDone) throw crowded();
  }

  async function forget(desk: DeskId): Promise<void> {
    const isDone = await insist(async (known) => {
      const { labels } = known;
      if (receiverOf(labels) === desk) throw isListening();
      if (!desksOf(labels).includes(desk)) return true;
      if (isOn(labels, desk, atLeast())) throw isThere();
      return (await write(known, absent(desk))) !== null;
    });
    if (!isDone) throw crowded();
  }

  /** A moment by BigQuery's clock as this computer's clock would show it. */
  const hereAt = (at: number): number => clock.now() - ((time.atLeast() ?? at) - at);

  return {
    role: () => role,
    asked,
    isKnown: acquaintance.isKnown,
    isAlone: acquaintance.isAlone,
    serverAtLeast: time.atLeast,
    isSure: () => role.isOurs && renewedAt !== null && clock.uptime() - renewedAt < silentMs - marginMs,
    since: () => knownSince(settings),
    signAt() {
      if (seen === null) return null;
      const watched = clock.now() - pulse.watched();
      return receiverOf(seen) === null ? watched : Math.min(watched, hereAt(pulse.lastAt(seen)));
    },
    signs() {
      const labels = seen ?? {};
      return new Map(
        desksOf(labels).map((desk) => {
          const at = signOf(labels, desk)?.at ?? null;
          return [desk, at === null ? null : hereAt(at)] as const;
        }),
      );
    },
    meansOf: (desk) => meansAt(seen ?? {}, desk),
    unheard: () => unheardOf(seen ?? {}, deskId, atLeast()),
    heldUntil() {
      const kept = settings.get(heldSetting);
      return kept === null ? null : Number(kept);
    },
    toldUnclaimed: unclaimed.told,
    handovers: doubts.list,
    problem: () => problem,
    takeOver: () => inTurn(takeOver),
    handOver: () => inTurn(handOver),
    forget: (desk) => inTurn(() => forget(desk)),
    now: look,
    start: () => void look(),
    async stop() {
      stopped = true;
      cancelTimer();
      await turn;
    },
  };
}
