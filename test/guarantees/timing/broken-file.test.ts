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

/** The content of a ledger: the projections, and each event, document and message. */
type Reference = {
  readonly shown: ReturnType<typeof projectionOf>;
  readonly entries: ReadonlyMap<string, string>;
  readonly documents: ReadonlyMap<string, string>;
  readonly messages: ReadonlyMap<string, Message>;
};
type Message = { readonly kind: string; readonly state: string; readonly text: string };

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
          text: `${String(row.order_id)} ${String(row.payload)}`,
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
  await importRemote(ledger);
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

/** Lets Node notice connections that closed while the process was busy. */
const connectionsSettled = (): Promise<void> => pause(100);

async function load(...[config, time, ledger, numbers]: Parameters<typeof loadInto>): Promise<void> {
  await connectionsSettled();
  await loadInto(config, time, ledger, numbers);
}

/** Imports the events of other computers, or of this one under another name, from BigQuery. */
async function importRemote(ledger: Ledger): Promise<void> {
  await connectionsSettled();
  const desk = listeningDesk(ledger, clock, bigquery.config, { concludes: false });
  // retries like the polling loop, because a lost connection is no answer
  for (let tries = 0; tries < 5; tries += 1) {
    await desk.sync?.now();
    if (desk.sync?.status().problem === null) break;
    await connectionsSettled();
  }
  expect(desk.sync?.status().problem).toBeNull();
  await desk.stop();
}

/** A copy of the folder whose ledger has random overwritten pages, as after disk damage. */
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

/** Replaces the sources: they send again everything since the copy, and duplicates are ignored. */
function resendDocuments(ledger: Ledger): void {
  for (const stored of reference.documents.values()) {
    const { name, kind, topic, received_at: receivedAt, headers, 'hex(body)': hex } = JSON.parse(stored);
    const body = Buffer.from(hex, 'hex');
    ledger.documents.put({ id: name, kind, topic, headers: JSON.parse(headers), body, receivedAt });
  }
}

/**
 * The differences from the original. A message with an unknown outcome has to be parked, and is not sent again.
 * @param name the computer's current name: events after a gap in its sequence use a new one
 * @param mayMiss messages that a person is warned may be missing
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
    // a message recorded as sent is not pending, with or without its row
    if (now === undefined && before.state === 'done' && reference.entries.has(`notified:${key}`)) return [];
    const isSame = now?.state === before.state && (now.state === 'done' || now.text === before.text);
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

it('is detected at opening and restored completely', { timeout: 1_200_000 }, async () => {
  const longest: number[] = [];
  const wrong: string[] = [];
  let renamed = 0;
  for (const seed of seeds) {
    const file = broken(seed);
    const begun = performance.now();
    const { ledger, repaired } = await open(file);
    const faults = [...ledger.verify()];
    if (ledger.deskId !== ownDesk) renamed += 1;
    await importRemote(ledger);
    resendDocuments(ledger);
    longest.push(performance.now() - begun);
    faults.push(...ledger.verify());
    ledger.close();
    const mayMiss = repaired?.isWhole ? new Set<string>() : sinceCopy;
    const found = [...faults, ...differences(file, ledger.deskId, mayMiss)];
    wrong.push(...found.map((line) => `seed ${seed}: ${line}`));
  }
  expect(wrong).toEqual([]);
  // lost sequence numbers that others may have seen are not used again
  expect(renamed).toBeGreaterThan(0);
  prove(6, 'files', seeds.length);
  prove(6, 'pages', overwritten);
  prove(6, 'not restored', wrong.length);
  prove(6, 'repaired in', Math.max(...longest));
});

/** The pages with the latest messages, and all pages of the message index. */
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

it('restores pending messages when their rows and keys are lost', async () => {
  const file = broken(0, pagesOfLatestMessages);
  const { ledger, repaired } = await open(file);
  expect(ledger.verify()).toEqual([]);
  ledger.close();
  expect(differences(file)).toEqual([]);
  expect(repaired).toMatchObject({ isWhole: false });
  expect(repaired?.inDoubt).toBeGreaterThan(0);
});

it('reports that messages may be missing when there is no manager', async () => {
  const file = broken(0, pagesOfLatestMessages);
  const { ledger, repaired } = await open(file, []);
  ledger.close();
  const found = referenceOf(file).messages;
  const gone = [...reference.messages].filter(([key, { state }]) => state !== 'done' && !found.has(key));
  expect(gone.length).toBeGreaterThan(0);
  expect(repaired).toMatchObject({ isWhole: false });
});

/** Whether a ledger opened without a repair differs or is refused as damaged. */
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

it('detects damage without the repair, and none in a sound file', () => {
  expect(isSeenBroken(broken(0, () => []))).toBe(false);
  expect(seeds.filter((seed) => !isSeenBroken(broken(seed)))).toEqual([]);
});
