import { z } from 'zod';
import type { CostView } from '../../shared/cost.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { Problem } from '../../shared/problem.ts';
import { isProblem } from '../../shared/problem.ts';
import type { Performer } from '../outbox/relay.ts';
import { createPatience } from '../patience.ts';
import type { Clock, Connection, ConnectionStatus, Ledger, Log, Loop } from '../ports.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import { beginRound, loadKind, roundOf } from './batch.ts';
import type { Batcher } from './batcher.ts';
import { createBatcher } from './batcher.ts';
import type { Writer } from './carry.ts';
import { openBigQuery } from './client.ts';
import { createCost, freeQueryBytes, freeStoredBytes } from './cost.ts';
import type { TableFacts } from './ensure.ts';
import { tableOf } from './ensure.ts';
import { linkedKind } from './linked-batch.ts';
import { createLinkedLoads } from './linked-load.ts';
import { daysOf, rowsGoAfter } from './metadata.ts';
import type { Movement } from './movement.ts';
import { movementOf } from './movement.ts';
import { questionAt, questions, readPace, spend } from './pace.ts';
import { createLoadPerformer } from './perform-load.ts';
import { createPreparation, viewsAgainMs } from './prepare.ts';
import { readProblem } from './problems.ts';
import type { Question } from './run-query.ts';
import { ask } from './run-query.ts';
import { createShopGate } from './shop-gate.ts';
import type { ShopSet } from './shop-labels.ts';
import { createWhose } from './shop-labels.ts';
import { loadWriter, streamWriter } from './writers.ts';

export type WarehouseParts = {
  /** Null: no BigQuery is connected, and no load is enqueued. */
  readonly config: BigQueryConfig | null;
  /** Absent: no shop is configured. */
  readonly shop?: ShopSet;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** Called after events of these orders were committed to BigQuery. */
  readonly onCommitted?: (orderIds: readonly OrderId[]) => void;
  /** Called when the dataset starts or stops to belong to another shop. */
  readonly onWhose?: () => void;
  /** Called when the connection status has changed. */
  readonly onStatus?: () => void;
  readonly random?: () => number;
};

export type Warehouse = Loop &
  Connection & {
    readonly performers: readonly Performer[];
    /** The cost of this computer this month; null when no BigQuery is connected. */
    cost(): CostView | null;
    /** Runs an SQL query with limited and recorded cost; null when no BigQuery is connected. */
    readonly ask: ((question: Question) => Promise<readonly unknown[]>) | null;
    /** Reads whether rows have arrived, without a query; null when no BigQuery is connected. */
    readonly movement: (() => Promise<Movement | null>) | null;
    /**
     * Enqueues a load of events that other computers published before this moment (epoch milliseconds) and BigQuery lacks.
     * @returns number of events
     */
    loadLinked(before: number): number;
    /** When the next background query may run, within the free monthly quota. */
    askAt(): number;
  };

/** For minutes, a new table may lose streamed rows although it confirms them; load jobs work at once. */
const newTableMs = 10 * 60_000;

/** macOS reports its uptime in whole seconds. */
const secondMs = 1_000;

/** Interval of checks whether Shopify has returned the shop's id, which decides whose the table is. */
const whoseAgainMs = 15_000;

/** Backoff of checks on a BigQuery that does not work. */
const lookAfter = (looks: number): number => Math.min(60_000, 5_000 * 2 ** Math.min(looks, 4));

const lastSchema = z.object({ job: z.string(), at: z.int(), rows: z.int() }).readonly();

/** Replicates every event of this computer to the shop's BigQuery, where each counts once, and reports the progress. */
export function createWarehouse(parts: WarehouseParts): Warehouse {
  return parts.config ? connected(parts, parts.config) : disconnected(parts);
}

function disconnected({ ledger }: WarehouseParts): Warehouse {
  const status = (): ConnectionStatus => ({
    state: 'off',
    account: null,
    lastSuccessAt: null,
    problem: null,
    fix: null,
    facts: [],
  });
  return {
    name: 'bigquery',
    performers: [],
    cost: () => null,
    ask: null,
    movement: null,
    loadLinked: () => 0,
    askAt: () => Number.POSITIVE_INFINITY,
    status,
    check: async () => status(),
    start: () => ledger.warehouse.setConnected(false),
    stop: async () => {},
  };
}

