import { expect, it } from 'vitest';
import type { Seen, Stall } from '../../unit/health/stall.ts';
import { stall } from '../../unit/health/stall.ts';
import { schemaMissing, schemaNote } from '../../unit/sample-shop/schema-file.ts';
import { prove } from '../prove.ts';

const stalls: readonly Stall[] = [
  { of: 'shopify', how: 'is cut off' },
  { of: 'shopify', how: 'is mute for good' },
  { of: 'gmail', how: 'is cut off' },
  { of: 'gmail', how: 'is mute for good' },
  { of: 'bigquery', how: 'is cut off' },
  { of: 'bigquery', how: 'is mute' },
  { of: 'tunnel', how: 'is cut off' },
  { of: 'tunnel', how: 'is mute' },
  { of: 'manychat', how: 'is cut off' },
  { of: 'manychat', how: 'is mute' },
];
const found: (Stall & Seen)[] = [];

it.skipIf(schemaMissing).each(stalls)(
  `$of that $how is reported, and delays no other poll${schemaNote}`,
  { timeout: 60_000 },
  async (one) => {
    const seen = await stall(one);
    found.push({ ...one, ...seen });
  },
);

it.skipIf(schemaMissing)(
  `every stall was reported, those of sources within five minutes${schemaNote}`,
  () => {
    prove(15, 'stalls reported', found.filter(({ toldAfter }) => toldAfter !== null).length);
    const longest = (ofTunnel: boolean): number =>
      Math.max(
        ...found
          .filter(({ of }) => (of === 'tunnel') === ofTunnel)
          .map(({ toldAfter }) => toldAfter ?? Number.POSITIVE_INFINITY),
      );
    prove(15, 'reported after', longest(false));
    prove(15, 'tunnel reported after', longest(true));
    prove(15, 'others later', Math.max(...found.map(({ othersLater }) => othersLater)));
  },
);

it.skipIf(schemaMissing)(
  `detects a missed stall and late polls when polling stops${schemaNote}`,
  { timeout: 60_000 },
  async () => {
    const seen = await stall({ of: 'gmail', how: 'is cut off' }, 'asks nobody');
    expect(seen.toldAfter).toBeNull();
    expect(seen.othersLater).toBeGreaterThan(0);
  },
);
