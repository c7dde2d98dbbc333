import { z } from 'zod';
import { messageOf } from '../../../shared/problem.ts';
import type { Word } from '../../next-word.ts';
import { nextWord, startLimitMs, tries } from '../../next-word.ts';
import type { Log, SideProcess } from '../../ports.ts';
import type { MailClient, Outcome } from './mail-client.ts';
import { createTurns, cutMail, stoppedError } from './mail-client.ts';
import type { MailTask } from './mail-tasks.ts';

export type ProcessClientParts = {
  readonly start: () => SideProcess;
  /** Does it where no process can be had. */
  readonly here: MailClient;
  readonly log: Log;
};

/** What the process says: once when it listens, then a word for each task. */
const saidSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('answer'), value: z.unknown() }),
  z.object({ kind: z.literal('stopped'), reason: z.string(), starved: z.literal(true).optional() }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
]);
/** What a process says of its tasks. */
export type ProcessSaid = z.infer<typeof saidSchema>;

/** How long a task may take: its own limits, which the process keeps to, are over long before. */
const answerLimitMs = 90_000;

/**
 * Has tasks done in a process of its own: whatever a mail does to the engine that reads it, the app goes on. Where none
 * starts, or none can do it, all is done here from then on.
 */
export function createProcessClient(parts: ProcessClientParts): MailClient {
  const { start, here, log } = parts;
  const turns = createTurns();
  let running: SideProcess | null = null;
  let isHere = false;
  let stopped = false;

  /** Null where none starts. */
  async function listening(): Promise<SideProcess | null> {
    if (running) return running;
    const started = start();
    running = started;
    const said = saidIn(await nextWord(started, startLimitMs));
    if (stopped) throw stoppedError();
    if (said?.kind === 'ready') {
      // one that ends between two tasks has not ended by a mail
      started.listen({ message: () => {}, end: () => forget(started) });
      return running;
    }
    await end(started);
    return null;
  }

  function forget(one: SideProcess): void {
    if (running === one) running = null;
  }

  async function end(one: SideProcess): Promise<void> {
    forget(one);
    await one.end();
  }

  /** Null when it ended over the task, or said nothing that makes sense. */
  async function askIt(process: SideProcess, task: MailTask): Promise<ProcessSaid | null> {
    const word = nextWord(process, answerLimitMs);
    process.send(cut(task));
    const said = saidIn(await word);
    if (stopped) throw stoppedError();
    if (said === null) await end(process);
    return said;
  }

  async function askNow(task: MailTask): Promise<Outcome> {
    for (let tried = 0; tried < tries && !isHere; tried += 1) {
      if (stopped) throw stoppedError();
      const process = await listening();
      if (!process) {
        isHere = true;
        log.warn('the mail reader gets no process of its own');
        break;
      }
      const said = await askIt(process, task);
      if (said?.kind === 'answer') return { kind: 'answer', value: said.value };
      if (said?.kind === 'stopped') {
        // what a mail has filled the memory with is not all given back when its thread ends
        if (!said.starved) await end(process);
        return { kind: 'stopped', reason: said.reason, ...(said.starved && { starved: said.starved }) };
      }
      if (said?.kind === 'failed') {
        isHere = true;
        log.warn('the process of the mail reader cannot read', { reason: said.reason });
        await end(process);
      } else log.warn('the process of the mail reader ended');
    }
    return isHere ? here.ask(task) : { kind: 'stopped', reason: 'the reader ended' };
  }

  return {
    ask: (task) => turns.take(() => askNow(task)),
    async stop() {
      stopped = true;
      await Promise.all([running?.end(), here.stop()]);
      await turns.ended();
    },
  };
}

/** Null when it ended, or has said nothing that makes sense for so long. */
const saidIn = (word: Word): ProcessSaid | null =>
  word.kind === 'said' ? (saidSchema.safeParse(word.message).data ?? null) : null;

function cut(task: MailTask): MailTask {
  const raw = cutMail(task.raw);
  return task.task === 'learn' ? { ...task, raw, others: task.others.map(cutMail) } : { ...task, raw };
}

/** The other side: does what it is told, one after the other, and says what became of it. */
export function answerTasks(asker: MailClient, say: (said: ProcessSaid) => void): (task: MailTask) => void {
  say({ kind: 'ready' });
  return (task) => {
    asker.ask(task).then(say, (error: unknown) => say({ kind: 'failed', reason: messageOf(error) }));
  };
}
