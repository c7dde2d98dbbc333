import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Places } from '../../../../src/main/ledger/repair/places.ts';
import { placesOf } from '../../../../src/main/ledger/repair/places.ts';
import { finishPutting, putInPlace, realMover } from '../../../../src/main/ledger/repair/put-in-place.ts';

let folder: string;
let places: Places;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'orderbell-repair-'));
  places = placesOf(join(folder, 'orders.db'));
  writeFileSync(places.ledger, 'broken');
  writeFileSync(places.repairing, 'repaired');
});
afterEach(() => rmSync(folder, { recursive: true }));

const aside = (): string => join(places.damaged, 'orders-1.db');
const dieBeforeRename = {
  ...realMover,
  rename: () => {
    throw new Error('the app was killed');
  },
};

it('puts the repaired ledger in place and the broken one aside', () => {
  putInPlace(places, aside());
  expect([readFileSync(places.ledger, 'utf8'), readFileSync(aside(), 'utf8')]).toEqual([
    'repaired',
    'broken',
  ]);
  expect([places.plan, places.repairing].filter(existsSync)).toEqual([]);
});

it('finishes at the next start what a kill cut short', () => {
  expect(() => putInPlace(places, aside(), dieBeforeRename)).toThrow('killed');
  expect(finishPutting(places)).toBe(true);
  expect(readFileSync(places.ledger, 'utf8')).toBe('repaired');
});

it('leaves a ledger alone that a person put back meanwhile', () => {
  expect(() => putInPlace(places, aside(), dieBeforeRename)).toThrow('killed');
  writeFileSync(places.ledger, 'from a backup of the person');
  expect(finishPutting(places)).toBe(false);
  expect(readFileSync(places.ledger, 'utf8')).toBe('from a backup of the person');
});
