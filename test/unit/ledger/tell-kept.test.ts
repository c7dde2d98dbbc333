import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSenders } from '../../../src/main/intake/gmail/senders.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { deskIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { writtenBy } from '../../support/desks.ts';
import { kiosklyRecipe } from '../../support/recipes.ts';

const address = 'sales@kioskly.example';
const clock = fakeClock();
let dir: string;
const opened = new Set<Ledger>();

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-kept-'));
});
afterEach(() => {
  for (const ledger of opened) shut(ledger);
  rmSync(dir, { recursive: true, force: true });
});

const openOf = (desk: string) => {
  const ledger = openLedger({ file: join(dir, `${desk}.db`), clock, deskId: deskIdSchema.parse(desk) });
  opened.add(ledger);
  return ledger;
};
const shut = (ledger: Ledger): void => {
  opened.delete(ledger);
  ledger.close();
};

/** Puts into a desk's ledger what an app before this one kept there. */
function keep(desk: string, { senders = {}, recipes = [] as readonly unknown[] }) {
  openLedger({ file: join(dir, `${desk}.db`), clock, deskId: deskIdSchema.parse(desk) }).close();
  const database = openDatabase(join(dir, `${desk}.db`));
  database.run(
    "INSERT OR REPLACE INTO settings (name, value) VALUES ('gmail.senders', ?)",
    JSON.stringify(senders),
  );
  for (const [index, recipe] of recipes.entries()) {
    database.run(
      "INSERT INTO recipes (family, version, body, saved_at, saved_by) VALUES ('kioskly', ?, ?, 7, 'Anna')",
      index + 1,
      JSON.stringify(recipe),
    );
  }
  database.close();
}
const kindsOf = (ledger: Ledger) => writtenBy({ ledger }).map(({ kind }) => kind);
const familyIn = (ledger: Ledger) =>
  createSenders({ ledger, clock, recipes: () => [] }).familyOf(address)?.family;

it('what an earlier app kept to this computer of senders and recipes is told once', () => {
  keep('desk-a', { senders: { [address]: 'kioskly' }, recipes: [kiosklyRecipe()] });
  const ledger = openOf('desk-a');
  expect(kindsOf(ledger)).toEqual(['recipe-taught', 'sender-learnt']);
  expect(ledger.recipes.list()).toMatchObject([{ recipe: kiosklyRecipe(), savedAt: 7, savedBy: 'Anna' }]);
  expect(familyIn(ledger)).toBe('kioskly');
  expect(ledger.verify()).toEqual([]);
  shut(ledger);
  expect(kindsOf(openOf('desk-a'))).toHaveLength(2);
});

it('two computers that were told the same tell one fact', () => {
  for (const desk of ['desk-a', 'desk-b']) {
    keep(desk, { senders: { [address]: 'kioskly' }, recipes: [kiosklyRecipe()] });
  }
  const [one, other] = [openOf('desk-a'), openOf('desk-b')];
  one.entries.adopt(writtenBy({ ledger: other }));
  other.entries.adopt(writtenBy({ ledger: one }));
  for (const ledger of [one, other]) {
    expect(ledger.recipes.list().map(({ recipe }) => recipe.version)).toEqual([1]);
    expect(ledger.entries.ofSubject('recipes')).toHaveLength(1);
    expect(ledger.entries.ofSubject('senders')).toHaveLength(1);
  }
});

it('what another computer has said of a sender or a recipe meanwhile stands', () => {
  const first = openOf('desk-a');
  createSenders({ ledger: first, clock, recipes: () => [] }).learn(address, 'kioskly-example');
  first.recipes.save({ recipe: kiosklyRecipe(), savedAt: 7, savedBy: 'Anna' });
  first.recipes.remove('kioskly', 1, { at: 8, by: 'Anna' });
  const before = openOf('desk-b');
  before.entries.adopt(writtenBy({ ledger: first }));
  shut(before);
  keep('desk-b', { senders: { [address]: 'kioskly' }, recipes: [kiosklyRecipe()] });
  const ledger = openOf('desk-b');
  expect(familyIn(ledger)).toBe('kioskly-example');
  expect(ledger.recipes.list()).toEqual([]);
  expect(kindsOf(ledger)).toEqual([]);
});

it('what cannot be read of it keeps no ledger shut', () => {
  keep('desk-a', {
    senders: { [address]: 'kioskly', 'x@y.example': 'No Family' },
    recipes: [{ format: 2 }, kiosklyRecipe({ version: 2 })],
  });
  const ledger = openOf('desk-a');
  expect(kindsOf(ledger)).toEqual(['recipe-taught', 'sender-learnt']);
  expect(ledger.recipes.list().map(({ recipe }) => recipe.version)).toEqual([2]);
});

it('a version is given once, also when its recipe was removed', () => {
  const { recipes } = openOf('desk-a');
  recipes.save({ recipe: kiosklyRecipe(), savedAt: 7, savedBy: 'Anna' });
  recipes.remove('kioskly', 1, { at: 8, by: 'Anna' });
  expect(recipes.lastVersion('kioskly')).toBe(1);
  expect(() => recipes.save({ recipe: kiosklyRecipe(), savedAt: 9, savedBy: 'Anna' })).toThrow(
    'Another computer has taught kioskly@1 meanwhile',
  );
  recipes.save({ recipe: kiosklyRecipe({ version: 2 }), savedAt: 9, savedBy: 'Anna' });
  expect(recipes.list().map(({ recipe }) => recipe.version)).toEqual([2]);
});
