import type { MailTask } from './mail-tasks.ts';

/** The outcome of a task: an answer, which is still to be parsed, or the reason why there is none. */
export type Outcome =
  | { readonly kind: 'answer'; readonly value: unknown }
  | {
      readonly kind: 'stopped';
      readonly reason: string;
      /** It got hardly any CPU time: this is no fault of the mail. */
      readonly starved?: true;
    };

/** Runs tasks outside the app's main thread, one by one. Every method rejects when it cannot run, or is stopped meanwhile. */
export type MailClient = {
  ask(task: MailTask): Promise<Outcome>;
  stop(): Promise<void>;
};

/** In a longer mail only attachments follow: the text of a message comes first. */
export const mostBytes = 8_000_000;

/** The part of a mail that is parsed, as a copy: transferring a view would transfer its whole buffer. */
export const cutMail = (raw: Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(raw.subarray(0, mostBytes));

export const stoppedError = (): Error => new Error('the mail reader is stopped');

/** Runs one task after the other, even if the one before failed. */
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
