import type { Clock } from '../../ports.ts';
import { inviteIdOf, newInviteKey, writeCode } from './code.ts';
import { deriveKey } from './keys.ts';

/** The codes another computer of the shop may be linked with, each once. They are kept nowhere: a restart ends them. */
export type Invitations = {
  /** The one before counts no more: a code that was shown by mistake is taken back by the next. */
  make(address: string): { readonly code: string; readonly endsAt: number };
  key(id: string): Buffer | null;
  used(id: string): void;
  isOpen(): boolean;
};

const holdsMs = 15 * 60_000;

/**
 * Both sides have to mean the same shop: a code that got into the hands of another one fits nothing there.
 * @param shop what only computers of this shop have in common, its dataset
 */
export const boundTo = (shop: string, key: Buffer): Buffer =>
  deriveKey(key, Buffer.from(shop, 'utf8'), 'invitation');

export function createInvitations(clock: Clock, shop: string): Invitations {
  let open: { readonly id: string; readonly key: Buffer; readonly until: number } | null = null;
  const holds = () => (open !== null && clock.uptime() < open.until ? open : null);
  return {
    make(address) {
      const key = newInviteKey();
      const bound = boundTo(shop, key);
      open = { id: inviteIdOf(bound), key: bound, until: clock.uptime() + holdsMs };
      return { code: writeCode({ address, key }), endsAt: clock.now() + holdsMs };
    },
    key(id) {
      const one = holds();
      return one?.id === id ? one.key : null;
    },
    used(id) {
      if (open?.id === id) open = null;
    },
    isOpen: () => holds() !== null,
  };
}
