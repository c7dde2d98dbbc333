import type { MailTask } from './mail-tasks.ts';

/** What became of a task: an answer, which is still to be parsed, or why there is none. */
export type Outcome =
  | { readonly kind: 'answer'; readonly value: unknown }
  | {
      readonly kind: 'stopped';
      readonly reason: string;
      /** It was hardly given any time: that says nothing about the mail. */
      readonly starved?: true;
    };

/** Has tasks done apart from the app, one after the other. Everything rejects when it cannot run, or is stopped meanwhile. */
export type MailClient = {
  ask(task: MailTask): Promise<Outcome>;
  stop(): Promise<void>;
};

/** What follows in a longer mail are attachments: the text of a message comes first. */
export const mostBytes = 8_000_000;

/** No more of a mail than is read, and bytes of their own: a view would take all that it is cut from along. */
export const cutMail = (raw: Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(raw.subarray(0, mostBytes));

export const stoppedError = (): Error => new Error('the mail reader is stopped');

/** One task after the other, whatever becomes of the one before. */
export function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take<T>(work: () => Promise<T>): Promise<T> {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    },
    ended: (): Promise<unknown> => last,
  };
}
