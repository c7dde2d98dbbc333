import type { DocumentId } from '../../../shared/ids.ts';
import type { MailTemplate } from '../../../shared/mail-template.ts';
import { asProblem, isProblem, Problem } from '../../../shared/problem.ts';
import { atMost } from '../../at-most.ts';
import { createPatience } from '../../patience.ts';
import type { Clock, Connection, ConnectionStatus, Ledger, Log, Loop } from '../../ports.ts';
import { isRestoring } from '../../restoring.ts';
import type { GmailConfig } from '../../settings/config.ts';
import type { Standing } from '../../standing.ts';
import { createStanding, hearing } from '../../standing.ts';
import type { MailReader } from '../mail/create-mail-reader.ts';
import type { Recorder } from '../recorder.ts';
import type { Checkpoint } from './checkpoint.ts';
import { readCheckpoint, readLeft, writeCheckpoint } from './checkpoint.ts';
import { createGmailClient, searchEach } from './gmail-client.ts';
import { spamUnsearched } from './gmail-problem.ts';
import { leftByOthers, rememberTakenOver } from './left-by-others.ts';
import { createListing } from './listing.ts';
import { createMailIntake, mailDocumentId, ringWithin } from './mail-intake.ts';
import type { Unfetched } from './missing-mails.ts';
import { unfetchedOf } from './missing-mails.ts';
import type { NamedMails } from './named-mails.ts';
import { createNamedMails, forgetNoOrders } from './named-mails.ts';
import { taughtSince } from './new-templates.ts';
import { rememberOffline } from './offline-since.ts';
import type { AloneMail, Fetched, PendingMailsParts } from './pending-mails.ts';
import { createPendingMails } from './pending-mails.ts';
import { firstLookBackMs, nextPollMs } from './poll-plan.ts';
import { createSenders } from './senders.ts';
import { createSpamSearch } from './spam-search.ts';

