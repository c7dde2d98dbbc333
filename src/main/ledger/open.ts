import { existsSync } from 'node:fs';
import type { Entry } from '../../shared/entry.ts';
import type { DraftId, OrderId, SubscriberId, WorkstationId } from '../../shared/ids.ts';
import { workstationIdSchema } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import type { Clock, Ledger } from '../ports.ts';
import { isHeld } from '../rename-patiently.ts';
import { createCatalogue } from './catalogue.ts';
import type { Derived, Progress } from './catch-up.ts';
import { catchUp, keepAlike } from './catch-up.ts';
import { createContactProjector, rebuildContacts } from './contacts.ts';
import { createCustomerIndex } from './customer-index/customer-index.ts';
import { projectSaid } from './customer-index/decisions.ts';
import { ownDraftsOfErased } from './customer-index/linked-records.ts';
import { createCustomerProjector } from './customer-index/projector.ts';
import { rebuildCustomers } from './customer-index/rebuild.ts';
import { createCustomers } from './customers.ts';
import { type Database, isDamage, isLedgerRefusal, openDatabase } from './database.ts';
import { createDocuments } from './documents.ts';
import { createDrafts, personOfDraft, projectDraft, rebuildDrafts } from './drafts.ts';
import { assertReadable, makeDurable } from './durability.ts';
import { createEntries } from './entries.ts';
import { createErasure, purge } from './erasure.ts';
import { createChatBuyerProjector } from './insights/chat-buyers.ts';
import { createInsightsReader } from './insights/insights-reader.ts';
import { rebuildSales } from './insights/rebuild-sales.ts';
import { createSaleProjector, createSalesZone } from './insights/sales.ts';
import { createMailTemplates } from './mail-templates.ts';
import { assertCurrent, assertKnown, migrate } from './migrate.ts';
import { createCheckpoints, createSettings, deskSetting } from './named-values.ts';
import { createNoticeLog } from './notice-log.ts';
import { createNoticeProjector, rebuildNotices } from './notices.ts';
import { createOrders } from './orders.ts';
import { createOutbox } from './outbox.ts';
import { createPeople, projectPerson } from './people.ts';
import { createProjector } from './project-order.ts';
import { createReadings } from './readings.ts';
import { rebuildOrders } from './rebuild-orders.ts';
import { rebuildGoods, rebuildWords } from './rebuild-search.ts';
import { replaceComputerId } from './replace-computer-id.ts';
import { createSavedViews } from './saved-views.ts';
import { isReadByTodaysRules } from './search-rules.ts';
import { glanceAt, mayBeDamaged, verifyLedger } from './verify.ts';
import { createWarehouseProgress } from './warehouse-progress.ts';
import { writeBackInQuiet } from './write-back.ts';

export type OpenOptions = {
  readonly file: string;
  readonly clock: Clock;
  /** The id for a new ledger. */
  readonly deskId: WorkstationId;
  readonly filling?: Filling;
  /** Called once when SQLite finds the file damaged. */
  readonly onDamage?: (fault: string) => void;
};

/** Restores data during a repair, see `repair/`. */
export type Filling = {
  /** Runs after migration and catch-up, before projections of the new events. @returns the added events */
  readonly fill: (database: Database) => readonly Entry[];
  /** Runs after the projections are rebuilt. */
  readonly finish: (database: Database, deskId: WorkstationId) => void;
};

/**
 * Opens the ledger for its one writer, creating or upgrading it.
 * @throws Problem when the file, its settings or its version cannot be trusted; nothing is written then
 */
