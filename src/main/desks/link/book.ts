import type { EntryData } from '../../../shared/entry.ts';
import type { DeskId } from '../../../shared/ids.ts';
import { entryIdSchema } from '../../../shared/ids.ts';
import { deskLinks } from '../../ledger/facts.ts';
import { keepSubject } from '../../ledger/kept-subject.ts';
import type { Clock, Ledger } from '../../ports.ts';
import type { Ring } from './ring.ts';
import { ringOf } from './ring.ts';

/** Whose computer is known by which key, and where it is reached: written down, so that all of them know. */
export type Book = {
  ring(): Ring;
  /** The key of a desk that counts; null when it has none. */
  keyOf(desk: DeskId): string | null;
  /** From now on the desk has this key and no other. */
  know(desk: DeskId, key: string): void;
  /** None of the desk's keys counts any more. */
  revoke(desk: DeskId): void;
  /** Where this desk is reached now; written when it is not what it said last. */
  reachedAt(address: string | null): void;
};

export type BookParts = {
  readonly ledger: Pick<Ledger, 'deskId' | 'entries' | 'transaction'>;
  readonly clock: Clock;
  /** Who works at this desk. */
  readonly by: () => string;
};

export function createBook({ ledger, clock, by }: BookParts): Book {
  const { deskId, entries } = ledger;
  const now = keepSubject(entries, deskLinks, ringOf);

  function write(id: string, data: EntryData<'desk-linked'>): void {
    entries.append({
      id: entryIdSchema.parse(`desk-linked:${id}`),
      kind: 'desk-linked',
      orderId: null,
      at: clock.now(),
      by: by(),
      data,
    });
  }

  const keysOf = (desk: DeskId): readonly string[] =>
    [...now().keys].filter(([, owner]) => owner === desk).map(([key]) => key);
  const revokeKeys = (keys: readonly string[]): void => {
    for (const key of keys) write(`revoked:${key}`, { says: 'revoked', key });
  };

  return {
    ring: now,
    keyOf: (desk) => keysOf(desk).at(-1) ?? null,
    know: (desk, key) =>
      ledger.transaction(() => {
        const isNew = !now().keys.has(key);
        revokeKeys(keysOf(desk).filter((other) => other !== key));
        if (isNew) write(`key:${key}`, { says: 'key', desk, key });
      }),
    revoke: (desk) => ledger.transaction(() => revokeKeys(keysOf(desk))),
    reachedAt(address) {
      const said = entries
        .ofSubject(deskLinks)
        .flatMap((entry) =>
          entry.kind === 'desk-linked' && entry.data.says === 'address' && entry.desk === deskId
            ? [entry.data]
            : [],
        )
        .toSorted((one, other) => one.number - other.number);
      const last = said.at(-1);
      if ((last?.address ?? null) === address) return;
      const number = (last?.number ?? 0) + 1;
      write(`address:${deskId}:${number}`, { says: 'address', address, number });
    },
  };
}