export type GmailPollerParts = {
  readonly config: GmailConfig;
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

const stopMs = 2_000;

export type GmailPoller = Loop &
  Connection & {
    readonly standing: Standing;
    now(): Promise<void>;
    /** Resolves with a poll that begins after this call. Calls during a running poll share the next one. Never rejects. */
    pollAgain(): Promise<void>;
    /** Has Gmail publish changes of the inbox to a Pub/Sub topic for seven days. Rejects with a Problem. */
    watch(topicName: string): Promise<void>;
    /** Parses the stored mails without a request to Gmail. */
    read(): Promise<void>;
    /** The address that is signed in; null until Gmail has returned it. */
    mailbox(): string | null;
    /** Requests the address from Gmail. @throws Problem */
    whose(): Promise<string>;
    readonly named: Pick<NamedMails, 'sources' | 'ask'>;
    /** Fetches one mail of the mailbox, stores and parses it. */
    fetch(id: DocumentId): Promise<void>;
    /** Whether the last poll fetched everything, except mails that fail alone. */
    isRead(): boolean;
    /** The mails that fail alone and may be orders, as of the last poll. */
    unfetched(): readonly Unfetched[];
  };

/**
 * Follows a mailbox by its history. Lists it by time only at the start or when Gmail has dropped the history. Known mails stay in
 * the checkpoint until they are on disk.
 */
export function createGmailPoller(parts: GmailPollerParts): GmailPoller {
  const { config, ledger, clock, log } = parts;
  const stopping = new AbortController();
  const patience = createPatience('Gmail', clock);
  const client = createGmailClient(config, stopping.signal, parts.onLifetime, patience);
  const standing = createStanding(clock, parts.onStatus);
  const profile = () => hearing(standing, stopping.signal, client.profile);
  const senders = createSenders(parts);
  const intake = createMailIntake({ ...parts, senders });
  const listing = createListing({ client, senders, settings: ledger.settings, clock, log });
  const spam = createSpamSearch({ ...parts, client, senders, stopping: stopping.signal, addPending });
  const named = createNamedMails({ client, senders, intake, ledger, clock });
  const owed = createPendingMails({
    ...parts,
    client,
    intake,
    stopping: stopping.signal,
    onLate: () => void afterThis(),
  });
  const state = {
    mailbox: null as string | null,
    /** When the mailbox was last read to its end. One mail that fails alone does not count against it. */
    lastSuccessAt: null as number | null,
    isRead: false,
    alone: [] as readonly AloneMail[],
    problem: null as Problem | null,
    /** The problem that delays the next poll. One refused mail does not delay it. */
    delay: null as Problem | null,
    failures: 0,
    running: null as Promise<void> | null,
    cancel: null as (() => void) | null,
    /** Whether the next poll is scheduled; false until started. */
    looping: false,
  };

  const readStored = (): Promise<void> => intake.drain(() => stopping.signal.aborted);

  /** @returns how much was fetched; that has been stored and parsed */
  async function poll(): Promise<Fetched> {
    // Mails left by a crash come first: they need no network.
    await readStored();
    await learnWhatIsThere();
    await listAgain();
    await lookBackForTaught();
    const fetched = await owed.fetchAndRead();
    return fetched.problem === null && (await spam.look()) ? owed.fetchAndRead() : fetched;
  }

  /** Makes pending what an earlier listing missed because Gmail refused a search. */
  async function listAgain(): Promise<void> {
    const listed = await listing.retry();
    if (listed === null || stopping.signal.aborted) return;
    ledger.transaction(() => {
      addPending(listed.ids);
      listed.remember();
    });
  }

  /**
   * Makes pending the mails that came before their sender had a template. A failed search does not stop the poll; the next poll
   * repeats it.
   */
  async function lookBackForTaught(): Promise<void> {
    const checkpoint = readCheckpoint(ledger.checkpoints);
    if (!checkpoint || checkpoint.isPartial || stopping.signal.aborted) return;
    const taught = taughtSince(ledger, parts.recipes(), senders.addresses, checkpoint.at);
    if (taught === null) return;
    const { queries, counted, remember } = taught;
    try {
      const [found, outdated] = [await searchEach(client, queries), await searchEach(client, counted)];
      if (stopping.signal.aborted) return;
      owed.lookAnew(found);
      ledger.transaction(() => {
        addPending(found);
        forgetNoOrders(ledger.settings, outdated.map(mailDocumentId));
        remember();
      });
    } catch (error) {
      if (!isProblem(error)) throw error;
      log.warn('mails from before a recipe could not be searched', {
        kind: error.kind,
        reason: error.message,
      });
    }
  }

  function addPending(ids: readonly string[]): boolean {
    if (stopping.signal.aborted) return false;
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
    const isFirst = checkpoint === null || checkpoint.isPartial === true;
    // while the ledger is being restored, the position of the other computers is unknown
    const isPartial = isFirst && isRestoring(ledger);
    const found = new Set<string>();
    let { historyId, answeredAt } = news ?? {};
    if (news) {
      for (const { id, labelIds } of news.messages) if (!labelIds.includes('DRAFT')) found.add(id);
    } else {
      if (checkpoint)
        log.warn('the mailbox cannot be followed from where it was left', { since: checkpoint.at });
      // The history id is read before the listing: mails that arrive in between are listed twice rather than missed.
      const its = await profile();
      state.mailbox = its.address;
      ({ historyId, answeredAt } = its);
    }
    const at = answeredAt ?? startedAt;
    const isBeginning = isFirst && !isPartial;
    const others = isBeginning ? leftByOthers(ledger, at) : null;
    let listed: Awaited<ReturnType<typeof listing.list>> | null = null;
    if (!news || isBeginning) {
      // other computers may already have handled older mails: list only what is notified in any case
      const lookBackMs = isPartial ? ringWithin : firstLookBackMs;
      const from = others?.from ?? (checkpoint?.at ?? at) - lookBackMs;
      listed = await listing.list(from);
      for (const id of listed.ids) found.add(id);
    }
    owed.lookAnew(found);
    ledger.transaction(() => {
      // read again: some mails may have been settled beside this poll
      const left = checkpoint === last ? readCheckpoint(ledger.checkpoints) : checkpoint;
      for (const id of left?.pending ?? []) found.add(id);
      const pending = [...found].filter((id) => !ledger.documents.has(mailDocumentId(id)));
      listed?.remember();
      if (others) rememberTakenOver(ledger.settings, others);
      rememberOffline(ledger.settings, others ? { at: others.at, pending: [] } : checkpoint, at);
      save({
        ...(state.mailbox !== null && { mailbox: state.mailbox }),
        historyId: historyId ?? '',
        at,
        pending,
        ...(isPartial && { isPartial }),
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
    isOurs(checkpoint) ? client.added(checkpoint.historyId) : null;

  const save = (checkpoint: Checkpoint): void => writeCheckpoint(ledger.checkpoints, checkpoint);

  async function attempt(): Promise<void> {
    try {
      const { problem, alone, isRead } = await poll();
      if (stopping.signal.aborted) return;
      standing.hear(problem);
      const unsearched = spam.problem();
      state.problem =
        problem ??
        listing.problem() ??
        (unsearched && spamUnsearched(unsearched)) ??
        alone[0]?.problem ??
        null;
      state.alone = alone;
      state.delay = [problem, unsearched].find((each) => each !== null && each.kind !== 'refused') ?? null;
      state.failures = state.delay ? state.failures + 1 : 0;
      state.isRead = isRead;
      if (isRead) state.lastSuccessAt = clock.now();
      if (problem) log.warn('mails could not be fetched', { kind: problem.kind, reason: problem.message });
    } catch (error) {
      if (stopping.signal.aborted) return;
      state.problem = asProblem(error);
      state.delay = state.problem;
      state.isRead = false;
      state.failures += 1;
      if (!isProblem(error)) log.error('polling Gmail failed', { error });
      else log.warn('Gmail could not be polled', { kind: error.kind, reason: error.message });
      // a search may be refused alone: the profile request shows whether the whole mailbox is refused
      if (state.problem.kind === 'refused') await whose().catch(asProblem);
      else standing.hear(state.problem);
    }
  }

  async function run(): Promise<void> {
    state.cancel?.();
    state.cancel = null;
    try {
      const before = JSON.stringify(status());
      await attempt();
      if (stopping.signal.aborted) return;
      if (JSON.stringify(status()) !== before) parts.onStatus?.();
    } catch (error) {
      // the database may fail for a while: the next poll tries again
      log.error('the state of Gmail could not be told', { error });
    }
    if (!state.looping) return;
    state.cancel = clock.after(nextPollMs(config.pollSeconds * 1000, state.delay, state.failures), () => {
      void now();
    });
  }

  async function readOnly(): Promise<void> {
    try {
      await readStored();
    } catch (error) {
      log.error('stored mails could not be read', { error });
    }
  }

  /** Calls during a running poll share it. */
  const now = (): Promise<void> => atATime(run);

  /** Runs one poll or parse at a time, so that stored mails are parsed once. */
  function atATime(work: () => Promise<void>): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve();
    state.running ??= work().finally(() => {
      state.running = null;
    });
    return state.running;
  }

  /** Polls again after a running poll, which may have read its list before this call. */
  async function afterThis(): Promise<void> {
    if (state.running) await state.running;
    await now();
  }

  function status(): ConnectionStatus {
    return statusWith([
      { label: 'Order senders', value: String(senders.addresses.length) },
      { label: 'Mails still to fetch', value: String(owed.count()) },
      { label: 'Mails still to read', value: String(ledger.documents.countWaiting('mail', 50)) },
    ]);
  }

  function statusWith(facts: ConnectionStatus['facts']): ConnectionStatus {
    const { problem } = state;
    return {
      state:
        problem?.kind === 'signed-out'
          ? 'signed-out'
          : problem
            ? 'failing'
            : state.lastSuccessAt === null
              ? 'checking'
              : 'working',
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
    now,
    pollAgain: afterThis,
    watch: client.watch,
    read: () => atATime(readOnly),
    mailbox: () => state.mailbox,
    whose,
    named,
    async fetch(id) {
      if (!(await named.keep(id))) {
        throw new Problem('not-found', 'The mail is gone from the mailbox, or is no order');
      }
      await afterThis();
    },
    status,
    isRead: () => state.isRead,
    unfetched: () => unfetchedOf(state.alone, senders),
    async check() {
      // a running poll has already chosen its mails
      await ((await owed.lookAgain()) ? afterThis() : now());
      // the database may be closed before Gmail has answered
      return stopping.signal.aborted ? statusWith([]) : status();
    },
    start() {
      state.looping = true;
      void now();
    },
    async stop() {
      stopping.abort();
      state.cancel?.();
      // renewing the sign-in cannot be aborted, and must not delay the exit
      await atMost(clock, stopMs, Promise.all([state.running, owed.ended()]));
    },
  };
}
