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
  /** Told, in seconds, how long the sign-in will last, when Google names an end. */
  readonly onLifetime?: (seconds: number) => void;
  /** Called when the status has changed. */
  readonly onStatus?: () => void;
} & Pick<PendingMailsParts, 'limitMs'>;

const stopMs = 2_000;

export type GmailPoller = Loop &
  Connection & {
    readonly standing: Standing;
    now(): Promise<void>;
    /** Ends with a poll that begins after this call; those that are asked for while one runs are one more. Never rejects. */
    pollAgain(): Promise<void>;
    /** Has Gmail publish what comes into the inbox to a topic of Pub/Sub, for seven days. Rejects with a Problem. */
    watch(topicName: string): Promise<void>;
    /** Reads what is on disk and not understood yet; Gmail is asked nothing. */
    read(): Promise<void>;
    /** The address that is signed in to; null until Gmail has said it. */
    mailbox(): string | null;
    /** The same, asked for anew. @throws Problem */
    whose(): Promise<string>;
    readonly named: Pick<NamedMails, 'sources' | 'ask'>;
    /** Brings one mail the mailbox has told of to disk and reads it. */
    fetch(id: DocumentId): Promise<void>;
    /** Whether the last poll has brought all that is there, but for mails that fail alone. */
    isRead(): boolean;
    /** The mails that fail alone and may be orders, as of the last poll. */
    unfetched(): readonly Unfetched[];
  };

/**
 * Follows a mailbox by its history, and lists it by time only where that is forgotten or not begun: what is known to be there
 * stays in the checkpoint until it is on disk.
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
    /** When the mailbox was last read to its end. One mail that fails alone is no reason to say that it was not. */
    lastSuccessAt: null as number | null,
    isRead: false,
    alone: [] as readonly AloneMail[],
    problem: null as Problem | null,
    /** What the next poll has to wait for. One mail that is refused is a problem, and no reason to look for others later. */
    delay: null as Problem | null,
    failures: 0,
    running: null as Promise<void> | null,
    cancel: null as (() => void) | null,
    /** Whether the next poll is to be planned; false until started. */
    looping: false,
  };

  const readStored = (): Promise<void> => intake.drain(() => stopping.signal.aborted);

  /** @returns how much of what is there has been fetched; that has been stored and read */
  async function poll(): Promise<Fetched> {
    // What a crash left behind comes first: it needs no network.
    await readStored();
    await learnWhatIsThere();
    await listAgain();
    await lookBackForTaught();
    const fetched = await owed.fetchAndRead();
    return fetched.problem === null && (await spam.look()) ? owed.fetchAndRead() : fetched;
  }

  /** Makes pending what an earlier listing has not found because Gmail refused to search for it. */
  async function listAgain(): Promise<void> {
    const listed = await listing.retry();
    if (listed === null || stopping.signal.aborted) return;
    ledger.transaction(() => {
      addPending(listed.ids);
      listed.remember();
    });
  }

  /**
   * Makes pending what came from senders before they were taught: without their recipes it was no order. Where that cannot be asked,
   * it is no reason to leave what the history tells, and the next poll asks again.
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

  /** Moves the checkpoint to what Gmail has now; every mail not yet on disk becomes pending in the same transaction. */
  async function learnWhatIsThere(): Promise<void> {
    const startedAt = clock.now();
    const last = readCheckpoint(ledger.checkpoints);
    const checkpoint = last && (await ofMailbox(last));
    const news = checkpoint && (await added(checkpoint));
    const isFirst = checkpoint === null || checkpoint.isPartial === true;
    // of a ledger that is being filled nobody can say yet where others have left the mailbox
    const isPartial = isFirst && isRestoring(ledger);
    const found = new Set<string>();
    let { historyId, answeredAt } = news ?? {};
    if (news) {
      for (const { id, labelIds } of news.messages) if (!labelIds.includes('DRAFT')) found.add(id);
    } else {
      if (checkpoint)
        log.warn('the mailbox cannot be followed from where it was left', { since: checkpoint.at });
      // The history id is taken before the listing: what arrives in between is then told twice, never not at all.
      const its = await profile();
      state.mailbox = its.address;
      ({ historyId, answeredAt } = its);
    }
    const at = answeredAt ?? startedAt;
    const isBeginning = isFirst && !isPartial;
    const others = isBeginning ? leftByOthers(ledger, at) : null;
    let listed: Awaited<ReturnType<typeof listing.list>> | null = null;
    if (!news || isBeginning) {
      // what would be quiet now may be news by what others have left: only what is told anyway is asked for
      const lookBackMs = isPartial ? ringWithin : firstLookBackMs;
      const from = others?.from ?? (checkpoint?.at ?? at) - lookBackMs;
      listed = await listing.list(from);
      for (const id of listed.ids) found.add(id);
    }
    owed.lookAnew(found);
    ledger.transaction(() => {
      // as it stands by now: some may have been settled meanwhile, beside this poll
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
   * Where the mailbox that is signed in to was left, whichever was followed since. One that never was is looked into from where
   * the other one was left; what is pending there is none of its own.
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

  /** What came since; null where Gmail has forgotten how far it told, or told of another mailbox. */
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
      // a search may be refused alone: what is refused of all, the mailbox tells whoever asks it, listening or not
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
      // the ledger itself refuses for a while: the next poll asks again
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

  /** Polls that are asked for while one runs are that one. */
  const now = (): Promise<void> => atATime(run);

  /** What is stored is read once: also without a poll it is read in the turn of one. */
  function atATime(work: () => Promise<void>): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve();
    state.running ??= work().finally(() => {
      state.running = null;
    });
    return state.running;
  }

  /** Polls anew, for a poll that is under way may have read what was waiting before this one came. */
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
      // a poll that is under way has already chosen what it tries
      await ((await owed.lookAgain()) ? afterThis() : now());
      // the ledger may be closed before Gmail has answered
      return stopping.signal.aborted ? statusWith([]) : status();
    },
    start() {
      state.looping = true;
      void now();
    },
    async stop() {
      stopping.abort();
      state.cancel?.();
      // renewing the sign-in cannot be cut off, and must not hold the app up
      await atMost(clock, stopMs, Promise.all([state.running, owed.ended()]));
    },
  };
}
