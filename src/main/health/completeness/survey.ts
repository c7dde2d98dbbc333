import type { CountedSource } from '../../../shared/completeness.ts';
import { isProblem, messageOf } from '../../../shared/problem.ts';
import type { Clock, Log, Loop } from '../../ports.ts';
import type { AskedDay, Named } from './facts.ts';
import type { ShopDay } from './shop-days.ts';

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
  /** Called after answers have come. */
  readonly onAsked: () => void;
};

const minute = 60_000;
/** The first sweep and the first poll have a moment to bring what is there. */
const firstMs = 5_000;
const todayEveryMs = 2 * minute;
/** Days that are over change rarely. */
const allEveryMs = 60 * minute;

/** Keeps what the sources say exists, day by day: today's often, the other days' by the hour. In memory: it is asked anew at each start. */
export function createSurvey({ clock, log, days, askables, onAsked }: SurveyParts): Survey {
  const answers = new Map<string, AskedDay>();
  const problems = new Map<CountedSource, string>();
  let allAt = Number.NEGATIVE_INFINITY;
  let stopped = false;
  let cancel = (): void => {};
  let running: Promise<void> = Promise.resolve();
  const keyOf = (source: CountedSource, { day, from }: ShopDay): string => `${source} ${day} ${from}`;

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
        if (named) answers.set(keyOf(source, day), { source, day: day.day, askedAt, named });
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
    asked: (wanted) =>
      wanted.flatMap((day) =>
        [...answers].flatMap(([key, answer]) => (key.endsWith(`${day.day} ${day.from}`) ? [answer] : [])),
      ),
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
