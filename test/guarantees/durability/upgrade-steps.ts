import { migrations } from '../../../src/main/ledger/migrate.ts';
import type { Migration } from '../../../src/main/ledger/migrations/migration.ts';

/** A possible later migration, with each kind of statement at least once. */
const later: Migration = {
  version: migrations.length + 1,
  up(database) {
    database.exec('ALTER TABLE orders ADD COLUMN proof TEXT');
    database.exec(`
      CREATE TABLE proofs (row INTEGER PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX proofs_by_name ON proofs (name);
      CREATE TRIGGER proofs_stay BEFORE DELETE ON proofs BEGIN
        SELECT raise(ABORT, 'proofs are never removed');
      END;
    `);
    database.run("INSERT INTO proofs (name, value) SELECT name, value FROM settings WHERE name = 'proof'");
    database.run("UPDATE settings SET value = 'moved' WHERE name = 'proof'");
    database.exec('DROP INDEX orders_of_number');
    database.exec('CREATE INDEX orders_of_number ON orders (number, source)');
  },
};

/** All current migrations and a later one. */
export const upgradeSteps: readonly Migration[] = [...migrations, later];
