import type { CountedSource } from '../../../shared/completeness.ts';
import { isProblem, messageOf } from '../../../shared/problem.ts';
import type { ShopDay } from '../../../shared/shop-days.ts';
import { createPollingLoop } from '../../polling-loop.ts';
import type { Clock, Log, Loop, Settings } from '../../ports.ts';
import type { AskedDay, Named } from './facts.ts';
import { createStoredAnswers } from './stored-answers.ts';

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
  readonly settings: Pick<Settings, 'get' | 'set'>;
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
export function createSurvey({ clock, log, days, askables, settings, onAsked }: SurveyParts): Survey {
  const stored = createStoredAnswers(settings);
  const problems = new Map<CountedSource, string>();
  let allAt = Number.NEGATIVE_INFINITY;
  let isFirst = true;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const sources = () => askables.flatMap((askable) => askable.sources());

  async function askOne(askable: Askable, source: CountedSource, wanted: readonly ShopDay[]): Promise<void> {
    try {
      for (const day of wanted) {
        const askedAt = clock.now();
        const named = await askable.ask(source, day);
        if (stopped) return;
        if (named) stored.write(day, { source, day: day.day, askedAt, named });
      }
      problems.delete(source);
    } catch (error) {
      if (stopped) return;
      problems.set(source, messageOf(error));
      if (isProblem(error)) log.info('a source did not say what exists', { source, reason: error.message });
      else log.error('a source did not say what exists', { source, error });
    }
  }

  /** Asks one source at a time. */
  function ask(wanted: readonly ShopDay[], only?: CountedSource): Promise<void> {
    const askEach = async (): Promise<void> => {
      for (const askable of askables) {
        for (const source of askable.sources()) {
          if (!stopped && (only ?? source) === source) await askOne(askable, source, wanted);
        }
      }
      if (!stopped) onAsked();
    };
    running = running.then(askEach).catch((error: unknown) => log.error('the survey failed', { error }));
    return running;
  }

  const loop = createPollingLoop(clock, async () => {
    if (isFirst) {
      isFirst = false;
      return firstMs;
    }
    const isAllDue = clock.now() - allAt >= allEveryMs;
    await ask(isAllDue ? days() : days().slice(0, 1));
    if (isAllDue && problems.size === 0) allAt = clock.now();
    return todayEveryMs;
  });

  return {
    ask: ({ source, day } = {}) =>
      ask(
        days().filter((one) => day === undefined || one.day === day),
        source,
      ),
    asked: (wanted) => sources().flatMap((source) => stored.read(source, wanted)),
    askable: () => new Map(sources().map((source) => [source, problems.get(source) ?? null])),
    start: loop.start,
    async stop() {
      stopped = true;
      await loop.stop();
      await running;
    },
  };
}
