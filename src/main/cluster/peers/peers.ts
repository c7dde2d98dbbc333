import { z } from 'zod';
import type { Entry } from '../../../shared/entry.ts';
import type { WorkstationId } from '../../../shared/ids.ts';
import { workstationIdSchema } from '../../../shared/ids.ts';
import type { Lag } from '../../../shared/lag.ts';
import type { Clock, Ledger } from '../../ports.ts';
import type { Imported } from './lag.ts';
import { createLagBook } from './lag.ts';

const sourceStates = ['readable', 'signed-out', 'not-connected'] as const;

/** Whether a computer can read each source; absent while it has not tried. */
export type Sources = { readonly [S in 'shopify' | 'gmail']?: (typeof sourceStates)[number] | undefined };

const aliveSchema = z.object({
  /** The last event of each computer that this one has. */
  imported: z.array(z.tuple([workstationIdSchema, z.int().nonnegative()])).max(200),
  sources: z.object({ shopify: z.enum(sourceStates).optional(), gmail: z.enum(sourceStates).optional() }),
});

/** The status that a computer sends once a minute. */
export type Alive = z.infer<typeof aliveSchema>;

export type PeersParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly sources: () => Sources;
};

/** The status of each computer, and the status this one sends. */
export type Peers = {
  own(): Alive;
  /** @param body of a status signal */
  heard(from: WorkstationId, body: unknown): void;
  appended(entries: readonly Pick<Entry, 'desk' | 'seq'>[]): void;
  /** How far a computer is behind; undefined if it has sent no status. */
  lag(id: WorkstationId): Lag | undefined;
  sources(id: WorkstationId): Sources | undefined;
};

type Latest = { readonly lag: Lag; readonly sources: Sources };

export function createPeers({ ledger, clock, sources }: PeersParts): Peers {
  const { deskId, entries } = ledger;
  const book = createLagBook(clock);
  const others = new Map<WorkstationId, Latest>();
  const imported = (): Imported =>
    new Map([...entries.numbers()].map(([id, ranges]) => [id, ranges.at(-1)?.last ?? 0]));
  book.know(imported());

  return {
    own: () => ({ imported: [...imported()], sources: sources() }),
    heard(from, body) {
      const alive = aliveSchema.safeParse(body).data;
      if (alive === undefined) {
        others.delete(from);
        return;
      }
      const its = new Map(alive.imported);
      book.know(its);
      others.set(from, { lag: book.behind(its), sources: alive.sources });
    },
    appended: (written) => book.know(written.map(({ desk, seq }) => [desk, seq])),
    lag: (id) => (id === deskId ? book.behind(imported()) : others.get(id)?.lag),
    sources: (id) => (id === deskId ? sources() : others.get(id)?.sources),
  };
}

type Account = { readonly standing: { refusal(): unknown; isTried(): boolean } };

/** Whether a source can be read here, by its account's last answer; undefined before the first request. */
export function readableOf(account: Account | null): Sources['gmail'] {
  if (account === null) return 'not-connected';
  if (account.standing.refusal() !== null) return 'signed-out';
  return account.standing.isTried() ? 'readable' : undefined;
}
