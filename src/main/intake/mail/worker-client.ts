import { Worker } from 'node:worker_threads';
import type { Log } from '../../ports.ts';
import type { MailClient, Outcome } from './mail-client.ts';
import { createTurns, cutMail, stoppedError } from './mail-client.ts';
import type { MailTask } from './mail-tasks.ts';

export type WorkerClientParts = {
  /** The worker's script: the source, or its bundle. */
  readonly script: URL;
  readonly log: Log;
  /** CPU time for parsing or showing one mail, independent of the load of the computer. */
  readonly limitMs?: number;
  /** For learning from one: a user waits for it, and it tries many rules. */
  readonly learnLimitMs?: number;
};

/** Together 256 MB: the old and the young generation. */
const memoryLimit = { maxOldGenerationSizeMb: 224, maxYoungGenerationSizeMb: 32 };
/**
 * Every mail is parsed or refused two seconds after the request. The limit counts only the thread's time: garbage collection runs
 * on other threads, and takes up to half as long again.
 */
export const readLimitMs = 1_000;
const startLimitMs = 20_000;
/** Multiples of the limit after which a thread that got less time than the limit is starved; no user waits for a parse. */
const mostWaits = { read: 8, other: 2 };
/** Part of a limit is always spent waiting for garbage collection on other threads. */
const enough = 0.9;
const shortestWaitMs = 50;

/** Runs tasks in a thread of this process with a memory cap. If a task ends the thread, the next one starts a new thread. */
export function createWorkerClient(parts: WorkerClientParts): MailClient {
  const { script, log, limitMs = readLimitMs, learnLimitMs = 10_000 } = parts;
  let worker: Promise<Worker> | null = null;
  const turns = createTurns();
  let stopped = false;
  /** The last terminated worker; terminating one takes as long as freeing its memory. */
  let ending: Promise<unknown> = Promise.resolve();

  const open = async (): Promise<Worker> => {
    await ending;
    const started = new Worker(script, { resourceLimits: memoryLimit });
    // it may fail between two mails or during termination: without a listener, that would end the app
    started.on('error', (error) => log.warn('the mail reader failed', { error }));
    const ready = await answerOf(started, startLimitMs);
    if (ready.kind !== 'answer') {
      await started.terminate();
      throw new Error(`the mail reader did not start: ${ready.reason}`);
    }
    return started;
  };

  function start(): Promise<Worker> {
    const opening = open();
    const forget = () => {
      if (worker === opening) worker = null;
    };
    // a finished worker that does not answer must not be blamed on a mail
    opening.then((started) => started.once('error', forget).once('exit', forget), forget);
    return opening;
  }

  async function answerNow(task: MailTask): Promise<Outcome> {
    if (stopped) throw stoppedError();
    worker ??= start();
    const running = await worker;
    if (stopped) throw stoppedError();
    const limit = task.task === 'learn' ? learnLimitMs : limitMs;
    const answer = answerOf(running, limit, task.task === 'read' ? mostWaits.read : mostWaits.other);
    const raw = cutMail(task.raw);
    running.postMessage({ ...task, raw }, [raw.buffer]);
    const outcome = await answer;
    if (outcome.kind === 'stopped') {
      if (stopped) throw stoppedError();
      worker = null;
      // the answer is due now, and the next mail gets no worker before this one has ended
      ending = running.terminate();
    }
    return outcome;
  }

  return {
    // one mail at a time has the worker and its memory
    ask: (task) => turns.take(() => answerNow(task)),
    async stop() {
      stopped = true;
      const running = await worker?.catch(() => null);
      await running?.terminate();
      await Promise.all([turns.ended(), ending]);
    },
  };
}

/**
 * The next message of the worker, or the reason why there is none. The limit is the CPU time of its thread: on a busy computer,
 * or while the app was blocked and an answer is unread, wall time is no measure of the mail.
 */
function answerOf(worker: Worker, limitMs: number, waits = mostWaits.other): Promise<Outcome> {
  const startedAt = performance.now();
  const usedBefore = usedMs(worker);
  return new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      resolve(outcome);
    };
    const onMessage = (value: unknown) => settle({ kind: 'answer', value });
    const onError = (error: Error & { readonly code?: string }) =>
      settle({
        kind: 'stopped',
        reason:
          error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'reading it took more than 256 MB' : error.message,
      });
    const onExit = () => settle({ kind: 'stopped', reason: 'reading was stopped' });
    const look = async (): Promise<void> => {
      const waitedMs = performance.now() - startedAt;
      const [before, now] = [await usedBefore, await usedMs(worker)];
      const hadMs = before === null || now === null ? waitedMs : now - before;
      if (hadMs >= limitMs * enough) {
        settle({ kind: 'stopped', reason: `reading it took longer than ${limitMs / 1000} s` });
      } else if (waitedMs >= limitMs * waits) {
        settle({ kind: 'stopped', reason: 'this computer was too busy to read it', starved: true });
      } else timer = setTimeout(() => void look(), Math.max(limitMs - hadMs, shortestWaitMs));
    };
    let timer = setTimeout(() => void look(), limitMs);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}

/** CPU time of the thread so far; null if unavailable. */
const usedMs = (worker: Worker): Promise<number | null> =>
  Promise.resolve()
    .then(() => worker.cpuUsage())
    .then(
      ({ user, system }) => (user + system) / 1000,
      () => null,
    );
