import type { DeskId } from '../../../shared/ids.ts';
import { putBackAt } from '../../ledger/put-back.ts';
import type { Ledger } from '../../ports.ts';
import { isRestoring } from '../../restoring.ts';
import type { Book } from './book.ts';
import { makeKeyPair } from './keys.ts';
import type { OwnKey } from './own-key.ts';

/** Whether this desk is one of those that are linked, which its own key says. */
export type Membership = {
  is(): boolean;
  /** Whether its key was taken back. */
  wasRevoked(): boolean;
  /** Whether it is known, and has no key any more. */
  isKeyLost(): boolean;
  /** Whether its key counts under another name: the one it had before a copy or a repair gave it this one. */
  isOfOldName(): boolean;
  /** Has it known, by a key that is and was nobody else's. @throws Problem when that cannot be kept */
  enter(): Promise<void>;
  /** Ends when a key that is being kept is written down too: without that it would be nobody's. Never rejects. */
  settled(): Promise<void>;
};

export type MembershipParts = {
  readonly ledger: Pick<Ledger, 'deskId' | 'settings'>;
  readonly book: Book;
  readonly own: OwnKey;
  /** The desk has another key from now on. */
  readonly onKey: () => void;
};

export function createMembership({ ledger, book, own, onKey }: MembershipParts): Membership {
  const { deskId, settings } = ledger;
  let entering: Promise<void> | null = null;

  const owner = (): DeskId | undefined => book.ring().keys.get(own.get()?.publicKey ?? '');
  const wasRevoked = (): boolean => book.ring().revoked.has(own.get()?.publicKey ?? '');

  async function makeKnown(): Promise<void> {
    if (owner() === deskId) return;
    if (own.get() === null || owner() !== undefined || wasRevoked()) {
      await own.keep(makeKeyPair());
      onKey();
    }
    const key = own.get();
    if (key !== null) book.know(deskId, key.publicKey);
  }

  return {
    is: () => owner() === deskId,
    wasRevoked,
    isKeyLost: () => own.get() === null && book.keyOf(deskId) !== null,
    isOfOldName() {
      // while not everything is here, it may have been taken back without this desk knowing
      const isAllHere = !isRestoring(ledger) && putBackAt(settings) === null;
      return isAllHere && owner() !== undefined && owner() !== deskId;
    },
    enter() {
      entering ??= makeKnown().finally(() => {
        entering = null;
      });
      return entering;
    },
    async settled() {
      await Promise.allSettled([entering]);
    },
  };
}
