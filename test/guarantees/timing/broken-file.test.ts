import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isDamage, openDatabase } from '../../../src/main/ledger/database.ts';
import { openLedgerForReading } from '../../../src/main/ledger/open.ts';
import { noteClosed } from '../../../src/main/ledger/repair/file-mark.ts';
import { openOrRepair } from '../../../src/main/ledger/repair/open-or-repair.ts';
import { placesOf } from '../../../src/main/ledger/repair/places.ts';
import { createRepairProcess } from '../../../src/main/ledger/repair/repair-process.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { forkProcess } from '../../../src/main/shell/headless/fork-process.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import { namesInFacts } from '../../support/any-fact.ts';
import { overwritePages, somePages } from '../../support/broken-file.ts';
import { fakeClock } from '../../support/clock.ts';
import { projectionOf } from '../../support/desks.ts';
import type { FakeBigQuery } from '../../support/fake-bigquery.ts';
import { startFakeBigQuery, wallClock } from '../../support/fake-bigquery.ts';
import { byForm } from '../../support/form.ts';
import { openFull, otherDesk, ownDesk, toldManager, write } from '../../support/full-ledger.ts';
import { quietLog } from '../../support/log.ts';
import { listeningDesk, loadInto } from '../../unit/cluster/dataset-desk.ts';
import { prove } from '../prove.ts';

const overwritten = 20;
const seeds: readonly number[] = Array.from(
  { length: byForm({ short: 1, full: 6, long: 60 }) },
  (_, at) => at + 1,
);
const ordersBefore = 300;
const ordersAfter = 60;
const script = new URL('../../../src/main/ledger/repair/ledger-worker.ts', import.meta.url);
const process = new URL('../../../src/main/ledger/repair/check-process.ts', import.meta.url);
const beside = () => forkProcess(process, [], {});

let dir: string;
let bigquery: FakeBigQuery;
let reference: Reference;
/** The keys of messages that the hourly copy lacks. */
let sinceCopy: ReadonlySet<string>;
const clock = fakeClock();
const sound = (): string => join(dir, 'sound', 'ledger.db');

/** What a person has of a ledger: each order whole, and what else is shown; each entry and message by itself. */
type Reference = {
  readonly shown: ReturnType<typeof projectionOf>;
  readonly entries: ReadonlyMap<string, string>;
  readonly documents: ReadonlyMap<string, string>;
  readonly messages: ReadonlyMap<string, Message>;
};
type Message = { readonly kind: string; readonly state: string; readonly said: string };

function referenceOf(file: string): Reference {
  const ledger = openLedgerForReading({ file });
  const shown = projectionOf(ledger, namesInFacts);
  ledger.close();
  const database = openDatabase(file, { readOnly: true });
  const rows = (sql: string): ReadonlyMap<string, string> =>
    new Map(database.all(sql).map((row) => [String(row.name), JSON.stringify(row)]));
  const found = {
    shown,
    entries: rows('SELECT id AS name, order_id, subject, kind, at, recorded_at, by, data FROM facts'),
    documents: rows('SELECT id AS name, kind, topic, received_at, headers, hex(body) FROM documents'),
    messages: new Map(
      database.all('SELECT key, kind, state, order_id, payload FROM messages').map((row) => [
        String(row.key),
        {
          kind: String(row.kind),
          state: String(row.state),
          said: `${String(row.order_id)} ${String(row.payload)}`,
        },
      ]),
    ),
  };
  database.close();
  return found;
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-broken-'));
  mkdirSync(join(dir, 'sound'));
  bigquery = await startFakeBigQuery(clock);
  const other = otherDesk(clock, 7, 120);
  await load(bigquery.config, clock, other);
  const ledger = openFull(sound(), clock);
  write(ledger, [1, ordersBefore], 1);
  await hear(ledger);
  await load(bigquery.config, clock, ledger);
  await createRepairProcess({ script, beside, clock: wallClock, log: quietLog() }).copy(sound(), clock.now());
  const from = ledger.entries.numbers().get(ledger.deskId)?.at(-1)?.last ?? 0;
  write(ledger, [ordersBefore, ordersBefore + ordersAfter], 2);
  await load(bigquery.config, clock, ledger, [from + 1, Number.MAX_SAFE_INTEGER]);
  expect(ledger.verify()).toEqual([]);
  ledger.close();
  noteClosed(sound(), true);
  reference = referenceOf(sound());
  const copied = referenceOf(placesOf(sound()).copy).messages;
  sinceCopy = new Set([...reference.messages.keys()].filter((key) => !copied.has(key)));
  other.close();
}, 120_000);
afterAll(async () => {
  await bigquery.close();
  rmSync(dir, { recursive: true, force: true });
});

