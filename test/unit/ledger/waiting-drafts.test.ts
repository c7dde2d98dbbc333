import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { createDrafts, projectDraft } from '../../../src/main/ledger/drafts.ts';
import { migrate, migrations } from '../../../src/main/ledger/migrate.ts';
import { draftIdSchema } from '../../../src/shared/ids.ts';

const states = { d1: 'ready', d2: 'paid', d3: 'cancelled', d4: 'failed' } as const;

/** Draft orders in a ledger of the version before. */
function ledgerBefore() {
  const database = openDatabase(':memory:');
  migrate(
    database,
    migrations.filter(({ version }) => version < 10),
  );
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
  migrate(database);
  return database;
}

const marked = (database: ReturnType<typeof openDatabase>) =>
  database.all('SELECT id FROM drafts WHERE waiting = 1 ORDER BY row').map(({ id }) => id);

it('an older ledger knows which draft orders are waited for, and folding them says the same', () => {
  const database = ledgerBefore();
  expect(marked(database)).toEqual(['d1', 'd2']);
  for (const id of Object.keys(states)) projectDraft(database, draftIdSchema.parse(id));
  expect(marked(database)).toEqual(['d1', 'd2']);
  expect(createDrafts(database).waiting()).toMatchObject([{ id: 'd1' }, { id: 'd2' }]);
});

it('those that are waited for are found without reading the others', () => {
  const plan = ledgerBefore().all(
    'EXPLAIN QUERY PLAN SELECT body FROM drafts WHERE waiting = 1 ORDER BY row',
  );
  expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('drafts_waiting')]);
});
