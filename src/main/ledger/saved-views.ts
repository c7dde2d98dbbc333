import { savedViewSchema } from '../../shared/saved-views.ts';
import type { SavedViews } from '../orders-port.ts';
import { json } from './columns.ts';
import type { Database } from './database.ts';

/** The views that managers saved on this computer, oldest first. */
export const createSavedViews = (database: Database): SavedViews => ({
  list: () =>
    database.all('SELECT body FROM saved_views ORDER BY place, id').flatMap((row) => {
      // a view of a newer version may have unknown conditions: it is skipped rather than shown with wrong results
      const read = savedViewSchema.safeParse(json(row, 'body'));
      return read.success ? [read.data] : [];
    }),
  save(view) {
    database.run(
      `INSERT INTO saved_views (id, place, body) VALUES (?1, (SELECT coalesce(max(place), 0) + 1 FROM saved_views), ?2)
       ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
      view.id,
      JSON.stringify(view),
    );
  },
  remove: (id) => database.run('DELETE FROM saved_views WHERE id = ?', id),
});