/** What held the process up for seconds has let connections go; they are told apart from open ones before one is used. */
const awake = (): Promise<void> => pause(100);

async function load(...[config, time, ledger, numbers]: Parameters<typeof loadInto>): Promise<void> {
  await awake();
  await loadInto(config, time, ledger, numbers);
}

/** What other computers, or this one under another name, have brought into BigQuery. */
async function hear(ledger: Ledger): Promise<void> {
  await awake();
  const desk = listeningDesk(ledger, clock, bigquery.config, { concludes: false });
  // as its loop does: a connection that was lost is no answer
  for (let tries = 0; tries < 5; tries += 1) {
    await desk.sync?.now();
    if (desk.sync?.status().problem === null) break;
    await awake();
  }
  expect(desk.sync?.status().problem).toBeNull();
  await desk.stop();
}

/** The directory of before with pages of its ledger overwritten by anything, as a disk may leave it. */
function broken(seed: number, pagesOf = (file: string) => somePages(file, overwritten, seed)): string {
  const folder = join(dir, `broken-${seed}`);
  rmSync(folder, { recursive: true, force: true });
  const file = join(folder, 'ledger.db');
  mkdirSync(folder);
  const [from, to] = [placesOf(sound()), placesOf(file)];
  for (const name of ['ledger', 'copy', 'copyNote', 'mark'] as const) copyFileSync(from[name], to[name]);
  overwritePages(file, pagesOf(file), seed);
  return file;
}

/** Stands in for the sources: they are asked again from where the copy left off, and what comes is taken for what is here already. */
function giveDocumentsAgain(ledger: Ledger): void {
  for (const stored of reference.documents.values()) {
    const { name, kind, topic, received_at: receivedAt, headers, 'hex(body)': hex } = JSON.parse(stored);
    const body = Buffer.from(hex, 'hex');
    ledger.documents.put({ id: name, kind, topic, headers: JSON.parse(headers), body, receivedAt });
  }
}

/**
 * What is not as it was. A message that may have been sent is to be looked at by a person, and is not sent again.
 * @param name by which the computer goes since: what it has said after a gap in its numbers is told under that one
 * @param mayMiss messages of which a person is told that they may be missing
 */
function differences(
  file: string,
  name: string = ownDesk,
  mayMiss: ReadonlySet<string> = new Set(),
): readonly string[] {
  const found = referenceOf(file);
  const rows = (['entries', 'documents'] as const).flatMap((what) => [
    ...[...reference[what]].flatMap(([name, row]) =>
      found[what].get(name) === row ? [] : [`${what} ${name}`],
    ),
    ...[...found[what].keys()].flatMap((name) =>
      reference[what].has(name) ? [] : [`${what} ${name} is new`],
    ),
  ]);
  const messages = [...reference.messages].flatMap(([key, before]) => {
    const now = found.messages.get(key);
    if (now === undefined && mayMiss.has(key)) return [];
    // what a fact says was sent is owed to nobody, with a message or without
    if (now === undefined && before.state === 'done' && reference.entries.has(`notified:${key}`)) return [];
    const isSame = now?.state === before.state && (now.state === 'done' || now.said === before.said);
    return isSame ? [] : [`message ${key} was ${JSON.stringify(before)}, is ${JSON.stringify(now)}`];
  });
  const made = [...found.messages.keys()].filter((key) => !reference.messages.has(key));
  const shown = Object.entries(reference.shown).flatMap(([what, value]) =>
    JSON.stringify(value) === JSON.stringify(Reflect.get(found.shown, what)).replaceAll(name, ownDesk)
      ? []
      : [`what is shown: ${what}`],
  );
  return [...rows, ...messages, ...made.map((key) => `message ${key} is new`), ...shown];
}

