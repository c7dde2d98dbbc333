import { Worker } from 'node:worker_threads';
import type { Log } from '../../ports.ts';
import type { MailClient, Outcome } from './mail-client.ts';
import { createTurns, cutMail, stoppedError } from './mail-client.ts';
import type { MailTask } from './mail-tasks.ts';

export type WorkerClientParts = {
  /** The worker's script: the source, or its bundle. */
  readonly script: URL;
  readonly log: Log;
  /** For reading or showing one mail: time of the reader's own, whatever else the computer does meanwhile. */
  readonly limitMs?: number;
  /** For learning from one: a person waits for it, and it tries many rules. */
  readonly learnLimitMs?: number;
};

/** Together 256 MB: what it keeps, and what it has just made. */
const memoryLimit = { maxOldGenerationSizeMb: 224, maxYoungGenerationSizeMb: 32 };
/**
 * Two seconds after it was asked every mail is read or refused. The limit counts the thread alone: clearing its memory is work of
 * others, and takes up to half as long again.
 */
export const readLimitMs = 1_250;
const startLimitMs = 20_000;
/** After so many times the limit a thread that has had less than it is starved; nobody waits for the reading of a mail. */
const mostWaits = { read: 8, other: 2 };
/** Some of a limit is always spent on waiting for memory to be cleared, by other threads. */
const enough = 0.9;
const shortestWaitMs = 50;

/** Has them done by a thread of this process, with a memory cap; one that ends it is answered with why, and the next gets a new one. */
export function createWorkerClient(parts: WorkerClientParts): MailClient {
  const { script, log, limitMs = readLimitMs, learnLimitMs = 10_000 } = parts;
  let worker: Promise<Worker> | null = null;
  const turns = createTurns();
  let stopped = false;
  /** The last worker that was ended; ending one may take as long as it takes to free its memory. */
  let ending: Promise<unknown> = Promise.resolve();

  const open = async (): Promise<Worker> => {
    await ending;
    const started = new Worker(script, { resourceLimits: memoryLimit });
    // it may fail between two mails or while it is being ended: unheard, that would end the app
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
    // the silence of one that is over must not be taken for a mail that stopped it
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
      // the answer is due now, and the next mail gets no worker before this one is gone
      ending = running.terminate();
    }
    return outcome;
  }

  return {
    // a mail has the worker, and its memory, to itself
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
 * The worker's next word, or why there is none. The limit is time its thread has had: on a computer that is busy otherwise, or
 * while the app itself was held up and an answer lies unread, the real time says nothing about the mail.
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
    const onExit = () => settle({ kind: 'stopped', reason: 'the reader ended' });
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

/** How long the thread has worked so far; null where nobody can say. */
const usedMs = (worker: Worker): Promise<number | null> =>
  Promise.resolve()
    .then(() => worker.cpuUsage())
    .then(
      ({ user, system }) => (user + system) / 1000,
      () => null,
    );
