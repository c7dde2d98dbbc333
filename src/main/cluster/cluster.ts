import type { ComputersView } from '../../shared/computers-view.ts';
import type { EntryKind } from '../../shared/entry.ts';
import type { OrderId, WorkstationId } from '../../shared/ids.ts';
import { knownLag, lagText } from '../../shared/lag.ts';
import type { Order } from '../../shared/order.ts';
import { Problem } from '../../shared/problem.ts';
import { atMost } from '../at-most.ts';
import type { Recorder } from '../intake/recorder.ts';
import { forgetBackupRestored } from '../ledger/backup-restored.ts';
import { promptKinds } from '../notice-kinds.ts';
import { closeSent, toldKinds } from '../notify/parked.ts';
import type { Clock, Connection, ConnectionStatus, Ledger, Log, Loop } from '../ports.ts';
import { isRestoring, noteRestoring } from '../restoring.ts';
import { chooseLeader, chosenLeader, oldestComputer } from './chosen-leader.ts';
import { computersOf, knownComputers } from './computers-view.ts';
import type { Election } from './election.ts';
import { noteBack, noteForgotten } from './forgotten.ts';
import type { DeskSync, SyncStatus } from './history-sync.ts';
import { createDeskSync } from './history-sync.ts';
import type { Hub } from './hub.ts';
import { liveSince } from './import-events.ts';
import { createInheritedNotifications } from './inherited-notifications.ts';
import type { MaySend } from './may-send.ts';
import { createMaySend } from './may-send.ts';
import type { Sources } from './peers/peers.ts';
import { createPeers } from './peers/peers.ts';
import type { Presence } from './presence/presence.ts';
import type { PresenceMessage } from './presence/presence-message.ts';
import { readPresence } from './presence/presence-message.ts';
import type { UnreadSource } from './read-elsewhere.ts';
import { createUnread } from './read-elsewhere.ts';
import type { Replication, Signal } from './replication.ts';
import { createReplication } from './replication.ts';
import type { Role } from './role.ts';
import { keepRole, knownRole, leaderSince } from './role.ts';
import type { UnknownPast } from './unknown-past.ts';
import { createUnknownPast } from './unknown-past.ts';
import { keepName } from './workstation-names.ts';

export type ClusterParts = {
  /** What the shop's computers share in BigQuery; null without BigQuery: this computer knows of no other. */
  readonly hub: Hub | null;
  /** Why the configured BigQuery cannot be used by this computer, while the others continue with it. */
  readonly cutOff: Problem | null;
  readonly election: Election;
  /** BigQuery's own connection. */
  readonly warehouse: Connection;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly recorder: Recorder;
  readonly presence: Pick<Presence, 'heard' | 'lost' | 'sayNow'>;
  /** Enqueues an order's notifications for recipients to whom none was sent, not before a time. */
  readonly enqueueUnsent: (order: Order, notBefore: number) => void;
  /** This computer's name: the name of its user. */
  readonly name: () => string;
  readonly onStatus: () => void;
  /** Called when another copy of this ledger writes under its id; reopening the ledger gives it a new id. */
  readonly onCopied: () => void;
  /** Called when this computer becomes or stops being the leader. */
  readonly onRole: (role: Role) => void;
  /** Which sources this computer can read. */
  readonly sources?: () => Sources;
};

export type Cluster = Loop & {
  /** BigQuery's connection, extended by the status of the other computers. */
  readonly connection: Connection;
  readonly sync: DeskSync | null;
  readonly maySend: MaySend['maySend'];
  readonly past: UnknownPast;
  /** Resolves when it is known whether the ledger must be restored, or that this cannot be known now. */
  readonly asked: Promise<void>;
  view(): ComputersView;
  role(): Role;
  /** Makes a computer the leader. @throws Problem */
  lead(workstation: WorkstationId): Promise<void>;
  /** Removes a computer that is gone for good; if it comes back, it belongs to the shop again. @throws Problem */
  forget(workstation: WorkstationId): void;
  /** Sends to the other computers who views or edits which order. */
  sayPresence(message: PresenceMessage): void;
  /** Resolves when the other computers can receive every event written until now; at once without Pub/Sub. */
  published(): Promise<void>;
  /** Whether other computers receive events at once. */
  isLive(): boolean;
  /** The sources that the leader cannot read but another running computer can. */
  unread(): readonly UnreadSource[];
};

