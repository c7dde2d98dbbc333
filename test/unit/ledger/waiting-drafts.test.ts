import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { createDrafts, projectDraft } from '../../../src/main/ledger/drafts.ts';
import { migrate } from '../../../src/main/ledger/migrate.ts';
import { draftIdSchema } from '../../../src/shared/ids.ts';

const states = { d1: 'ready', d2: 'paid', d3: 'cancelled', d4: 'failed' } as const;

/** A ledger with a draft order in each of these states. */
function ledgerWithDrafts() {
  const database = openDatabase(':memory:');
  migrate(database);
  for (const [index, [id, state]] of Object.entries(states).entries()) {
    database.run(
      `INSERT INTO entries (id, desk, seq, order_id, subject, kind, at, recorded_at, by, data)
       VALUES (?, 'desk-1', ?, NULL, ?, 'draft-changed', 5, 5, 'Anna', ?)`,
      `draft:${id}`,
      index + 1,
      id,
      JSON.stringify({ draftId: id, tag: `t-${id}`, state }),
    );
    database.run(
      'INSERT INTO drafts (id, tag, created_at, body) VALUES (?, ?, 5, ?)',
      id,
      `t-${id}`,
      JSON.stringify({ id, state, orderId: null }),
    );
  }
  for (const id of Object.keys(states)) projectDraft(database, draftIdSchema.parse(id));
  return database;
}

const marked = (database: ReturnType<typeof openDatabase>) =>
  database.all('SELECT id FROM drafts WHERE waiting = 1 ORDER BY row').map(({ id }) => id);

it('marks draft orders that wait for a payment or order', () => {
  const database = ledgerWithDrafts();
  expect(marked(database)).toEqual(['d1', 'd2']);
  expect(createDrafts(database).waiting()).toMatchObject([{ id: 'd1' }, { id: 'd2' }]);
});

it('those that are waited for are found without reading the others', () => {
  const plan = ledgerWithDrafts().all(
    'EXPLAIN QUERY PLAN SELECT body FROM drafts WHERE waiting = 1 ORDER BY row',
  );
  expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('drafts_waiting')]);
});
