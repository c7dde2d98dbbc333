import { Problem } from '../../shared/problem.ts';
import { int } from './columns.ts';
import type { Database } from './database.ts';
import { firstTables } from './migrations/0001-first-tables.ts';
import { shopOfCatalogue } from './migrations/0002-shop-of-catalogue.ts';
import { recipesAndReadings } from './migrations/0003-recipes-and-readings.ts';
import { quarantine } from './migrations/0004-quarantine.ts';
import { partsAndSameOrders } from './migrations/0005-parts-and-same-orders.ts';
import { contacts } from './migrations/0006-contacts.ts';
import { catalogueAndChats } from './migrations/0007-catalogue-and-chats.ts';
import { cancelledParts } from './migrations/0008-cancelled-parts.ts';
import { otherDesks } from './migrations/0009-other-desks.ts';
import { waitingDrafts } from './migrations/0010-waiting-drafts.ts';
import { touchTimes } from './migrations/0011-touch-times.ts';
import { ordersNoMoreShown } from './migrations/0012-orders-no-more-shown.ts';
import { linkedNumbers } from './migrations/0013-linked-numbers.ts';
import { ordersTakenTwice } from './migrations/0014-orders-taken-twice.ts';
import { notices } from './migrations/0015-notices.ts';
import { workOnOrders } from './migrations/0016-work-on-orders.ts';
import { clientele } from './migrations/0017-clientele.ts';
import { insights } from './migrations/0018-insights.ts';
import { entriesStay } from './migrations/0019-entries-stay.ts';
import { mailsTold } from './migrations/0020-mails-told.ts';
import { partsOfOrders } from './migrations/0021-parts-of-orders.ts';
import { unlistedProducts } from './migrations/0022-unlisted-products.ts';
import { partlyRead } from './migrations/0023-partly-read.ts';
import type { Migration } from './migrations/migration.ts';

/** In order, without a gap; one that shipped is never edited. */
export const migrations: readonly Migration[] = [
  firstTables,
  shopOfCatalogue,
  recipesAndReadings,
  quarantine,
  partsAndSameOrders,
  contacts,
  catalogueAndChats,
  cancelledParts,
  otherDesks,
  waitingDrafts,
  touchTimes,
  ordersNoMoreShown,
  linkedNumbers,
  ordersTakenTwice,
  notices,
  workOnOrders,
  clientele,
  insights,
  entriesStay,
  mailsTold,
  partsOfOrders,
  unlistedProducts,
  partlyRead,
];
export const newestVersion = (known: readonly Migration[] = migrations): number => known.at(-1)?.version ?? 0;

/** Marks a SQLite file as one of ours: "OBEL". */
export const applicationId = 0x4f42454c;

/**
 * Brings a ledger to the newest version, each step whole or not at all.
 * @throws Problem `refused` when the ledger is newer than this app, or the file is someone else's
 */
export function migrate(database: Database, known: readonly Migration[] = migrations): void {
  const current = assertKnown(database, known);
  for (const { version, up } of known) {
    if (version <= current) continue;
    database.transaction(() => {
      up(database);
      database.exec(`PRAGMA user_version = ${version}; PRAGMA application_id = ${applicationId}`);
    });
  }
}

/**
 * Looks without writing. @returns the version the ledger is at, 0 when it is not begun
 * @throws Problem `refused` when the ledger is newer than this app, or the file is someone else's
 */
export function assertKnown(database: Database, known: readonly Migration[] = migrations): number {
  const current = versionOf(database);
  if (current <= newestVersion(known)) return current;
  const words = `ledger is at version ${current}, this app knows up to ${newestVersion(known)}; update Orderbell`;
  throw new Problem('refused', words);
}

/** @throws Problem when a reader of this app's version cannot make sense of the ledger */
export function assertCurrent(database: Database, known: readonly Migration[] = migrations): void {
  const current = assertKnown(database, known);
  if (current < newestVersion(known)) {
    throw new Problem(
      'refused',
      `ledger is at version ${current}, older than this app's ${newestVersion(known)}`,
      { fix: 'Start Orderbell once, which brings the ledger up to date' },
    );
  }
}

function versionOf(database: Database): number {
  const version = Number(database.pragma('user_version'));
  const owner = Number(database.pragma('application_id'));
  const tables = int(database.get('SELECT count(*) AS n FROM sqlite_schema') ?? { n: 0 }, 'n');
  if (tables > 0 && owner !== applicationId)
    throw new Problem('refused', 'the file is not a ledger of Orderbell');
  return version;
}
