import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { orderContentSchema } from '../../../shared/order.ts';
import { mailSayings, readingKinds } from '../../../shared/reading.ts';
import type { Recipe } from '../../../shared/recipe.ts';
import { recipeSchema } from '../../../shared/recipe.ts';
import type { TrainerValues } from '../../../shared/trainer.ts';
import type { Log } from '../../ports.ts';
import { readMailHeaders } from './mail-headers.ts';
import type { MailHead, MailTask, ShownMail } from './mail-tasks.ts';
import type { Studied } from './read-mail.ts';
import { unreadable } from './read-mail.ts';

export type ReadMail = Pick<Studied, 'outline' | 'unread' | 'reading'> & {
  readonly mail: MailHead;
  /** The lines of the mail in reading order. */
  readonly pieces: readonly string[];
  /** Not read, because the reader was hardly given any time: that says nothing about the mail, which is worth another try. */
  readonly starved?: true;
};

/** A recipe, or in a word why there is none. */
export type LearntFromMail = {
  readonly recipe: Recipe | null;
  /** The values no words beside them lead to. */
  readonly missed: readonly string[];
  readonly problem: string | null;
};

/**
 * Reads mails apart from the app. A mail that stops the reader is an order for review, and the next one is read.
 * Everything rejects when the reader itself cannot run, or is stopped meanwhile: that says nothing about the mail.
 */
export type MailReader = {
  read(raw: Uint8Array, recipes: readonly Recipe[]): Promise<ReadMail>;
  /** Learns a recipe from one mail and the values a person pointed at, and tries it on other mails of the sender. */
  learn(raw: Uint8Array, others: readonly Uint8Array[], values: TrainerValues): Promise<LearntFromMail>;
  /** A mail to be looked at. One that cannot be taken apart is shown as it came. */
  show(raw: Uint8Array): Promise<ShownMail>;
  stop(): Promise<void>;
};

export type MailReaderParts = {
  /** The worker's script: the source, or its bundle. */
  readonly script: URL;
  readonly log: Log;
  /** For reading or showing one mail: time of the reader's own, whatever else the computer does meanwhile. */
  readonly limitMs?: number;
  /** For learning from one: a person waits for it, and it tries many rules. */
  readonly learnLimitMs?: number;
};

/** What follows in a longer mail are attachments: the text of a message comes first. */
export const mostBytes = 8_000_000;
const mostSource = 20_000;
/** Together 256 MB: what it keeps, and what it has just made. */
const memoryLimit = { maxOldGenerationSizeMb: 224, maxYoungGenerationSizeMb: 32 };
/** Two seconds after it was asked every mail is read or refused: what is left of them it takes to end the worker and to say so. */
export const readLimitMs = 1_750;
const startLimitMs = 20_000;
/** After so many times the limit a thread that has had less than it is starved; nobody waits for the reading of a mail. */
const mostWaits = { read: 8, other: 2 };
/** Some of a limit is always spent on waiting for memory to be cleared, by other threads. */
const enough = 0.9;
const shortestWaitMs = 50;

export function createMailReader(parts: MailReaderParts): MailReader {
  const { script, log, limitMs = readLimitMs, learnLimitMs = 10_000 } = parts;
  let worker: Promise<Worker> | null = null;
  let queue: Promise<unknown> = Promise.resolve();
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
    // a copy of its own, handed over: a view would take all that it is cut from along
    const raw = new Uint8Array(task.raw.subarray(0, mostBytes));
    running.postMessage({ ...task, raw }, [raw.buffer]);
    const outcome = await answer;
    if (outcome.kind === 'stopped') {
      if (stopped) throw stoppedError();
      worker = null;
      // the answer is due now, and the next mail gets no worker before this one is gone
      ending = running.terminate();
      log.warn('a mail stopped the reader', { reason: outcome.reason });
    }
    return outcome;
  }

  /** One after the other: a mail has the worker, and its memory, to itself. */
  function ask(task: MailTask): Promise<Outcome> {
    const result = queue.then(() => answerNow(task));
    queue = result.catch(() => undefined);
    return result;
  }

  return {
    async read(raw, recipes) {
      const outcome = await ask({ task: 'read', raw, recipes });
      if (outcome.kind === 'stopped') {
        const read = await unread(raw, 'reader-stopped', outcome.reason);
        return outcome.starved ? { ...read, starved: true } : read;
      }
      const read = readMailSchema.safeParse(outcome.value);
      return read.success ? read.data : unread(raw, 'unreadable', failureOf(outcome.value));
    },
    async learn(raw, others, values) {
      const outcome = await ask({ task: 'learn', raw, others, values });
      const none = { recipe: null, missed: [] };
      if (outcome.kind === 'stopped') return { ...none, problem: outcome.reason };
      const learnt = learntSchema.safeParse(outcome.value);
      return learnt.success ? learnt.data : { ...none, problem: failureOf(outcome.value) };
    },
    async show(raw) {
      const outcome = await ask({ task: 'show', raw });
      const shown = outcome.kind === 'answer' ? shownSchema.safeParse(outcome.value).data : undefined;
      return shown ?? { html: null, text: Buffer.from(raw.slice(0, mostSource)).toString('utf8') };
    },
    async stop() {
      stopped = true;
      const running = await worker?.catch(() => null);
      await running?.terminate();
      await Promise.all([queue, ending]);
    },
  };
}

const stoppedError = (): Error => new Error('the mail reader is stopped');

type Outcome =
  | { readonly kind: 'answer'; readonly value: unknown }
  | { readonly kind: 'stopped'; readonly reason: string; readonly starved?: true };

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

const readMailSchema = z.object({
  mail: z.object({
    messageId: z.string().optional(),
    from: z.string().optional(),
    fromName: z.string().optional(),
    subject: z.string(),
    hasHtml: z.boolean(),
  }),
  reading: z.object({
    kind: z.enum(readingKinds),
    orders: z.array(orderContentSchema),
    confidence: z.record(z.string(), z.number()),
    says: z.enum(mailSayings),
    recipe: z.string().nullable(),
    why: z.string(),
  }),
  outline: z.array(z.string()),
  unread: z.array(z.string()),
  pieces: z.array(z.string()),
});
const shownSchema = z.object({ html: z.string().nullable(), text: z.string() });
const learntSchema = z.object({
  recipe: recipeSchema.nullable(),
  missed: z.array(z.string()),
  problem: z.string().nullable(),
});
const failureSchema = z.object({ failure: z.string() });

const failureOf = (value: unknown): string =>
  failureSchema.safeParse(value).data?.failure ?? 'the reading made no sense';

/** What is known of a mail whose body could not be read. */
async function unread(
  raw: Uint8Array,
  code: 'unreadable' | 'reader-stopped',
  reason: string,
): Promise<ReadMail> {
  const { messageId, from, subject } = await readMailHeaders(raw);
  return {
    mail: {
      ...(messageId !== null && { messageId }),
      ...(from !== null && { from }),
      subject,
      hasHtml: true,
    },
    reading: unreadable(code, reason),
    outline: [],
    unread: [],
    pieces: [],
  };
}
