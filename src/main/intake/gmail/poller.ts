import { documentIdSchema } from '../../../shared/ids.ts';
import type { MailTemplate } from '../../../shared/mail-template.ts';
import { asProblem, isProblem, Problem } from '../../../shared/problem.ts';
import { createPatience } from '../../patience.ts';
import { createPollingLoop } from '../../polling-loop.ts';
import type { Clock, ConnectionStatus, Ledger, Log } from '../../ports.ts';
import { isRestoring } from '../../restoring.ts';
import type { GmailConfig } from '../../settings/config.ts';
import { createStanding, hearing, tryEveryMs } from '../../standing.ts';
import type { MailReader } from '../mail/create-mail-reader.ts';
import type { OrderSource } from '../order-source.ts';
import type { Recorder } from '../recorder.ts';
import type { Checkpoint } from './checkpoint.ts';
import { readCheckpoint, readLeft, writeCheckpoint } from './checkpoint.ts';
import { createGmailClient, searchEach } from './gmail-client.ts';
import { leftByOthers } from './left-by-others.ts';
import { createMailIntake, mailDocumentId, ringWithin } from './mail-intake.ts';
import { createNamedMails, forgetNoOrders } from './named-mails.ts';
import { taughtSince } from './new-templates.ts';
import { awaySince, rememberOffline } from './offline-since.ts';
import type { PendingMails, PendingMailsParts } from './pending-mails.ts';
import { createPendingMails } from './pending-mails.ts';
import { firstLookBackMs, listingQueries, nextPollMs, spamQueries } from './poll-plan.ts';
import { createSenders } from './senders.ts';

export type GmailPollerParts = {
  readonly config: GmailConfig;
  /** Whether this computer is the leader, which reads the mailbox. Another one only checks the sign-in. */
  readonly listens?: boolean;
  readonly ledger: Ledger;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly log: Log;
  readonly reader: MailReader;
  readonly recipes: () => readonly MailTemplate[];
  /** Called with the lifetime of the sign-in in seconds, if Google names one. */
  readonly onLifetime?: (seconds: number) => void;
  /** Called when the status has changed. */
  readonly onStatus?: () => void;
} & Pick<PendingMailsParts, 'limitMs'>;

export type GmailPoller = OrderSource &
  Pick<PendingMails, 'unfetched'> & {
    /** Has Gmail publish changes of the inbox to a Pub/Sub topic for seven days. Rejects with a Problem. */
    watch(topicName: string): Promise<void>;
    /** Parses the stored mails without a request to Gmail. */
    read(): Promise<void>;
    /** The address that is signed in; null until Gmail has returned it. */
    mailbox(): string | null;
    /** Requests the address from Gmail. @throws Problem */
    whose(): Promise<string>;
  };

const spamEveryMs = 600_000;
const spamLookBackMs = 7 * 86_400_000;

/**
 * Follows a mailbox by its history. Lists it by time only at the start or when Gmail has dropped the history. Known mails stay in
 * the checkpoint until they are on disk.
 */
