import type { Entry } from '../../../shared/entry.ts';
import type { DeskId } from '../../../shared/ids.ts';

/** Which computers of the shop may speak to each other, as all of them have written it down. */
export type Ring = {
  /** The desk of each key that counts. */
  readonly keys: ReadonlyMap<string, DeskId>;
  /** The keys that were taken back. */
  readonly revoked: ReadonlySet<string>;
  /** Where a desk is reached by its own last word. */
  readonly addresses: ReadonlyMap<DeskId, { readonly address: string; readonly number: number }>;
};

/** @param entries of kind `desk-linked`, in any order */
export function ringOf(entries: readonly Entry[]): Ring {
  const keys = new Map<string, DeskId>();
  const revoked = new Set<string>();
  const said = new Map<DeskId, { readonly address: string | null; readonly number: number }>();
  for (const entry of entries) {
    if (entry.kind !== 'desk-linked') continue;
    const { data, desk } = entry;
    if (data.says === 'key') keys.set(data.key, data.desk);
    else if (data.says === 'revoked') revoked.add(data.key);
    else if ((said.get(desk)?.number ?? 0) < data.number) said.set(desk, data);
  }
  const addresses = [...said].flatMap(([desk, { address, number }]) =>
    address === null ? [] : [[desk, { address, number }] as const],
  );
  return {
    keys: new Map([...keys].filter(([key]) => !revoked.has(key))),
    revoked,
    addresses: new Map(addresses),
  };
}
