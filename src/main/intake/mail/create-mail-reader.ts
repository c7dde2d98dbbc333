import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { orderContentSchema } from '../../../shared/order.ts';
import type { Mail, Reading } from '../../../shared/reading.ts';
import { mailSayings } from '../../../shared/reading.ts';
import type { Recipe } from '../../../shared/recipe.ts';
import type { Log } from '../../ports.ts';
import { readMailHeaders } from './mail-headers.ts';
import { unreadable } from './read-mail.ts';

export type ReadMail = { readonly mail: Mail; readonly reading: Reading };

/** Reads mails apart from the app. A mail that stops the reader is an order for review, and the next one is read. */
export type MailReader = {
  read(raw: Uint8Array, recipes: readonly Recipe[]): Promise<ReadMail>;
  stop(): Promise<void>;
};

export type MailReaderParts = {
  /** The worker's script: the source, or its bundle. */
  readonly script: URL;
  readonly log: Log;
  readonly limitMs?: number;
};

const memoryLimit = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };
const startLimitMs = 20_000;

export function createMailReader({ script, log, limitMs = 2000 }: MailReaderParts): MailReader {
  let worker: Promise<Worker> | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let stopped = false;

  const open = async (): Promise<Worker> => {
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

  async function readNow(raw: Uint8Array, recipes: readonly Recipe[]): Promise<ReadMail> {
    if (stopped) throw new Error('the mail reader is stopped');
    worker ??= start();
    const running = await worker;
    const answer = answerOf(running, limitMs);
    running.postMessage({ raw, recipes });
    const outcome = await answer;
    if (outcome.kind === 'answer') {
      const read = readMailSchema.safeParse(outcome.value);
      if (read.success) return read.data;
      const failure = failureSchema.safeParse(outcome.value);
      return {
        mail: await headerOnly(raw),
        reading: unreadable(
          'unreadable',
          failure.success ? failure.data.failure : 'the reading made no sense',
        ),
      };
    }
    worker = null;
    await running.terminate();
    log.warn('a mail stopped the reader', { reason: outcome.reason });
    return { mail: await headerOnly(raw), reading: unreadable('reader-stopped', outcome.reason) };
  }

  return {
    read(raw, recipes) {
      const result = queue.then(() => readNow(raw, recipes));
      queue = result.catch(() => undefined);
      return result;
    },
    async stop() {
      stopped = true;
      await queue;
      const running = await worker?.catch(() => null);
      await running?.terminate();
    },
  };
}

type Outcome =
  | { readonly kind: 'answer'; readonly value: unknown }
  | { readonly kind: 'stopped'; readonly reason: string };

/** The worker's next word, or why there is none. The limit is real time: it is the thread's work that is measured. */
function answerOf(worker: Worker, limitMs: number): Promise<Outcome> {
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
    const timer = setTimeout(
      () => settle({ kind: 'stopped', reason: `reading it took longer than ${limitMs / 1000} s` }),
      limitMs,
    );
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}

const readMailSchema = z.object({
  // The worker is our own: its mail is only looked at here, and escaped wherever it is shown.
  mail: z.custom<Mail>((value) => typeof value === 'object' && value !== null && 'subject' in value),
  reading: z.object({
    kind: z.enum(['order', 'needs-review', 'not-an-order']),
    orders: z.array(orderContentSchema),
    confidence: z.record(z.string(), z.number()),
    says: z.enum(mailSayings),
    recipe: z.string().nullable(),
    why: z.string(),
  }),
});
const failureSchema = z.object({ failure: z.string() });

/** What is known of a mail whose body could not be read. */
async function headerOnly(raw: Uint8Array): Promise<Mail> {
  const headers = await readMailHeaders(raw);
  return {
    messageId: headers.messageId ?? undefined,
    from: headers.from ?? undefined,
    fromName: undefined,
    forwardedBy: undefined,
    subject: headers.subject,
    date: undefined,
    html: undefined,
    text: undefined,
  };
}
