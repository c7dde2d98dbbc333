import type { CountedSource } from '../../../shared/completeness.ts';
import { isProblem, messageOf } from '../../../shared/problem.ts';
import type { ShopDay } from '../../../shared/shop-days.ts';
import type { Clock, Log, Loop } from '../../ports.ts';
import type { AskedDay, Named } from './facts.ts';
import type { StoredAnswers } from './stored-answers.ts';

/** An account that can list which orders exist. */
export type Askable = {
  /** Several sources of one account answer or fail independently. */
  sources(): readonly CountedSource[];
  /** Null if nothing of a source was expected on that day. Rejects with a Problem. */
  ask(source: CountedSource, day: ShopDay): Promise<readonly Named[] | null>;
};

export type Survey = Loop & {
  /** Asks now: one source or all, of one day or all. Never rejects: an error is kept beside the old answer. */
  ask(what?: {
    readonly source?: CountedSource | undefined;
    readonly day?: string | undefined;
  }): Promise<void>;
  asked(days: readonly ShopDay[]): readonly AskedDay[];
  /** The sources that can be asked, and why the last request failed. */
  askable(): ReadonlyMap<CountedSource, string | null>;
};

export type SurveyParts = {
  readonly clock: Clock;
  readonly log: Log;
  readonly days: () => readonly ShopDay[];
  readonly askables: readonly Askable[];
  /** Answers from before this start. */
  readonly kept: StoredAnswers;
  readonly onAsked: () => void;
};

const minute = 60_000;
/** Leaves the first sweep and the first poll time to fetch orders. */
const firstMs = 5_000;
const todayEveryMs = 2 * minute;
/** Days that are over change rarely. */
const allEveryMs = 60 * minute;

/**
 * Keeps which orders exist at the sources, by day. Today is asked often, the other days hourly. Everything is asked again at each
 * start; until then the stored answer is shown with its time.
 */
export function createSurvey({ clock, log, days, askables, kept, onAsked }: SurveyParts): Survey {
  const answers = new Map<string, AskedDay>();
  const problems = new Map<CountedSource, string>();
  let allAt = Number.NEGATIVE_INFINITY;
  let stopped = false;
  let cancel = (): void => {};
  let running: Promise<void> = Promise.resolve();
  const endOf = ({ day, from }: ShopDay): string => ` ${day} ${from}`;
  const keyOf = (source: CountedSource, day: ShopDay): string => `${source}${endOf(day)}`;
  const readBack = new Set<string>();

  /** Sources become known one by one, and the shop's time zone only when Shopify answers. */
  function readKept(wanted: readonly ShopDay[]): void {
    for (const source of askables.flatMap((askable) => askable.sources())) {
      const missing = wanted.filter(
        (day) => !answers.has(keyOf(source, day)) && !readBack.has(keyOf(source, day)),
      );
      for (const day of missing) readBack.add(keyOf(source, day));
      for (const [day, answer] of kept.read(source, missing)) answers.set(keyOf(source, day), answer);
    }
  }

  function take(source: CountedSource, day: ShopDay, askedAt: number, named: readonly Named[]): void {
    const before = new Map(answers.get(keyOf(source, day))?.named.map(({ id, at }) => [id, at]));
    // keep the time when it was first reported
    const first = named.map((one) => ({ ...one, at: Math.min(one.at, before.get(one.id) ?? one.at) }));
    const answer = { source, day: day.day, askedAt, named: first };
    answers.set(keyOf(source, day), answer);
    kept.write(day, answer);
  }

  /** Drops answers for days that are no longer shown. */
  function forget(): void {
    const ends = days().map(endOf);
    for (const key of answers.keys()) if (!ends.some((end) => key.endsWith(end))) answers.delete(key);
  }

  async function askOne(
    askable: Askable,
    source: CountedSource,
    wanted: readonly ShopDay[],
  ): Promise<boolean> {
    try {
      for (const day of wanted) {
        if (stopped) return false;
        const askedAt = clock.now();
        const named = await askable.ask(source, day);
        if (named && !stopped) take(source, day, askedAt, named);
      }
      problems.delete(source);
      return true;
    } catch (error) {
      if (stopped) return false;
      problems.set(source, messageOf(error));
      if (isProblem(error)) log.info('a source did not say what exists', { source, reason: error.message });
      else log.error('a source did not say what exists', { source, error });
      return false;
    }
  }

  async function askNow(wanted: readonly ShopDay[], only?: CountedSource): Promise<boolean> {
    let all = true;
    readKept(days());
    for (const askable of askables) {
      for (const source of askable.sources()) {
        if (only !== undefined && only !== source) continue;
        all = (await askOne(askable, source, wanted)) && all;
      }
    }
    if (!stopped) onAsked();
    return all;
  }

  /** Runs one at a time: sources answer one request at a time. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    running = running.then(work).catch((error: unknown) => log.error('the survey failed', { error }));
    return running;
  };

  async function round(): Promise<void> {
    if (stopped) return;
    const [today] = days();
    const isAllDue = clock.now() - allAt >= allEveryMs;
    forget();
    const done = await askNow(isAllDue ? days() : today ? [today] : []);
    if (isAllDue && done) allAt = clock.now();
  }

  function plan(ms: number): void {
    cancel = clock.after(ms, () => {
      void inTurn(round).then(() => {
        if (!stopped) plan(todayEveryMs);
      });
    });
  }

  return {
    ask: ({ source, day } = {}) =>
      inTurn(async () => {
        if (stopped) return;
        await askNow(
          days().filter((one) => day === undefined || one.day === day),
          source,
        );
      }),
    asked(wanted) {
      readKept(wanted);
      return wanted.flatMap((day) =>
        [...answers].flatMap(([key, answer]) => (key.endsWith(endOf(day)) ? [answer] : [])),
      );
    },
    askable: () =>
      new Map(
        askables.flatMap((askable) =>
          askable
            .sources()
            .map((source): [CountedSource, string | null] => [source, problems.get(source) ?? null]),
        ),
      ),
    start: () => plan(firstMs),
    async stop() {
      stopped = true;
      cancel();
      await running;
    },
  };
}