function connected(parts: WarehouseParts, config: BigQueryConfig): Warehouse {
  const { ledger, clock, log, onCommitted = () => {}, onStatus = () => {}, onWhose = () => {} } = parts;
  const { random = Math.random, shop = { domain: null } } = parts;
  const patience = createPatience('BigQuery', clock);
  const bigquery = openBigQuery(config, patience);
  const cost = createCost({ settings: ledger.settings, clock });
  const asking = { bigquery, config, cost };
  const whose = createWhose({ config, ledger, clock, shop, isStopped: () => stopped, onWhose });
  const gated = createShopGate(bigquery, config, clock, whose);
  const asked = () => readPace(ledger.settings.get('warehouse.questions'), clock.now(), questions);
  const writing = { bigquery, config, clock, cost };
  const load = loadWriter(writing);
  const handOver = config.mode === 'stream' ? streamWriter(writing) : load;
  const preparation = createPreparation({
    bigquery,
    config,
    clock,
    log,
    whose,
    onTable: (table) => {
      if (!stopped) recognise(table);
    },
    onViews: () => {
      if (!stopped) onStatus();
      lookLater();
    },
  });
  const isNew = (): boolean => {
    const table = preparation.table();
    return table === null || clock.now() - Number(table.createdAt) < newTableMs;
  };
  const writer: Writer = (...batch) => patience.keep(() => (isNew() ? load : handOver)(...batch));
  let nudge = () => {};
  const batcher: Batcher = createBatcher({
    ledger,
    clock,
    log,
    paced: config.mode === 'load',
    onOwed: () => nudge(),
  });

  let checking: Promise<ConnectionStatus> | null = null;
  let problem: Problem | null = null;
  /** Number of checks since BigQuery last worked. */
  let looks = 0;
  let cancelLook = () => {};
  let stopped = false;
  let wasCatchingUp = true;

  function tell(next: Problem | null): void {
    const changed = next?.message !== problem?.message;
    problem = next;
    if (next === null) looks = 0;
    if (changed && !stopped) onStatus();
    lookLater();
  }

  const telling = (work: Promise<void>): Promise<void> =>
    work.then(
      () => tell(null),
      (error: unknown) => tell(readProblem(error)),
    );

  /** Schedules a check: the problem may end by itself, and without pending loads no request would detect that. */
  function lookLater(): void {
    cancelLook();
    if (stopped) return;
    if (problem) cancelLook = clock.after(Math.max(problem.retryAfterMs ?? 0, lookAfter(looks)), look);
    else if (preparation.viewsProblem()) cancelLook = clock.after(viewsAgainMs + secondMs, look);
    else if (preparation.table()?.saysWhose === false) cancelLook = clock.after(whoseAgainMs, look);
  }

  function look(): void {
    looks += 1;
    // a pending load retries by itself and finds more than a check
    if ([loadKind, linkedKind].some((kind) => ledger.outbox.nextDue(kind) !== null)) {
      lookLater();
      return;
    }
    preparation.doubt();
    telling(preparation.prepare()).catch((error: unknown) =>
      log.error('BigQuery could not be looked at again', { error }),
    );
  }

  /** Enqueues events again that were loaded into another table or into one deleted since. */
  function recognise({ createdAt }: TableFacts): void {
    const known = ledger.settings.get('warehouse.table');
    const seen = `${config.projectId}.${config.dataset} ${createdAt}`;
    if (createdAt === '' || known === seen) return;
    ledger.transaction(() => {
      ledger.settings.set('warehouse.table', seen);
      if (known === null) return;
      ledger.warehouse.startOver();
      beginRound(ledger.settings);
    });
    if (known === null) return;
    log.warn('the table is another one, everything is loaded into it', { table: seen });
    batcher.look();
  }

  const prepared: Writer = async (batch, entries, attempts) => {
    await preparation.prepare();
    if (batch.round !== roundOf(ledger.settings)) return { state: 'void' };
    const written = await writer(batch, entries, attempts).catch(forget);
    if (written.state === 'failed' && written.problem.kind === 'not-found') preparation.doubt();
    return written;
  };

  /** A missing table is created again before the next batch. */
  function forget(error: unknown): never {
    if (isProblem(error) && error.kind === 'not-found') preparation.doubt();
    throw error;
  }

  const performer = createLoadPerformer({
    ledger,
    clock,
    log,
    write: prepared,
    random,
    spendOne: () => batcher.spendOne(),
    onProblem: tell,
    onCommitted: (orderIds) => {
      batcher.look();
      if (wasCatchingUp) onStatus();
      wasCatchingUp = ledger.warehouse.catchUp() !== null;
      onCommitted(orderIds);
    },
  });

  const linked = createLinkedLoads({
    ledger,
    clock,
    log,
    write: prepared,
    random,
    spendOne: batcher.spendOne,
    onOwed: () => nudge(),
    onProblem: tell,
  });

  function wakeBy(wake: () => void): void {
    nudge = wake;
  }

  function status(): ConnectionStatus {
    const counts = ledger.warehouse.counts();
    const catchUp = ledger.warehouse.catchUp();
    const kept = ledger.settings.get('warehouse.last');
    const last = kept === null ? null : lastSchema.parse(JSON.parse(kept));
    const status = statusWith(last?.at ?? null, [
      { label: 'Events in BigQuery', value: String(counts.committed) },
      { label: 'Events queued', value: String(counts.waiting) },
      { label: 'Events parked', value: String(counts.parked) },
      ...(last ? [{ label: 'Last load', value: `${last.job}, ${last.rows} rows` }] : []),
    ]);
    return catchUp ? { ...status, progress: catchUp } : status;
  }

  function statusWith(lastSuccessAt: number | null, progress: ConnectionStatus['facts']): ConnectionStatus {
    const table = preparation.table();
    const shown = problem ?? preparation.viewsProblem();
    const failed = problem?.kind === 'signed-out' ? 'signed-out' : shown ? 'failing' : 'working';
    const facts = [
      { label: 'Location', value: table?.location ?? config.location },
      ...progress,
      ...(table?.expires ? [{ label: 'Attention', value: 'BigQuery deletes this table after 60 days' }] : []),
      ...(table && table.rowsKeptMs !== null
        ? [{ label: 'Attention', value: rowsGoAfter(table.rowsKeptMs) }]
        : []),
    ];
    return {
      state: checking ? 'checking' : table || shown ? failed : 'checking',
      account: `${config.projectId}.${config.dataset}`,
      lastSuccessAt,
      problem: shown?.message ?? null,
      fix: shown?.fix ?? null,
      facts,
      ...(table && table.rowsKeptMs !== null && { keptDays: daysOf(table.rowsKeptMs) }),
    };
  }

  async function checkNow(): Promise<ConnectionStatus> {
    await telling(preparation.prepareAnew());
    checking = null;
    if (stopped) return statusWith(null, []); // the ledger may be closed before BigQuery has answered
    onStatus();
    return status();
  }

  return {
    name: 'bigquery',
    performers: [{ ...performer, wakeBy }, linked.performer],
    loadLinked: linked.owe,
    cost: () => ({
      ...cost.month(),
      mode: config.mode,
      stored: preparation.table()?.bytes ?? null,
      freeQueryBytes,
      freeStoredBytes,
    }),
    ask: gated((question) => {
      const now = clock.now();
      ledger.settings.set('warehouse.questions', JSON.stringify(spend(asked(), now, questions)));
      return ask(asking, question);
    }),
    movement: gated(() => movementOf(tableOf(bigquery, config))),
    askAt: () => questionAt(asked(), clock.now()),
    status,
    check: () => {
      checking ??= checkNow();
      return checking;
    },
    start() {
      ledger.warehouse.setConnected(true);
      batcher.start();
      checking ??= checkNow();
      checking.catch((error: unknown) => log.error('BigQuery could not be checked', { error }));
    },
    async stop() {
      stopped = true;
      cancelLook();
      await batcher.stop();
    },
  };
}