/** Events whose content is compared and sent to others; actions and notifications change no content. */
const contentKinds: ReadonlySet<EntryKind> = new Set(['order-received', 'order-updated', 'same-decided']);
/** Events that change the money of a merged part, and so of the whole order. They are not compared. */
const moneyKinds: ReadonlySet<EntryKind> = new Set(['payment-set', 'refund-noted', 'refund-withdrawn']);
const aliveEveryMs = 60_000;
/** Status interval while this computer is behind, so that the others see it catch up. */
const behindEveryMs = 10_000;
/** A service may not answer for a minute, and the shop cannot close before all requests have stopped. */
const stopMs = 2_000;
/** How long a computer waits for BigQuery before it sends on its own. */
const answerWithinMs = 60_000;
/** How long a copied data directory is shown. */
const copiedForMs = 7 * 24 * 3_600_000;
/** A computer loads its own events within minutes; after this time it may be broken or lost. */
const authorsTimeMs = 60 * 60_000;

/** Connects the computers of one shop: each event reaches all of them, one leads, and one sends each notification. */
export function createCluster(parts: ClusterParts): Cluster {
  const { hub, warehouse, election, ledger, clock, log, recorder, onStatus, onRole, presence } = parts;
  const { deskId: workstation, settings } = ledger;
  let isStopped = false;
  const bus = hub === null ? null : election.bus();
  const leader = hub === null ? null : election.leader();
  const past = createUnknownPast(ledger, clock, hub !== null);
  /** When each other computer last sent a signal since the start, epoch milliseconds by this computer's clock. */
  const lastSeen = new Map<WorkstationId, number>();
  const startedAt = clock.uptime();
  let wasLeader = knownRole(settings, workstation).isLeader;
  let cancelMinute = (): void => {};
  liveSince(ledger, clock);

  const sync =
    hub &&
    createDeskSync({
      dataset: hub.dataset,
      askAt: hub.askAt,
      ledger,
      clock,
      log,
      onStatus,
      onCopied: parts.onCopied,
      onProven: () => {
        forgetBackupRestored(settings);
        // only now: a ledger restored from a backup may get a new id first, and the forgotten id stays unused
        if (noteBack(ledger, clock, parts.name()))
          log.warn('this computer had been forgotten, and is known again');
        look();
      },
    });
  const replication: Replication | null =
    bus &&
    createReplication({
      bus,
      ledger,
      clock,
      log,
      onSignal: heard,
      onIntent: (body) => maySend.heard(body),
      onStatus,
    });

  const peers = createPeers({ ledger, clock, sources: parts.sources ?? (() => ({})) });
  const hasOthers = (): boolean => ledger.entries.heard().size > 0 || lastSeen.size > 0;
  /** Whether BigQuery has returned the other computers, or does not answer. */
  const isSettled = (): boolean =>
    sync === null || sync.status().provenAt !== null || clock.uptime() - startedAt >= answerWithinMs;

  /** Whether Pub/Sub cannot be reached, and every other computer was removed by a person. */
  const isAloneCutOff = (): boolean =>
    replication !== null &&
    (replication.status().problem ?? leader?.problem() ?? null) !== null &&
    isSettled() &&
    lastSeen.size === 0 &&
    knownComputers(ledger).length === 0;

  function role(): Role {
    if (parts.cutOff !== null) return knownRole(settings, workstation);
    if (leader !== null) {
      const current = leader.current();
      if (current !== null) return { leader: current, isLeader: leader.isLeader() };
      if (isAloneCutOff()) return { leader: workstation, isLeader: true };
      // not known yet: use the last role, but two computers must not both assume to be the leader
      const known = knownRole(settings, workstation);
      return known.isLeader && hasOthers() ? { leader: null, isLeader: false } : known;
    }
    if (hub === null) return { leader: workstation, isLeader: true };
    const isKnown = sync !== null && sync.status().provenAt !== null;
    // not known yet: use the last role
    const chosen = chosenLeader(ledger) ?? (isKnown ? oldestComputer(ledger) : null);
    if (chosen === null) return knownRole(settings, workstation);
    return { leader: chosen, isLeader: chosen === workstation };
  }

  /** Handles a change of leader. */
  function look(): void {
    if (isStopped) return;
    const now = role();
    // stores an unknown leader too: reopening the shop reads this setting
    keepRole(settings, now, clock.now());
    if (now.isLeader === wasLeader) return;
    wasLeader = now.isLeader;
    if (now.isLeader) inherited.tookOver();
    onRole(now);
    onStatus();
  }

  const maySend = createMaySend({
    ledger,
    clock,
    // two computers that have just started may both assume to be the leader, but only one holds the token
    isLeader: () => leader?.isLeader() ?? role().isLeader,
    hasOthers,
    isSettled,
    isAloneCutOff,
    announce: replication?.announce ?? null,
    past,
  });
  const inherited = createInheritedNotifications({
    ledger,
    clock,
    enqueueUnsent: parts.enqueueUnsent,
  });
  function heard(signal: Signal): void {
    const { from, kind, body } = signal;
    if (!lastSeen.has(from)) presence.sayNow();
    lastSeen.set(from, clock.now());
    if (kind === 'alive') {
      peers.heard(from, body);
      onStatus();
    }
    if (kind === 'heartbeat') leader?.heard(from, body);
    const message = kind === 'presence' ? readPresence(body) : null;
    if (message !== null) presence.heard(from, message);
    if (kind === 'lead' && body !== workstation) leader?.handOver();
    look();
  }

  /** Does what is due every minute, and sends this computer's status. */
  function everyMinute(): void {
    try {
      maySend.sweep();
      if (hub !== null) keepName(ledger, clock, parts.name());
      loadForOthers();
    } catch (error) {
      log.error('the work of each minute failed', { error });
    }
    replication?.signal('alive', peers.own()).catch(() => presence.lost());
    look();
    const isBehind = (peers.lag(workstation)?.events ?? 0) > 0;
    cancelMinute = clock.after(isBehind ? behindEveryMs : aliveEveryMs, everyMinute);
  }

  /** Loads into BigQuery what other computers published and have not loaded, once BigQuery has been read to its end. */
  function loadForOthers(): void {
    const provenAt = sync?.status().provenAt ?? null;
    if (provenAt !== null && role().isLeader) hub?.loadLinked(provenAt - authorsTimeMs);
  }

  const unsubscribeElection = election.onChange(look);
  const unsubscribe = ledger.entries.onAppended((entries, { from, quiet, shown }) => {
    peers.appended(entries);
    // the same as after this computer's own load
    for (const orderId of shown) {
      for (const kind of promptKinds) ledger.outbox.release(kind, orderId, clock.now());
    }
    if (entries.some(({ kind }) => kind === 'leader-set')) queueMicrotask(look);
    if (from !== 'another-desk') return;
    if (entries.some(({ kind }) => toldKinds.has(kind))) closeSent(ledger);
    if (!role().isLeader) return;
    if (!quiet) inherited.imported(entries);
    // restored events were already compared by other computers
    if (isRestoring(ledger)) return;
    const isPart = (id: OrderId | null): boolean =>
      id !== null && ledger.orders.get(id)?.partOf !== undefined;
    const changed = entries
      .filter(({ kind, orderId }) => contentKinds.has(kind) || (moneyKinds.has(kind) && isPart(orderId)))
      .map(({ orderId }) => orderId);
    recorder.heard([...new Set(changed)].filter((id): id is OrderId => id !== null));
  });

  const withHub = (): void => {
    if (hub === null) {
      throw new Problem('not-found', 'There are no other computers', {
        fix: 'Connect BigQuery: the computers of a shop find each other there',
      });
    }
  };
  const computers = (): ComputersView['computers'] =>
    computersOf({
      ledger,
      role: role(),
      lastSeen,
      name: parts.name(),
      now: clock.now(),
      peers: replication && peers,
    });
  const unread = createUnread(clock, peers.sources);
  function view(): ComputersView {
    const known = computers();
    const found = unread(known).map(({ problem, fix }) => ({ problem, fix }));
    const copied = ledger.copied.story();
    const live = replication?.status() ?? null;
    return {
      canBeChosen: hub !== null,
      problem: parts.cutOff?.message ?? sync?.status().problem ?? null,
      leaderSince: leaderSince(settings),
      live: live && { ...live, problem: live.problem ?? leader?.problem() ?? null },
      computers: known,
      ...(found.length > 0 && { unread: found }),
      ...(copied !== null && clock.now() - copied.at < copiedForMs && { copiedAt: copied.at }),
    };
  }
  const shownStatus = (status: ConnectionStatus): ConnectionStatus =>
    sync ? withOthers(status, sync.status(), computers(), clock.now()) : status;

  return {
    sync,
    maySend: maySend.maySend,
    past,
    // without Pub/Sub, the events define the leader
    asked: Promise.resolve(
      sync?.asked.then(() => (bus === null ? atMost(clock, stopMs, sync.now()) : undefined)),
    ),
    role,
    connection: {
      name: warehouse.name,
      status: () => shownStatus(warehouse.status()),
      check: async () => {
        const [status] = await Promise.all([warehouse.check(), sync?.now()]);
        // the ledger may be closed before BigQuery has answered
        return isStopped ? status : shownStatus(warehouse.status());
      },
    },
    view,
    unread: () => unread(computers()),
    async lead(next) {
      withHub();
      if (replication === null) {
        chooseLeader(ledger, clock, next, parts.name());
      } else if (next !== role().leader) {
        await replication.signal('lead', next);
        if (next !== workstation) leader?.handOver();
      }
      look();
    },
    forget(gone) {
      withHub();
      if (gone === workstation) throw new Problem('bad-input', 'This is the computer you are using');
      noteForgotten(ledger, clock, gone, parts.name());
      lastSeen.delete(gone);
      onStatus();
    },
    sayPresence(message) {
      replication
        ?.signal('presence', message)
        .catch((error: unknown) => log.debug('presence could not be published', { error }));
    },
    published: () => replication?.published() ?? Promise.resolve(),
    isLive: () => replication !== null && replication.status().problem === null && lastSeen.size > 0,
    start: () => {
      // without BigQuery nothing can be restored, and the sources would wait forever
      if (hub === null) noteRestoring(ledger, false);
      replication?.start();
      closeSent(ledger);
      sync?.start();
      everyMinute();
    },
    stop: async () => {
      isStopped = true;
      cancelMinute();
      unsubscribeElection();
      unsubscribe();
      await atMost(clock, stopMs, Promise.all([sync?.stop(), replication?.stop()]));
    },
  };
}

function withOthers(
  status: ConnectionStatus,
  { unreadable, restore, problem }: SyncStatus,
  computers: ComputersView['computers'],
  now: number,
): ConnectionStatus {
  const others = computers.filter(({ isThis }) => !isThis);
  const lags = computers.flatMap((computer) =>
    (knownLag(computer, now)?.events ?? 0) > 0
      ? [{ label: `Sync of ${computer.name}`, value: lagText(computer, now) }]
      : [],
  );
  return {
    ...status,
    ...(problem !== null && status.problem === null && { state: 'failing', problem }),
    facts: [
      ...status.facts,
      ...(others.length > 0 ? [{ label: 'Other computers', value: String(others.length) }] : []),
      ...lags,
      ...(unreadable > 0 ? [{ label: 'Written by a newer Orderbell', value: String(unreadable) }] : []),
    ],
    ...(restore && { restore }),
  };
}
