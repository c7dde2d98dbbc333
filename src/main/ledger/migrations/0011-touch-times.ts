import type { Migration } from './migration.ts';

/** When people got in touch, without reading through a million entries: the bot's own habit is learnt from it. */
export const touchTimes: Migration = {
  version: 11,
  up: (database) => {
    database.exec("CREATE INDEX entries_of_touches ON entries (at) WHERE kind = 'touched'");
  },
};