export function createGmailPoller(parts: GmailPollerParts): GmailPoller {
  const { config, ledger, clock, log, listens = true } = parts;
  const { settings } = ledger;
  const stopping = new AbortController();
  const { signal } = stopping;
  const client = createGmailClient(config, signal, parts.onLifetime, createPatience('Gmail', clock));
  const standing = createStanding(clock, parts.onStatus);
  const profile = () => hearing(standing, signal, client.profile);
  const senders = createSenders(parts);
  const intake = createMailIntake({ ...parts, senders });
  const named = createNamedMails({ client, senders, intake, ledger, clock });
  const pending = createPendingMails({ ...parts, client, intake, senders, stopping: signal });
  const pollMs = config.pollSeconds * 1000;
  const state = {
    mailbox: null as string | null,
    /** When the mailbox was last read to its end. One mail that fails alone does not count against it. */
    lastSuccessAt: null as number | null,
    isRead: false,
    problem: null as Problem | null,
    failures: 0,
    spamSearchedAt: Number.NEGATIVE_INFINITY,
  };
  /** The mails in spam that were looked at. */
  let spam: ReadonlySet<string> = new Set();

  const readStored = (): Promise<void> => intake.drain(() => signal.aborted);

  /** @returns the problem that delays the next poll; one refused mail does not delay it */
  async function poll(): Promise<Problem | null> {
    // Mails left by a crash come first: they need no network.
    await readStored();
    await learnWhatIsThere();
    const { problem, alone, isRead } = await pending.fetchAndRead();
    signal.throwIfAborted();
    standing.hear(problem);
    state.problem = problem ?? alone;
    state.isRead = isRead;
    if (isRead) state.lastSuccessAt = clock.now();
    if (problem) log.warn('mails could not be fetched', { kind: problem.kind, reason: problem.message });
    else if ((await findTaught()) || (await findSpam())) return poll();
    return problem;
  }

  /** Makes pending the mails that came before their sender had a template. @returns whether there are any */
  async function findTaught(): Promise<boolean> {
    const checkpoint = readCheckpoint(ledger.checkpoints);
    if (!checkpoint?.historyId) return false;
    const taught = taughtSince(ledger, parts.recipes(), senders.addresses, checkpoint.at);
    if (taught === null) return false;
    const found = await searchEach(client, taught.queries);
    signal.throwIfAborted();
    spam = new Set();
    return ledger.transaction(() => {
      forgetNoOrders(settings);
      taught.remember();
      return addPending(found);
    });
  }

  /** Makes spam of approved senders pending: Gmail may not list it among the changes. @returns whether there is any */
  async function findSpam(): Promise<boolean> {
    const now = clock.uptime();
    if (now - state.spamSearchedAt < spamEveryMs || senders.addresses.length === 0) return false;
    state.spamSearchedAt = now;
    const { at } = readCheckpoint(ledger.checkpoints) ?? { at: clock.now() };
    // while the ledger is restored, older spam may be an order of another computer
    const from = isRestoring(ledger)
      ? Math.min(at - ringWithin, awaySince(settings) ?? at)
      : at - spamLookBackMs;
    const found = await searchEach(client, spamQueries(senders.addresses, from));
    signal.throwIfAborted();
    const isNews = addPending(found.filter((id) => !spam.has(id)));
    spam = new Set(found);
    return isNews;
  }

  function addPending(ids: readonly string[]): boolean {
    return ledger.transaction(() => {
      const checkpoint = readCheckpoint(ledger.checkpoints);
      const added = ids.filter((id) => !ledger.documents.has(mailDocumentId(id)));
      if (!checkpoint || added.length === 0) return false;
      save({ ...checkpoint, pending: [...new Set([...checkpoint.pending, ...added])] });
      return true;
    });
  }

  /** Moves the checkpoint to the current state of Gmail. Mails not yet on disk become pending in the same transaction. */
  async function learnWhatIsThere(): Promise<void> {
    const startedAt = clock.now();
    const last = readCheckpoint(ledger.checkpoints);
    const checkpoint = last && (await ofMailbox(last));
    const news = checkpoint && (await added(checkpoint));
    const found = new Set<string>();
    let { historyId, answeredAt } = news ?? {};
    let others: ReturnType<typeof leftByOthers> = null;
    // while the ledger is being restored, the position of the other computers is unknown
    const isPartial = !checkpoint?.historyId && isRestoring(ledger);
    if (news) {
      for (const { id, labelIds } of news.messages) if (!labelIds.includes('DRAFT')) found.add(id);
    } else {
      if (checkpoint?.historyId)
        log.warn('the mailbox cannot be followed from where it was left', { since: checkpoint.at });
      // The history id is read before the listing: mails that arrive in between are listed twice rather than missed.
      const its = await profile();
      state.mailbox = its.address;
      ({ historyId, answeredAt } = its);
      const at = answeredAt ?? startedAt;
      if (!checkpoint?.historyId && !isPartial) others = leftByOthers(ledger, at);
      // other computers may already have handled older mails: list only what is notified in any case
      const lookBackMs = isPartial ? ringWithin : firstLookBackMs;
      const from = others?.from ?? (checkpoint?.at ?? at) - lookBackMs;
      for (const id of await searchEach(client, listingQueries(senders.addresses, from))) found.add(id);
    }
    const at = answeredAt ?? startedAt;
    signal.throwIfAborted();
    ledger.transaction(() => {
      for (const id of checkpoint?.pending ?? []) found.add(id);
      rememberOffline(settings, others ? { at: others.at, pending: [] } : checkpoint, at);
      save({
        ...(state.mailbox !== null && { mailbox: state.mailbox }),
        historyId: isPartial ? '' : (historyId ?? ''),
        at,
        pending: [...found].filter((id) => !ledger.documents.has(mailDocumentId(id))),
      });
    });
  }

  /**
   * The checkpoint of the mailbox that is signed in. A mailbox without one starts at the time of the other mailbox, without its
   * pending mails.
   */
  async function ofMailbox(last: Checkpoint): Promise<Checkpoint> {
    const mailbox = state.mailbox ?? (await whose());
    if (isOurs(last)) return last;
    return readLeft(ledger.checkpoints, mailbox) ?? { ...last, pending: [] };
  }

  async function whose(): Promise<string> {
    state.mailbox = (await profile()).address;
    return state.mailbox;
  }

  const isOurs = ({ mailbox }: Checkpoint): boolean => mailbox === undefined || mailbox === state.mailbox;

  /** The mails since the checkpoint; null if Gmail has dropped that history or the checkpoint belongs to another mailbox. */
  const added = async (checkpoint: Checkpoint): ReturnType<typeof client.added> =>
    isOurs(checkpoint) && checkpoint.historyId !== '' ? client.added(checkpoint.historyId) : null;

  const save = (checkpoint: Checkpoint): void => writeCheckpoint(ledger.checkpoints, checkpoint);

  async function attempt(): Promise<Problem | null> {
    try {
      return await poll();
    } catch (error) {
      if (signal.aborted) return null;
      const problem = asProblem(error);
      state.problem = problem;
      state.isRead = false;
      if (!isProblem(error)) log.error('polling Gmail failed', { error });
      else log.warn('Gmail could not be polled', { kind: error.kind, reason: error.message });
      // a search may be refused alone: the profile request shows whether the whole mailbox is refused
      if (problem.kind === 'refused') await whose().catch(asProblem);
      else standing.hear(problem);
      return problem;
    }
  }

  async function follow(): Promise<number> {
    try {
      const before = JSON.stringify(status());
      const problem = await attempt();
      if (signal.aborted) return pollMs;
      state.failures = problem ? state.failures + 1 : 0;
      if (JSON.stringify(status()) !== before) parts.onStatus?.();
      return nextPollMs(pollMs, problem, state.failures);
    } catch (error) {
      // the database may fail for a while: the next poll tries again
      log.error('the state of Gmail could not be told', { error });
      return pollMs;
    }
  }

  /** The sign-in may end while another computer reads the mailbox. */
  async function checkSignIn(): Promise<number> {
    try {
      await whose();
      state.failures = 0;
      return tryEveryMs;
    } catch (error) {
      const problem = asProblem(error);
      state.failures += 1;
      if (!signal.aborted)
        log.warn('Gmail does not say whose mailbox it is', { kind: problem.kind, reason: problem.message });
      return nextPollMs(pollMs, problem, state.failures);
    }
  }

  const loop = createPollingLoop(clock, listens ? follow : checkSignIn);

  function status(): ConnectionStatus {
    return statusWith([
      { label: 'Order senders', value: String(senders.addresses.length) },
      { label: 'Mails to fetch', value: String(pending.count()) },
      { label: 'Mails to read', value: String(ledger.documents.countWaiting('mail', 50)) },
    ]);
  }

  function statusWith(facts: ConnectionStatus['facts']): ConnectionStatus {
    const { problem } = state;
    const isKnown = problem !== null || state.lastSuccessAt !== null;
    const failing = problem?.kind === 'signed-out' ? 'signed-out' : 'failing';
    return {
      state: problem ? failing : isKnown ? 'working' : 'checking',
      account: state.mailbox,
      lastSuccessAt: state.lastSuccessAt,
      problem: problem?.message ?? null,
      fix: problem?.fix ?? null,
      facts,
    };
  }

  return {
    name: 'gmail',
    standing,
    start: loop.start,
    askAnew: loop.askAnew,
    now: loop.next,
    watch: client.watch,
    read: () =>
      readStored().catch((error: unknown) => log.error('stored mails could not be read', { error })),
    mailbox: () => state.mailbox,
    whose,
    sources: () => senders.sources,
    list: named.list,
    async fetch(id) {
      if (!(await named.keep(documentIdSchema.parse(id)))) {
        throw new Problem('not-found', 'The mail was deleted, or is not an order');
      }
      await loop.next();
    },
    status,
    isRead: () => state.isRead,
    unfetched: pending.unfetched,
    async check() {
      pending.retryAll();
      await loop.next();
      // the database may be closed before Gmail has answered
      return signal.aborted ? statusWith([]) : status();
    },
    async stop() {
      stopping.abort();
      await loop.stop();
    },
  };
}
