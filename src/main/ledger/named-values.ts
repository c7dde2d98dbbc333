import type { Checkpoints, Settings } from '../ports.ts';
import { text } from './columns.ts';
import type { Database } from './database.ts';

/** The computer id of a ledger, see `WorkstationId`. */
export const deskSetting = 'ledger.desk';

export function createSettings(database: Database): Settings {
  const get = (name: string): string | null => {
    const row = database.get('SELECT value FROM settings WHERE name = ?', name);
    return row ? text(row, 'value') : null;
  };
  return {
    get,
    names: (begin, end) =>
      database
        .all(
          'SELECT name FROM settings WHERE name >= ? AND name < ? ORDER BY name',
          begin,
          // upper bound of the prefix range, which is contiguous in the index
          `${begin.slice(0, -1)}${String.fromCharCode(begin.charCodeAt(begin.length - 1) + 1)}`,
        )
        .map((row) => text(row, 'name'))
        .filter((name) => name.endsWith(end)),
    set(name, value) {
      if (get(name) === value) return;
      if (value === null) database.run('DELETE FROM settings WHERE name = ?', name);
      else database.run('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)', name, value);
    },
  };
}

export function createCheckpoints(database: Database): Checkpoints {
  const get = (name: string): string | null => {
    const row = database.get('SELECT value FROM checkpoints WHERE name = ?', name);
    return row ? text(row, 'value') : null;
  };
  return {
    get,
    set(name, value) {
      if (get(name) === value) return;
      database.run('INSERT OR REPLACE INTO checkpoints (name, value) VALUES (?, ?)', name, value);
    },
  };
}
