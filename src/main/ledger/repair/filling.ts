import type { OrderId, WorkstationId } from '../../../shared/ids.ts';
import type { ManagerConfig } from '../../settings/config.ts';
import { count } from '../columns.ts';
import { partingSetting, storySetting } from '../copied-computer.ts';
import type { Database } from '../database.ts';
import { lastSeq } from '../facts.ts';
import { createSettings, deskSetting } from '../named-values.ts';
import type { Filling } from '../open.ts';
import { fillDocuments, fillTies, tidyDocuments } from './fill-documents.ts';
import { fillFacts, fillKeyed } from './fill-facts.ts';
import { fillNumbers, fillWarehoused, hasGap, isHeardOf, settleWarehouse, tableOf } from './fill-numbers.ts';
import { fillOutbox } from './fill-outbox.ts';
import { fillCheckpoints, fillWhole } from './fill-values.ts';
import type { RepairStory } from './repair-story.ts';
import { writeStory } from './repair-story.ts';
import type { Salvage } from './salvage.ts';

export type FillingParts = {
  readonly salvage: Salvage;
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

/** Adds newer data from the broken ledger to its copy. */
export function fillingFrom(parts: FillingParts): Filling {
  const { salvage, copiedAt, aside, now } = parts;
  let story: RepairStory = { at: now, copiedAt, aside, orders: 0, missing: 0, inDoubt: 0, lost: 0 };
  let copied: string | null = null;
  let unsure: number | null = null;

  function fill(database: Database) {
    const settings = createSettings(database);
    const copyTable = copiedAt === null ? null : tableOf(database);
    const nextDocument = count(database.get('SELECT coalesce(max(row), 0) + 1 AS n FROM documents'));
    const areMarksKnown = fillWhole(database, salvage, 'settings');
    const deskId = settings.get(deskSetting) ?? parts.deskId;
    settings.set(deskSetting, deskId);
    const facts = fillFacts(database, salvage, deskId);
    fillDocuments(database, salvage);
    fillKeyed(database, salvage, 'readings');
    fillTies(database, salvage);
    for (const table of ['unread_orders', 'saved_views'] as const) fillWhole(database, salvage, table);
    fillCheckpoints(database, salvage);
    const given = { deskId, facts, now, copyTable };
    const isKnown = [
      fillWarehoused(database, salvage, given),
      fillNumbers(database, salvage, given),
      areMarksKnown,
      facts.isWhole,
    ];
    const outbox = fillOutbox(database, salvage, {
      now,
      deskId,
      managers: parts.managers,
      areMarksKnown,
      areFactsKnown: facts.isWhole,
    });
    copied = settings.get(storySetting);
    unsure = facts.isWhole ? null : nextDocument;
    const isDoubtful = ![...isKnown, outbox.isWhole].every(Boolean);
    const isTold = !(areMarksKnown || copiedAt !== null) || isHeardOf(database);
    // under a new id, events that BigQuery may lack are sent again, and no sequence is used twice
    const isOwed = hasGap(database, deskId) || (isDoubtful && isTold);
    if (isOwed && settings.get(partingSetting) === null) {
      const next = lastSeq(database, deskId) + 1;
      settings.set(partingSetting, JSON.stringify({ first: next, at: now }));
    }
    // orders since the copy have no row yet
    const isNew = (id: OrderId | null): boolean =>
      database.get('SELECT 1 FROM orders WHERE id = ?', id) === undefined;
    const received = facts.entries.filter(({ kind, orderId }) => kind === 'order-received' && isNew(orderId));
    story = {
      ...story,
      orders: new Set(received.map(({ orderId }) => orderId)).size,
      missing: facts.lost,
      inDoubt: outbox.inDoubt,
      lost: outbox.lost,
    };
    return facts.entries;
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
