import type { DesksView, UnheardView } from '../../shared/desks-view.ts';
import type { EntryKind } from '../../shared/entry.ts';
import type { DeskId, OrderId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { Problem } from '../../shared/problem.ts';
import type { MailWarning } from '../../shared/trainer.ts';
import type { Recorder } from '../intake/recorder.ts';
import { forgetPutBack } from '../ledger/put-back.ts';
import { promptKinds } from '../notice-kinds.ts';
import { closeTold, toldKinds } from '../notify/close-told.ts';
import type { MayTell } from '../notify/one-teller.ts';
import type { Clock, Connection, ConnectionStatus, Ledger, Log, Loop, OutboxMessage } from '../ports.ts';
import { isRestoring, noteRestoring } from '../restoring.ts';
import { desksView, known } from './desks-view.ts';
import { noteBack, noteForgotten } from './forgotten.ts';
import { createHearing } from './hearing.ts';
import type { Hub } from './hub.ts';
import { createInheritance } from './inheritance.ts';
import type { Lease } from './lease.ts';
import { createLease } from './lease.ts';
import { createLoadLinked } from './load-linked.ts';
import { createMayTell } from './may-tell.ts';
import { keepName, namesOf } from './names.ts';
import type { OwnMeans } from './own-means.ts';
import type { Role } from './role.ts';
import type { DeskSync, SyncStatus } from './sync.ts';
import { createDeskSync } from './sync.ts';
import { tellUnheard, warningsOf } from './tell-unheard.ts';
import type { UnknownPast } from './unknown-past.ts';
import { createUnknownPast } from './unknown-past.ts';

export type DesksParts = {
  /** Null without BigQuery: this computer knows of no other. */
  readonly hub: Hub | null;
  /** BigQuery's own. */
  readonly warehouse: Connection;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly recorder: Recorder;
  /** Owes an order's notices, not before a time, to those of whom nothing is written down. */
  readonly oweUntold: (order: Order, notBefore: number) => void;
  /** What this computer is called: who works at it. */
  readonly name: () => string;
  /** What this computer can do when it listens. */
  readonly means: OwnMeans;
  /** The mark of the mailbox that is signed in to on this computer; null until it is known. */
  readonly mailbox: () => string | null;
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
  readonly mayTell: (message: OutboxMessage, order: Order | null) => Promise<MayTell>;
  readonly past: UnknownPast;
  /** Ends when it is known who listens and whether the ledger is yet to be filled, or that it cannot be known now. */
  readonly asked: Promise<void>;
  view(): Omit<DesksView, 'link'>;
  /** What nobody listens to though one of the shop's computers has it. */
  unheard(): readonly UnheardView[];
  /** The same where this computer listens and lacks it, to be told to managers wherever they are. */
  warnings(): readonly MailWarning[];
  /** Whether those are known: what the other computers listen to was looked at since the start. */
  hasLooked(): boolean;
  /** Which desk listens, as far as is known; null while none does or is known to. */
  receiver(): DeskId | null;
  /** Asks who listens. Never rejects. */
  askWhoListens(): Promise<void>;
  /** @throws Problem */
  takeOver(): Promise<void>;
  handOver(): Promise<void>;
  /** Leaves a desk out that is gone for good; should it come back, it is one of the shop's again. */
  forget(desk: DeskId): Promise<void>;
};

/** What an order is compared by and tells others of; a deed or a notice changes neither. */
const contentKinds: ReadonlySet<EntryKind> = new Set(['order-received', 'order-updated', 'same-decided']);
/** What a part tells the order that counts, and nothing is compared by. */
const moneyKinds: ReadonlySet<EntryKind> = new Set(['payment-set', 'refund-noted', 'refund-withdrawn']);

/** The other computers of the shop, as far as they are heard of through its BigQuery. */
export function createDesks(parts: DesksParts): Desks {
  const { warehouse, ledger, clock, log, recorder, onStatus, onRole } = parts;
  const { deskId, settings } = ledger;
  const nameOf = (desk: DeskId): string | null => namesOf(ledger).get(desk) ?? null;
  const hearing = createHearing(clock);
  const hub = parts.hub && hearing.of(parts.hub);
  const past = createUnknownPast(ledger, clock, hub !== null);
  let stopped = false;
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
        forgetPutBack(settings);
        // not before: one that was put back from a backup may go on under another name, and the forgotten one is nobody's then
        sayBack();
      },
    });
  const lease: Lease | null =
    hub &&
    createLease({
      table: hub.table,
      deskId,
      settings,
      clock,
      log,
      means: parts.means,
      mailbox: parts.mailbox,
      nameOf,
      onRole: (role) => {
        inheritance?.takeOver();
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
  const inheritance = lease && createInheritance({ ledger, clock, lease, oweUntold: parts.oweUntold });
  const mayTell =
    hub && lease
      ? createMayTell({ ledger, clock, claim: hub.claim, lease, past })
      : async () => ({ ours: true }) as const;
  const unsubscribe = ledger.entries.onAppended((entries, { from, quiet, shown }) => {
    // as when this desk's own load has committed
    for (const orderId of shown) {
      for (const kind of promptKinds) ledger.outbox.release(kind, orderId, clock.now());
    }
    if (from !== 'another-desk') return;
    if (entries.some(({ kind }) => toldKinds.has(kind))) closeTold(ledger);
    if (!quiet) inheritance?.heard(entries);
    // what fills a ledger others have compared; what comes late nobody has
    if (isRestoring(ledger) || lease?.role().isOurs === false) return;
    const isPart = (id: OrderId | null): boolean =>
      id !== null && ledger.orders.get(id)?.partOf !== undefined;
    const told = entries
      .filter(({ kind, orderId }) => contentKinds.has(kind) || (moneyKinds.has(kind) && isPart(orderId)))
      .map(({ orderId }) => orderId);
    recorder.heard([...new Set(told)].filter((id): id is OrderId => id !== null));
  });

  const naming = lease && keepName({ ledger, clock, log, name: parts.name });

  function sayBack(): void {
    if (noteBack(ledger, clock, parts.name()))
      log.warn('this computer had been forgotten, and is known again');
  }

  const withLease = (): Lease => {
    if (lease) return lease;
    throw new Problem('not-found', 'Only this computer is known', {
      fix: 'Connect BigQuery: the computers of a shop find each other there',
    });
  };
  const unheard = (): readonly UnheardView[] =>
    lease?.unheard().map((one) => tellUnheard(one, deskId, nameOf)) ?? [];
  /** What is connected here tells its own fault, once it has lasted. */
  const isLacking = ({ source, isOtherMailbox }: UnheardView): boolean =>
    isOtherMailbox === true || !parts.means.connected.includes(source);
  const told = (status: ConnectionStatus): ConnectionStatus =>
    sync ? withOthers(status, sync.status(), known(ledger).length) : status;
  return {
    sync,
    mayTell,
    past,
    asked: Promise.all([lease?.asked, sync?.asked]).then(() => {}),
    connection: {
      name: warehouse.name,
      status: () => told(warehouse.status()),
      check: async () => {
        const [status] = await Promise.all([warehouse.check(), sync?.now(), lease?.now()]);
        // the ledger may be closed before BigQuery has answered
        if (stopped) return status;
        return told(warehouse.status());
      },
    },
    view: () => {
      const means = parts.means.usable(lease?.meansOf(deskId) ?? null);
      return {
        ...desksView({ ledger, lease, means, name: parts.name(), now: clock.now() }),
        unheard: unheard(),
      };
    },
    unheard,
    warnings: () => warningsOf(unheard().filter(isLacking), lease?.since() ?? clock.now()),
    hasLooked: () => lease === null || lease.signAt() !== null,
    receiver: () => lease?.role().receiver ?? null,
    askWhoListens: async () => lease?.now(),
    takeOver: () => withLease().takeOver(),
    handOver: () => withLease().handOver(),
    async forget(desk) {
      if (desk === ledger.deskId) throw new Problem('bad-input', 'This computer is here');
      await withLease().forget(desk);
      noteForgotten(ledger, clock, desk, parts.name());
      onStatus();
    },
    start: () => {
      // there is nothing more to be filled from, and the sources would wait for it for good
      if (hub === null) noteRestoring(ledger, false);
      naming?.start();
      closeTold(ledger);
      inheritance?.takeOver();
      sync?.start();
      lease?.start();
      loadLinked?.start();
    },
    stop: async () => {
      stopped = true;
      unsubscribe();
      await hearing.end(Promise.all([sync?.stop(), lease?.stop(), loadLinked?.stop(), naming?.stop()]));
    },
  };
}

function withOthers(status: ConnectionStatus, sync: SyncStatus, otherDesks: number): ConnectionStatus {
  const { unreadable, restore, problem } = sync;
  return {
    ...status,
    ...(problem !== null && status.problem === null && { state: 'failing', problem }),
    facts: [
      ...status.facts,
      ...(otherDesks > 0 ? [{ label: 'Other computers', value: String(otherDesks) }] : []),
      ...(unreadable > 0 ? [{ label: 'Written by a newer Orderbell', value: String(unreadable) }] : []),
    ],
    ...(restore && { restore }),
  };
}