export function openLedger(options: OpenOptions): Ledger {
  const steps = opening(options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Same as `openLedger`, but yields to the event loop: upgrading a large ledger takes long.
 * @param onProgress called only while an upgrade step runs
 */
export async function openLedgerInSteps(
  options: OpenOptions,
  onProgress: (progress: Progress) => void,
): Promise<Ledger> {
  const steps = opening(options);
  try {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      onProgress(step.value);
      await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (error) {
    steps.throw(error);
    throw error;
  }
}

function* opening(options: OpenOptions): Generator<Progress, Ledger> {
  const { file, clock, deskId, filling, onDamage } = options;
  const database = openDatabase(file, onDamage && { onDamage });
  let isOpen = false;
  try {
    assertKnown(database);
    makeDurable({
      inMemory: file === ':memory:',
      platform: process.platform,
      sqliteVersion: process.versions.sqlite ?? '0',
      pragma: database.pragma,
    });
    // an upgrade scans the whole ledger
    database.pragma('cache_size = -64000');
    migrate(database);
    yield* rebuildDrafts(database);
    const derived = derivedOf(database);
    keepAlike(database, derived, () => isReadByTodaysRules(database));
    yield* catchUp(database, derived);
    purgeAtStart(database, file);
    // fallback checkpoint for pages that no idle checkpoint wrote back; a larger value would make that commit slower
    database.pragma('wal_autocheckpoint = 2000');
    // shrinks a WAL that grew during a long read
    database.pragma('journal_size_limit = 67108864');
    database.pragma('cache_size = -16000');
    const filled = filling?.fill(database) ?? [];
    const parted = replaceComputerId(database);
    const { ledger, again } = ledgerOver(database, clock, deskOf(database, deskId), {
      file,
      changed: [...filled, ...(parted?.entries ?? [])],
    });
    yield* again();
    filling?.finish(database, ledger.deskId);
    const endWriteBack = writeBackInQuiet(database, clock);
    isOpen = true;
    return {
      ...ledger,
      close() {
        endWriteBack();
        ledger.close();
      },
    };
  } finally {
    if (!isOpen) database.close();
  }
}

const derivedOf = (database: Database): readonly Derived[] => [
  rebuildContacts(database, () => createPeople(database).list(Number.MAX_SAFE_INTEGER)),
  rebuildNotices(database),
  rebuildCustomers(database),
  rebuildSales(database),
  rebuildWords(database),
  rebuildGoods(database),
];

/**
 * Opens a ledger read-only, beside the app that writes it.
 * @throws Problem when there is none, or it is newer or older than this app
 */
export function openLedgerForReading({ file }: { readonly file: string }): Ledger {
  if (!existsSync(file)) {
    throw new Problem('not-found', `no ledger at ${file}`, {
      fix: 'Start Orderbell once, which creates it',
    });
  }
  const database = openDatabase(file, { readOnly: true });
  try {
    assertReadable({ sqliteVersion: process.versions.sqlite ?? '0' });
    assertCurrent(database);
    database.pragma('cache_size = -64000');
    const desk = createSettings(database).get(deskSetting) ?? 'none';
    const stopped: Clock = { now: () => 0, uptime: () => 0, after: () => () => {} };
    return ledgerOver(database, stopped, workstationIdSchema.parse(desk), { file }).ledger;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Keeps the computer id that the ledger was created with. Event sequences and the warehouse position belong to that id. Under a
 * new id, its first events would count as loaded, up to the position of the old id.
 */
function deskOf(database: Database, deskId: WorkstationId): WorkstationId {
  const settings = createSettings(database);
  const kept = settings.get(deskSetting);
  if (kept !== null) return workstationIdSchema.parse(kept);
  settings.set(deskSetting, deskId);
  return deskId;
}

type LedgerOver = {
  readonly ledger: Ledger;
  /** Retries unreadable events, and repeats rebuilds and erasures that an earlier version did by other rules. */
  readonly again: () => Iterable<Progress>;
};

function ledgerOver(
  database: Database,
  clock: Clock,
  deskId: WorkstationId,
  {
    file,
    changed = [],
  }: {
    readonly file: string;
    /** New or renumbered events. A renumbering can change which of two duplicate events counts. */
    readonly changed?: readonly Entry[];
  },
): LedgerOver {
  const settings = createSettings(database);
  const warehouse = createWarehouseProgress({ database, settings, clock, deskId });

  const contacts = createContactProjector(database);
  const notices = createNoticeProjector(database);
  const customerIndex = createCustomerProjector(database);
  const erasure = createErasure(database);
  const zone = createSalesZone(database);
  const sales = createSaleProjector(database, zone);
  const chatBuyer = createChatBuyerProjector(database, zone);
  const orderProjector = createProjector(database, contacts, notices, customerIndex, sales);

  const ofDraft = (id: DraftId): void => {
    const before = personOfDraft(database, id);
    projectDraft(database, id);
    for (const person of new Set([before, personOfDraft(database, id)])) {
      if (person !== null) chatBuyer(person);
    }
  };
  const ofPerson = (id: SubscriberId): void => {
    projectPerson(database, id, contacts);
    chatBuyer(id);
  };

  const refresh = (ids: Iterable<OrderId>): void => {
    // imported from the warehouse, so already committed there; linked events are checked by `onLinked`
    const state = warehouse.isConnected() ? 'committed' : 'off';
    for (const id of ids) orderProjector.refresh(id, state);
  };

  /** Runs before the projections, which must see the log without the erased data. @returns the affected orders */
  const erase = (entry: Entry): readonly OrderId[] => {
    const { alerts, orders } = erasure.erase(entry);
    for (const alert of alerts) notices.ofAlert(alert);
    return orders;
  };

  const project = (entry: Entry, before: readonly Entry[]): void => {
    refresh(new Set(erase(entry).filter((id) => id !== entry.orderId)));
    projectSaid(database, entry, customerIndex);
    if (entry.orderId !== null) {
      orderProjector.project(entry.orderId, before, entry, warehouse.isConnected());
    }
    for (const id of draftsOf(entry)) ofDraft(id);
    if ('alert' in entry.data) notices.ofAlert(entry.data.alert);
    const person = personOf(entry);
    if (person !== null) ofPerson(person);
    if (entry.kind === 'zone-set') sales.inZone();
  };

  /** Projects each order, draft order and person once per import. */
  const projectAdopted = (adopted: readonly Entry[]): void => {
    const ownDrafts = ownDraftsOfErased(database, adopted);
    const erased = adopted.flatMap(erase);
    refresh(new Set([...adopted.flatMap(({ orderId }) => orderId ?? []), ...erased]));
    for (const id of new Set(adopted.flatMap(draftsOf))) ofDraft(id);
    for (const alert of new Set(adopted.map(({ data }) => ('alert' in data ? data.alert : null)))) {
      if (alert !== null) notices.ofAlert(alert);
    }
    for (const id of new Set(adopted.map(personOf))) {
      if (id !== null) ofPerson(id);
    }
    for (const entry of adopted) projectSaid(database, entry, customerIndex);
    if (adopted.some(({ kind }) => kind === 'zone-set')) sales.inZone();
    for (const draft of ownDrafts) entries.append(draft);
  };

  const onLinked = warehouse.refreshOrders;
  const entries = createEntries({
    database,
    clock,
    deskId,
    without: erasure.without,
    project,
    projectAdopted,
    onLinked,
  });
  const people = createPeople(database);
  if (changed.length > 0) {
    database.transaction(() => {
      projectAdopted(changed);
      onLinked([...new Set(changed.flatMap(({ orderId }) => orderId ?? []))]);
    });
  }
  function* again(): Iterable<Progress> {
    yield* erasure.again((entry) => refresh(new Set(erase(entry))));
    yield* rebuildOrders(database, { order: (id) => refresh([id]), person: ofPerson });
    yield* entries.readAgain();
  }
  const ledger: Ledger = {
    deskId,
    transaction: database.transaction,
    entries,
    orders: createOrders(database),
    views: createSavedViews(database),
    outbox: createOutbox({ database, clock, onUnparked: warehouse.giveBack }),
    notices: createNoticeLog(database),
    documents: createDocuments(database),
    recipes: createMailTemplates(entries),
    readings: createReadings(database),
    checkpoints: createCheckpoints(database),
    settings,
    warehouse,
    linked: entries.linked,
    copied: entries.copied,
    catalogue: createCatalogue(database),
    drafts: createDrafts(database),
    people,
    customers: createCustomers(database, people),
    customerIndex: createCustomerIndex(database),
    purge() {
      const purged = purge(database, file);
      if (purged === 'read') throw new Problem('unreachable', 'the ledger is read by another program');
      return purged === 'done';
    },
    insights: createInsightsReader(database, zone.get),
    verify: () => verifyLedger({ database, deskId, isConnected: warehouse.isConnected }),
    glance: () => glanceAt(database, deskId),
    isDamaged: () => mayBeDamaged(database),
    close: database.close,
  };
  return { ledger, again };
}

/** A failed purge does not stop the app: with a full disk or a locked copy it stays pending. */
function purgeAtStart(database: Database, file: string): void {
  try {
    purge(database, file);
  } catch (error) {
    // the caller repairs a damaged file
    if (isDamage(error) || !(isLedgerRefusal(error) || isHeld(error))) throw error;
  }
}

function personOf(entry: Entry): SubscriberId | null {
  if (entry.kind === 'customer-erased') return entry.data.person ?? null;
  return entry.kind === 'touched' || entry.kind === 'chat-answered' ? entry.data.subscriberId : null;
}

function draftsOf({ kind, data }: Entry): readonly DraftId[] {
  if (kind === 'customer-erased') return data.draft === undefined ? [] : [data.draft];
  return 'draftId' in data ? [data.draftId] : [];
}
