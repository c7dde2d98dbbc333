import type { Database } from '../database.ts';

export type Migration = {
  readonly version: number;
  readonly up: (database: Database) => void;
};
