import type { CountedSource } from '../../../shared/completeness.ts';
import { isProblem, messageOf } from '../../../shared/problem.ts';
import type { ShopDay } from '../../../shared/shop-days.ts';
import type { Clock, Log, Loop } from '../../ports.ts';
import type { AskedDay, Named } from './facts.ts';
import type { StoredAnswers } from './stored-answers.ts';

/** Something that can say which orders exist. */
export type Askable = {
  /** Several sources of one account answer or fail by themselves. */
  sources(): readonly CountedSource[];
  /** Null where nothing of a source was ever to be here on that day. Rejects with a Problem. */
  ask(source: CountedSource, day: ShopDay): Promise<readonly Named[] | null>;
};

export type Survey = Loop & {
  /** Asks now: one source or all, of one day or all. Never rejects: what went wrong is kept beside the old answer. */
  ask(what?: {
    readonly source?: CountedSource | undefined;
    readonly day?: string | undefined;
  }): Promise<void>;
  asked(days: readonly ShopDay[]): readonly AskedDay[];
  /** The sources that can be asked, and why the last ask failed. */
  askable(): ReadonlyMap<CountedSource, string | null>;
};

export type SurveyParts = {
  readonly clock: Clock;
  readonly log: Log;
  readonly days: () => readonly ShopDay[];
  readonly askables: readonly Askable[];
  /** What was said before this start. */
  readonly kept: StoredAnswers;
  /** Called after answers have come. */
  readonly onAsked: () => void;
};

const minute = 60_000;
/** The first sweep and the first poll have a moment to bring what is there. */
const firstMs = 5_000;
const todayEveryMs = 2 * minute;
/** Days that are over change rarely. */
const allEveryMs = 60 * minute;

/**
 * Keeps what the sources say exists, day by day: today's often, the other days' by the hour. All is asked anew at each start;
 * until then what was said before it stands, with its time.
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

  /** Sources come to be known one by one, and the shop's zone when Shopify has told it. */
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
    // found when it was first named, not when it was last
    const first = named.map((one) => ({ ...one, at: Math.min(one.at, before.get(one.id) ?? one.at) }));
    const answer = { source, day: day.day, askedAt, named: first };
    answers.set(keyOf(source, day), answer);
    kept.write(day, answer);
  }

  /** Of days that are over nobody asks any more. */
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

  /** One after the other: sources answer a question at a time. */
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
