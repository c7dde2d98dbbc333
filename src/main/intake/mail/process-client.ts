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
  /** Runs the tasks if no process can be started. */
  readonly here: MailClient;
  readonly log: Log;
};

/** Messages of the process: `ready` once, then one for each task. */
const saidSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('answer'), value: z.unknown() }),
  z.object({ kind: z.literal('stopped'), reason: z.string(), starved: z.literal(true).optional() }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
]);
/** A message of the process about its tasks. */
export type ProcessSaid = z.infer<typeof saidSchema>;

/** Timeout of a task; the process's shorter limits end it long before. */
const answerLimitMs = 90_000;

/**
 * Runs tasks in a separate process, so that a mail that crashes the engine cannot crash the app. If no process starts, or none
 * can run the tasks, all tasks run in this process from then on.
 */
export function createProcessClient(parts: ProcessClientParts): MailClient {
  const { start, here, log } = parts;
  const turns = createTurns();
  let running: SideProcess | null = null;
  let isHere = false;
  let stopped = false;
  /** The last process that was ended; that takes as long as freeing its memory. */
  let ending: Promise<void> = Promise.resolve();

  /** Null if no process starts. */
  async function listening(): Promise<SideProcess | null> {
    await ending;
    if (stopped) throw stoppedError();
    if (running) return running;
    const started = start();
    running = started;
    const said = saidIn(await nextWord(started, startLimitMs));
    if (stopped) throw stoppedError();
    if (said?.kind === 'ready') {
      // an exit between two tasks was not caused by a mail
      started.listen({ message: () => {}, end: () => forget(started) });
      return running;
    }
    end(started);
    return null;
  }

  function forget(one: SideProcess): void {
    if (running === one) running = null;
  }

  /** Its task is answered without waiting for this; the next one gets no process before it has ended. */
  function end(one: SideProcess): void {
    forget(one);
    ending = one.end();
  }

  /** Null if it exited during the task, or sent an invalid message. */
  async function askIt(process: SideProcess, task: MailTask): Promise<ProcessSaid | null> {
    const word = nextWord(process, answerLimitMs);
    process.send(cut(task));
    const said = saidIn(await word);
    if (stopped) throw stoppedError();
    if (said === null) end(process);
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
        // the memory that a mail has filled is not fully released when its thread ends
        if (!said.starved) end(process);
        return { kind: 'stopped', reason: said.reason, ...(said.starved && { starved: said.starved }) };
      }
      if (said?.kind === 'failed') {
        isHere = true;
        log.warn('the process of the mail reader cannot read', { reason: said.reason });
        end(process);
      } else log.warn('the process of the mail reader ended');
    }
    return isHere ? here.ask(task) : { kind: 'stopped', reason: 'reading was stopped' };
  }

  return {
    ask: (task) => turns.take(() => askNow(task)),
    async stop() {
      stopped = true;
      await Promise.all([running?.end(), here.stop()]);
      await turns.ended();
      await ending;
    },
  };
}

/** Null if it exited, timed out or sent an invalid message. */
const saidIn = (word: Word): ProcessSaid | null =>
  word.kind === 'said' ? (saidSchema.safeParse(word.message).data ?? null) : null;

function cut(task: MailTask): MailTask {
  const raw = cutMail(task.raw);
  return task.task === 'learn' ? { ...task, raw, others: task.others.map(cutMail) } : { ...task, raw };
}

/** The other side: runs the tasks one after the other and sends the result of each. */
export function answerTasks(asker: MailClient, say: (said: ProcessSaid) => void): (task: MailTask) => void {
  say({ kind: 'ready' });
  return (task) => {
    asker.ask(task).then(say, (error: unknown) => say({ kind: 'failed', reason: messageOf(error) }));
  };
}
