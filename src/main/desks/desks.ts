import type { EntryKind } from '../../shared/entry.ts';
import type { DeskId, OrderId } from '../../shared/ids.ts';
import { entryIdSchema } from '../../shared/ids.ts';
import type { IncomingOrder, Order } from '../../shared/order.ts';
import { Problem } from '../../shared/problem.ts';
import type { DesksView } from '../../shared/views.ts';
import type { Recorder } from '../intake/recorder.ts';
import { deskNames } from '../ledger/facts.ts';
import type { MayTell } from '../notify/one-teller.ts';
import { noticeKind } from '../notify/send-notice.ts';
import type { Clock, Connection, ConnectionStatus, Ledger, Log, Loop, OutboxMessage } from '../ports.ts';
import type { Claim } from '../warehouse/claim.ts';
import type { DesksTable } from '../warehouse/desks-table.ts';
import type { Dataset } from './dataset.ts';
import type { Lease, Role } from './lease.ts';
import { createLease } from './lease.ts';
import { createLoadLinked } from './load-linked.ts';
import { createMayTell } from './may-tell.ts';
import type { DeskSync, SyncStatus } from './sync.ts';
import { createDeskSync } from './sync.ts';

/** What the computers of a shop have in common. */
export type Hub = {
  readonly dataset: Dataset;
  readonly claim: Claim;
  readonly table: DesksTable;
  /** When the next question may be asked, epoch milliseconds. */
  readonly askAt: () => number;
  /** Owes a load of what came by the link before this moment, epoch milliseconds, and is not there. @returns how many entries */
  readonly loadLinked: (before: number) => number;
};
export type DesksParts = {
  /** Null without BigQuery: this computer knows of no other. */
  readonly hub: Hub | null;
  /** BigQuery's own. */
  readonly warehouse: Connection;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly recorder: Recorder;
  readonly oweNotices: (orderId: OrderId, order: IncomingOrder) => void;
  /** What this computer is called: who works at it. */
  readonly name: () => string;
  /** Whether this computer has sources to listen to. */
  readonly mayListen: boolean;
  readonly onStatus: () => void;
  /** Called when another copy of this ledger writes under its name: opened again, it has a name of its own. */
  readonly onCopied: () => void;
  /** Called when another desk listens from now on, or this one does. */
  readonly onRole: (role: Role) => void;
};
export type Desks = Loop & {
  /** BigQuery's connection, with what comes from other desks told too. */
  readonly connection: Connection;
  readonly sync: DeskSync | null;
  readonly mayTell: (message: OutboxMessage, order: Order) => Promise<MayTell>;
  /** Ends when it is known who listens, or that it cannot be known now. */
  readonly asked: Promise<void>;
  view(): Omit<DesksView, 'link'>;
  /** Which desk listens, as far as is known; null while none does or is known to. */
  receiver(): DeskId | null;
  /** Asks who listens. Never rejects. */
  doubt(): Promise<void>;
  /** @throws Problem */
  takeOver(): Promise<void>;
  handOver(): Promise<void>;
};

/** What an order is compared by and tells others of; a deed or a notice changes neither. */
const contentKinds: ReadonlySet<EntryKind> = new Set(['order-received', 'order-updated', 'same-decided']);
/** An order of a computer that fell silent, and that nobody was told of, is told by the one that took over. */
const heirMs = 30 * 60_000;
/** How soon the others hear that somebody else works here. */
const nameEveryMs = 60_000;
const heirSetting = 'desks.inherited';

