import type { Secrets } from '../../ports.ts';
import type { KeyPair } from './keys.ts';
import { readKeyPair } from './keys.ts';

/** This desk's own key, kept as a secret for as long as the computer is one of the shop's. */
export type OwnKey = {
  /** Null before it was loaded, and while there is none. */
  get(): KeyPair | null;
  /** @throws Problem `signed-out` when one is kept that cannot be opened now */
  load(): Promise<void>;
  /** Takes the place of the one before. */
  keep(pair: KeyPair): Promise<void>;
};

const secretName = 'DESK_LINK_KEY';

export function createOwnKey(secrets: Pick<Secrets, 'read' | 'write'>): OwnKey {
  let own: KeyPair | null = null;
  return {
    get: () => own,
    async load() {
      const kept = await secrets.read(secretName);
      if (own === null && kept !== undefined) own = readKeyPair(kept);
    },
    async keep(pair) {
      await secrets.write(secretName, pair.kept());
      own = pair;
    },
  };
}