const open = (file: string, managers = [toldManager]) =>
  openOrRepair({
    file,
    deskId: workstationIdSchema.parse(ownDesk),
    managers,
    clock: wallClock,
    log: quietLog(),
    keeper: createRepairProcess({ script, beside, clock: wallClock, log: quietLog() }),
    onDamage: () => {},
    onProgress: () => {},
  });

it('is noticed when it is opened, and is again what it was', { timeout: 1_200_000 }, async () => {
  const longest: number[] = [];
  const wrong: string[] = [];
  let renamed = 0;
  for (const seed of seeds) {
    const file = broken(seed);
    const begun = performance.now();
    const { ledger, repaired } = await open(file);
    const faults = [...ledger.verify()];
    if (ledger.deskId !== ownDesk) renamed += 1;
    await hear(ledger);
    giveDocumentsAgain(ledger);
    longest.push(performance.now() - begun);
    faults.push(...ledger.verify());
    ledger.close();
    const mayMiss = repaired?.isWhole ? new Set<string>() : sinceCopy;
    const found = [...faults, ...differences(file, ledger.deskId, mayMiss)];
    wrong.push(...found.map((line) => `seed ${seed}: ${line}`));
  }
  expect(wrong).toEqual([]);
  // numbers that others may have heard of, and that are gone here, are not given twice
  expect(renamed).toBeGreaterThan(0);
  prove(6, 'files', seeds.length);
  prove(6, 'pages', overwritten);
  prove(6, 'not restored', wrong.length);
  prove(6, 'repaired in', Math.max(...longest));
});

/** The page with the rows of the latest messages, and all with the keys of messages. */
function pagesOfLatestMessages(file: string): readonly number[] {
  const database = openDatabase(file, { readOnly: true });
  const leaves = (tree: string): readonly number[] =>
    database
      .all("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path", tree)
      .map(({ pageno }) => Number(pageno));
  const pages = [...leaves('messages').slice(-1), ...leaves('sqlite_autoindex_messages_1')];
  database.close();
  return pages;
}

it('owes again what was owed, where neither the rows of the latest messages nor their keys are left', async () => {
  const file = broken(0, pagesOfLatestMessages);
  const { ledger, repaired } = await open(file);
  expect(ledger.verify()).toEqual([]);
  ledger.close();
  expect(differences(file)).toEqual([]);
  expect(repaired).toMatchObject({ isWhole: false });
  expect(repaired?.inDoubt).toBeGreaterThan(0);
});

it('says that messages may be missing when nobody can be notified', async () => {
  const file = broken(0, pagesOfLatestMessages);
  const { ledger, repaired } = await open(file, []);
  ledger.close();
  const found = referenceOf(file).messages;
  const gone = [...reference.messages].filter(([key, { state }]) => state !== 'done' && !found.has(key));
  expect(gone.length).toBeGreaterThan(0);
  expect(repaired).toMatchObject({ isWhole: false });
});

/** Whether a ledger that is opened without a look at it is another one, or is refused for its damage. */
function isSeenBroken(file: string): boolean {
  try {
    const ledger = openFull(file, clock);
    const faults = ledger.verify();
    ledger.close();
    return faults.length > 0 || differences(file).length > 0;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return true;
  }
}

it('without the repair the same file would be seen to be another one, or not to open; a sound one would not', () => {
  expect(isSeenBroken(broken(0, () => []))).toBe(false);
  expect(seeds.filter((seed) => !isSeenBroken(broken(seed)))).toEqual([]);
});