/** The other computers of the shop, as far as they are heard of through its BigQuery. */
export function createDesks(parts: DesksParts): Desks {
  const { hub, warehouse, ledger, clock, log, recorder, onStatus, onRole } = parts;
  const { deskId, settings } = ledger;
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
    });
  const lease: Lease | null =
    hub &&
    createLease({
      table: hub.table,
      deskId,
      settings,
      clock,
      log,
      mayListen: parts.mayListen,
      onRole: (role) => {
        inherit();
        onRole(role);
      },
    });
  const loadLinked =
    hub && sync && lease
      ? createLoadLinked({
          lease,
          sync,
          clock,
          owe: hub.loadLinked,
          onFault: (error) => log.error('what other computers have not loaded could not be owed', { error }),
        })
      : null;
  const mayTell =
    hub && lease
      ? createMayTell({ ledger, clock, claim: hub.claim, lease })
      : async () => ({ ours: true }) as const;
  const unsubscribe = ledger.entries.onAppended((entries, { from, quiet, shown }) => {
    // as when this desk's own load has committed
    for (const orderId of shown) ledger.outbox.release(noticeKind, orderId, clock.now());
    if (from !== 'another-desk' || quiet || lease?.role().isOurs === false) return;
    const told = entries.filter(({ kind }) => contentKinds.has(kind)).map(({ orderId }) => orderId);
    recorder.heard([...new Set(told)].filter((id): id is OrderId => id !== null));
  });

  /** Whoever took over from a silent desk owes what that one may not have told; each of them is claimed before it is sent. */
  function inherit(): void {
    const handover = lease?.handover();
    const mark = handover ? String(handover.to) : null;
    if (!handover || mark === ledger.settings.get(heirSetting) || lease?.role().isOurs !== true) return;
    ledger.transaction(() => {
      for (const { order } of ledger.orders.each({ since: clock.now() - heirMs })) {
        const { id, status, notifications, source, sourceId, version, content } = order;
        const isOthers = ledger.entries.ofOrder(id).every(({ desk }) => desk !== ledger.deskId);
        // who wrote one down himself knows of it
        if (source === 'manual' || status !== 'new' || notifications.length > 0 || !isOthers) continue;
        parts.oweNotices(id, { source, sourceId, version, content });
      }
      ledger.settings.set(heirSetting, mark);
    });
  }

  let cancelName = (): void => {};
  function keepName(): void {
    sayName();
    cancelName = clock.after(nameEveryMs, keepName);
  }

  function sayName(): void {
    const known = namesOf(ledger).get(ledger.deskId);
    const name = parts.name();
    if (known === name) return;
    const said = ledger.entries.ofSubject(deskNames).filter(({ desk }) => desk === ledger.deskId).length;
    ledger.entries.append({
      id: entryIdSchema.parse(`desk-named:${ledger.deskId}:${said + 1}`),
      kind: 'desk-named',
      orderId: null,
      at: clock.now(),
      by: name,
      data: { name },
    });
  }

  const withLease = (): Lease => {
    if (lease) return lease;
    throw new Problem('not-found', 'Only this computer is known', {
      fix: 'Connect BigQuery: the computers of a shop find each other there',
    });
  };
  const told = (status: ConnectionStatus): ConnectionStatus =>
    sync ? withOthers(status, sync.status()) : status;
  return {
    sync,
    mayTell,
    asked: lease?.asked ?? Promise.resolve(),
    connection: {
      name: warehouse.name,
      status: () => told(warehouse.status()),
      check: async () => {
        await Promise.all([warehouse.check(), sync?.now(), lease?.now()]);
        return told(warehouse.status());
      },
    },
    view() {
      const names = namesOf(ledger);
      const role = lease?.role();
      const listening = role?.isOurs === false ? role.receiver : ledger.deskId;
      // whichever way they were heard of
      const ids = new Set<DeskId>([ledger.deskId, ...ledger.entries.heard().keys()]);
      if (listening !== null) ids.add(listening);
      return {
        canBeChosen: lease !== null,
        problem: lease?.problem() ?? null,
        since: lease?.since() ?? null,
        signAt: lease?.signAt() ?? null,
        desks: [...ids].map((id) => ({
          id,
          name: names.get(id) ?? id,
          isThis: id === ledger.deskId,
          listens: id === listening,
        })),
      };
    },
    receiver: () => lease?.role().receiver ?? null,
    doubt: async () => lease?.now(),
    takeOver: () => withLease().takeOver(),
    handOver: () => withLease().handOver(),
    start: () => {
      if (lease) keepName();
      inherit();
      sync?.start();
      lease?.start();
      loadLinked?.start();
    },
    stop: async () => {
      unsubscribe();
      cancelName();
      await Promise.all([sync?.stop(), lease?.stop(), loadLinked?.stop()]);
    },
  };
}

/** What each desk calls itself, by its own last word. */
export function namesOf(ledger: Ledger): ReadonlyMap<DeskId, string> {
  const said = ledger.entries.ofSubject(deskNames).filter((entry) => entry.kind === 'desk-named');
  return new Map(
    said.toSorted((one, other) => one.seq - other.seq).map(({ desk, data }) => [desk, data.name] as const),
  );
}

function withOthers(status: ConnectionStatus, sync: SyncStatus): ConnectionStatus {
  const { otherDesks, unreadable, catchUp, problem } = sync;
  return {
    ...status,
    ...(problem !== null && status.problem === null && { state: 'failing', problem }),
    facts: [
      ...status.facts,
      ...(otherDesks > 0 ? [{ label: 'Other computers', value: String(otherDesks) }] : []),
      ...(unreadable > 0 ? [{ label: 'Written by a newer Orderbell', value: String(unreadable) }] : []),
    ],
    ...(catchUp && { restore: catchUp }),
  };
}
