import type { GmailPoller } from '../intake/gmail/poller.ts';
import type { Ledger, Log, Loop } from '../ports.ts';

export type ReadDecidedParts = {
  readonly ledger: Pick<Ledger, 'entries'>;
  readonly gmail: Pick<GmailPoller, 'now' | 'read'>;
  /** Whether this computer polls the mailbox; another one only parses stored mails. */
  readonly listens: boolean;
  readonly log: Log;
};

/** Parses the pending mails of a sender as soon as a manager decides on it, on any computer. */
export function createReadDecided({ ledger, gmail, listens, log }: ReadDecidedParts): Loop {
  let unsubscribe = (): void => {};

  const read = (): Promise<void> => (listens ? gmail.now() : gmail.read());

  return {
    start() {
      unsubscribe = ledger.entries.onAppended((entries) => {
        const isDecided = entries.some(({ kind }) => kind === 'sender-decided' || kind === 'recipe-taught');
        if (isDecided)
          read().catch((error: unknown) => log.error('the mails of a sender were not read', { error }));
      });
    },
    stop: async () => unsubscribe(),
  };
}
