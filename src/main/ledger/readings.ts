import { z } from 'zod';
import { documentIdSchema } from '../../shared/ids.ts';
import { readingKinds } from '../../shared/reading.ts';
import type { Readings, StoredReading } from '../ports.ts';
import { storedReadingBodySchema } from '../ports.ts';
import { int, json, maybeText, text } from './columns.ts';
import type { Database, Row } from './database.ts';

const kindSchema = z.enum(readingKinds);

/** The parse result of each stored mail; a mail that is parsed again keeps only the latest. */
export function createReadings(database: Database): Readings {
  const readingOf = (row: Row): StoredReading => ({
    document: documentIdSchema.parse(row.document),
    sender: text(row, 'sender'),
    family: text(row, 'family'),
    recipe: maybeText(row, 'recipe'),
    kind: kindSchema.parse(row.kind),
    mailedAt: int(row, 'mailed_at'),
    ...storedReadingBodySchema.parse(json(row, 'body')),
  });
  return {
    get(document) {
      const row = database.get('SELECT * FROM readings WHERE document = ?', document);
      return row ? readingOf(row) : null;
    },
    put({ document, sender, family, recipe, kind, mailedAt, ...body }) {
      database.run(
        `INSERT INTO readings (document, sender, family, recipe, kind, body, mailed_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (document) DO UPDATE SET
           recipe = excluded.recipe, kind = excluded.kind, body = excluded.body, family = excluded.family`,
        document,
        sender,
        family,
        recipe,
        kind,
        JSON.stringify(body),
        mailedAt,
      );
    },
    ofSender: (sender, { since, limit }) =>
      database
        .all(
          'SELECT * FROM readings WHERE sender = ? AND mailed_at >= ? ORDER BY mailed_at DESC LIMIT ?',
          sender,
          since,
          limit,
        )
        .map(readingOf),
    timesOf: (sender, since) =>
      database
        .all(
          `SELECT mailed_at FROM readings
           WHERE sender = ? AND mailed_at >= ? AND kind <> 'not-an-order' AND json_extract(body, '$.verified')
           ORDER BY mailed_at`,
          sender,
          since,
        )
        .map((row) => int(row, 'mailed_at')),
    senders: () =>
      database.all('SELECT DISTINCT sender FROM readings ORDER BY sender').map((row) => text(row, 'sender')),
  };
}
