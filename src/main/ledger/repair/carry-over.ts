import type { OrderId, WorkstationId } from '../../../shared/ids.ts';
import { workstationIdSchema } from '../../../shared/ids.ts';
import type { ManagerConfig } from '../../settings/config.ts';
import { count } from '../columns.ts';
import { contactDerived } from '../contacts.ts';
import { partingSetting, storySetting } from '../copied-computer.ts';
import { customersDerived } from '../customer-index/rebuild.ts';
import type { Database } from '../database.ts';
import { draftFoldSetting } from '../drafts.ts';
import { lastSeq } from '../facts.ts';
import { salesDerived, salesZoneSetting } from '../insights/sales.ts';
import { createSettings, deskSetting } from '../named-values.ts';
import { noticesDerived } from '../notices.ts';
import type { Filling } from '../open.ts';
import { partlyReadBySetting } from '../partly-read.ts';
import { orderFoldSetting } from '../rebuild-orders.ts';
import { goodsDerived, wordsDerived } from '../rebuild-search.ts';
import { shownSetting, startToShow } from '../shown-before.ts';
import { connectedSetting, warehouseStateOfOrder } from '../warehouse-progress.ts';
import type { BrokenLedger } from './broken-ledger.ts';
import { carryCheckpoints, carryDocuments, tidyDocuments } from './carry-documents.ts';
import { carryEntries } from './carry-entries.ts';
import { carryMessages } from './carry-messages.ts';
import { carryTable } from './carry-table.ts';
import type { RepairStory } from './repair-story.ts';
import { writeStory } from './repair-story.ts';

export type CarryOverParts = {
  readonly broken: BrokenLedger;
  /** When the copy that the new ledger starts from was made, epoch milliseconds; null without a copy. */
  readonly copiedAt: number | null;
  /** The target path for the broken file. */
  readonly aside: string;
  readonly now: number;
  /** The computer id for a ledger that has none. */
  readonly deskId: WorkstationId;
  /** The possible addressees of notifications. */
  readonly managers: readonly ManagerConfig[];
};

/** These settings describe tables that the copy has, not those of the broken ledger. */
const ofCopy: readonly string[] = [
  ...[contactDerived, noticesDerived, customersDerived, salesDerived, wordsDerived, goodsDerived].map(
    ({ setting }) => setting,
  ),
  salesZoneSetting,
  draftFoldSetting,
  orderFoldSetting,
  partlyReadBySetting,
  shownSetting,
];

/** Adds newer data from the broken ledger to its copy. */
export function carryingOver({ broken, copiedAt, aside, now, managers, ...parts }: CarryOverParts): Filling {
  let story: RepairStory = { at: now, copiedAt, aside, orders: 0, inDoubt: 0, isWhole: false };
  let copied: string | null = null;
  let unsure: number | null = null;

  function fill(database: Database) {
    const settings = createSettings(database);
    const table = warehouseTable(database);
    const nextDocument = count(database.get('SELECT coalesce(max(row), 0) + 1 AS n FROM documents'));
    const kept = ofCopy.map((name) => [name, settings.get(name)] as const);
    const areMarksKnown = carryTable(database, broken, 'settings');
    for (const [name, value] of kept) settings.set(name, value);
    const deskId = workstationIdSchema.parse(settings.get(deskSetting) ?? parts.deskId);
    settings.set(deskSetting, deskId);
    // what was loaded into another table is not in this one
    if (copiedAt !== null && warehouseTable(database) !== table) {
      database.exec('DELETE FROM warehoused');
      startToShow({ database, settings, deskId }, now);
    }
    for (const erased of ['erased_orders', 'erased_subjects'] as const) carryTable(database, broken, erased);
    const { entries, ...facts } = carryEntries(database, broken, { deskId, now });
    const areDocumentsWhole = carryDocuments(database, broken);
    const areOthersWhole = (['readings', 'unread_orders', 'saved_views'] as const)
      .map((other) => carryTable(database, broken, other))
      .every(Boolean);
    carryCheckpoints(database, broken);
    // orders since the copy have no row yet
    const isNew = (id: OrderId): boolean => !database.get('SELECT 1 FROM orders WHERE id = ?', id);
    const received = entries.filter(
      ({ kind, orderId }) => kind === 'order-received' && orderId && isNew(orderId),
    );
    const ordersIn = (list: typeof received): readonly OrderId[] => [
      ...new Set(list.flatMap(({ orderId }) => orderId ?? [])),
    ];
    const messages = carryMessages(database, broken, {
      now,
      managers,
      areMarksKnown,
      areFactsKnown: facts.isWhole,
      received: copiedAt === null ? [] : ordersIn(received.filter(({ desk }) => desk === deskId)),
    });
    copied = settings.get(storySetting);
    unsure = facts.isWhole ? null : nextDocument;
    const isWhole = areMarksKnown && facts.isWhole && facts.areLoadsKnown && messages.isWhole;
    const mayBeShown = wasShown(database) || (!areMarksKnown && copiedAt === null);
    // under a new id, events that BigQuery may lack are sent again, and no sequence is used twice
    const needsNewId = hasGap(database, deskId) || (!isWhole && mayBeShown);
    if (needsNewId && settings.get(partingSetting) === null) {
      const first = lastSeq(database, deskId) + 1;
      settings.set(partingSetting, JSON.stringify({ first, at: now }));
    }
    story = {
      ...story,
      orders: ordersIn(received).length,
      inDoubt: messages.inDoubt,
      isWhole: isWhole && areDocumentsWhole && areOthersWhole,
    };
    return entries;
  }

  return {
    fill: (database) => database.transaction(() => fill(database)),
    finish: (database, deskId) =>
      database.transaction(() => {
        settleWarehouse(database, deskId);
        tidyDocuments(database, deskId, unsure);
        const settings = createSettings(database);
        // the repair caused the change of id: no other computer has the old one
        settings.set(storySetting, copied);
        writeStory(settings, story);
      }),
  };
}

/** The warehouse table and its round. */
function warehouseTable(database: Database): string {
  const settings = createSettings(database);
  return JSON.stringify(['warehouse.table', 'warehouse.round'].map((name) => settings.get(name)));
}

/** Whether the sequence of a computer has a gap. */
const hasGap = (database: Database, deskId: string): boolean =>
  database.get(
    'SELECT 1 FROM entries WHERE desk = ? GROUP BY desk HAVING count(*) <> max(seq) OR min(seq) <> 1',
    deskId,
  ) !== undefined;

/** Whether other computers can have seen this ledger's sequences; without BigQuery they cannot. */
const wasShown = (database: Database): boolean =>
  createSettings(database).get(connectedSetting) !== null ||
  ['warehoused', 'seen_numbers', 'linked_numbers'].some((table) =>
    database.get(`SELECT 1 FROM ${table} LIMIT 1`),
  );

/** Recomputes the warehouse state of orders; without a warehouse, orders of other computers keep theirs. */
function settleWarehouse(database: Database, deskId: string): void {
  const state = createSettings(database).get(connectedSetting) === 'yes' ? 'pending' : 'off';
  database.run(
    `UPDATE orders AS o SET warehouse = ${warehouseStateOfOrder} WHERE o.warehouse <> 'off' OR ?2 <> 'off'
       OR EXISTS (SELECT 1 FROM entries e WHERE e.order_id = o.id AND e.desk = ?1)`,
    deskId,
    state,
  );
}
