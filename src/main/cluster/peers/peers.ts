import type { Entry } from '../../../shared/entry.ts';
import type { WorkstationId } from '../../../shared/ids.ts';
import type { Lag } from '../../../shared/lag.ts';
import type { Clock, Ledger } from '../../ports.ts';
import type { Alive, Sources } from './alive.ts';
import { readAlive } from './alive.ts';
import { createLagBook, lastOf } from './lag.ts';

export type PeersParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** How long a message of events has been here without being imported, in milliseconds; 0 while none is. */
  readonly blockedMs: () => number;
  readonly sources: () => Sources;
};

/** The status of each computer, and the status this one sends. */
export type Peers = {
  own(): Alive;
  /** @param body of a status signal; @returns whether more than figures has changed */
  heard(from: WorkstationId, body: unknown): boolean;
  appended(entries: readonly Pick<Entry, 'desk' | 'seq'>[]): void;
  /** How far a computer is behind; undefined if it has sent no status. */
  lag(id: WorkstationId): Lag | undefined;
  sources(id: WorkstationId): Sources | undefined;
};

type Latest = { readonly lag: Lag; readonly sources: Sources };
const shownOf = (latest: Latest | undefined): string =>
  JSON.stringify([(latest?.lag.events ?? 0) > 0, latest?.sources]);
const inSync: Lag = { events: 0, ms: 0 };
const longer = (one: Lag, other: Lag): Lag => ({
  events: Math.max(one.events, other.events),
  ms: Math.max(one.ms, other.ms),
});

export function createPeers({ ledger, clock, blockedMs, sources }: PeersParts): Peers {
  const { deskId, entries } = ledger;
  const book = createLagBook(clock);
  const others = new Map<WorkstationId, Latest>();
  for (const [writer, sequence] of lastOf(entries.numbers())) book.know(writer, sequence);

  function own(): Alive {
    const imported = lastOf(entries.numbers());
    const ms = blockedMs();
    const blocked: Lag = ms === 0 ? inSync : { events: 1, ms };
    return { imported, lag: longer(book.behind(imported) ?? inSync, blocked), sources: sources() };
  }

  return {
    own,
    heard(from, body) {
      const before = shownOf(others.get(from));
      const alive = readAlive(body);
      if (alive === null) {
        others.delete(from);
      } else {
        for (const [writer, sequence] of alive.imported) book.know(writer, sequence);
        const lag = longer(book.behind(alive.imported) ?? inSync, alive.lag);
        others.set(from, { lag, sources: alive.sources });
      }
      return shownOf(others.get(from)) !== before;
    },
    appended(written) {
      for (const { desk, seq } of written) book.know(desk, seq);
    },
    lag: (id) => (id === deskId ? own().lag : others.get(id)?.lag),
    sources: (id) => (id === deskId ? sources() : others.get(id)?.sources),
  };
}
