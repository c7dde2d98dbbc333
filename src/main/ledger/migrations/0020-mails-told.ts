import type { Migration } from './migration.ts';

/** Which orders a mail has told of, on whichever desk it was read: a desk that takes over is shown the same mails again. */
export const mailsTold: Migration = {
  version: 20,
  up: (database) => {
    database.exec("CREATE INDEX entries_of_mail ON entries (data ->> '$.documentId') WHERE by = 'gmail'");
  },
};
