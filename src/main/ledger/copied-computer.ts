import { z } from 'zod';
import type { Entry } from '../../shared/entry.ts';
import type { WorkstationId } from '../../shared/ids.ts';
import type { CopiedDesk, OwnNumber } from '../copied-port.ts';
import type { Clock, Settings } from '../ports.ts';
import { text } from './columns.ts';
import type { Database } from './database.ts';
import { lastSeq } from './facts.ts';
import type { Heard } from './partly-read.ts';
import { parseHeard } from './partly-read.ts';

/** Pending until the next start: a new computer id for the events from `first` on. */
export const partingSetting = 'ledger.copied';
export const partingSchema = z.object({ first: z.int().positive(), at: z.int() });
const linkSetting = 'ledger.copiedByLink';
export const storySetting = 'ledger.copiedStory';
const storySchema = z.object({ desk: z.string(), first: z.int(), at: z.int() });

const ownSchema = z.object({ id: z.string(), desk: z.string(), seq: z.int().positive() });

export type CopiedDeskParts = {
  readonly database: Database;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly deskId: WorkstationId;
  readonly insert: (heard: Heard) => void;
  /** Updates the projections of these events. */
  readonly project: (entries: readonly Entry[]) => void;
};

export type WatchedCopy = CopiedDesk & {
  /** Call for every remote row that carries this computer's id. */
  readonly notice: (raw: unknown) => void;
};

export function createCopiedDesk(parts: CopiedDeskParts): WatchedCopy {
  const { database, settings, clock, deskId, insert, project } = parts;
  const idAt = (seq: number): string | null => {
    const row = database.get('SELECT id FROM entries WHERE desk = ? AND seq = ?', deskId, seq);
    return row ? text(row, 'id') : null;
  };
  const isStrange = ({ id, seq }: OwnNumber): boolean => idAt(seq) !== id.toWellFormed();
  const shownByLink = (): number | null => {
    const kept = settings.get(linkSetting);
    return kept === null ? null : Number(kept);
  };

  /** Imports a fact of the other copy under a new sequence if this ledger already uses its sequence. */
  function takeIn(raw: unknown): Entry | null {
    const { entry, data } = parseHeard(raw);
    const isKnown = database.get('SELECT 1 FROM entries WHERE id = ?', entry.id) !== undefined;
    if (entry.desk !== deskId || idAt(entry.seq) === null || isKnown) return null;
    const taken = { ...entry, seq: lastSeq(database, deskId) + 1 };
    insert({ entry: taken, data });
    return taken;
  }

  return {
    strangeAmong: (rows) => rows.filter(isStrange),
    shownByLink,
    notice(raw) {
      const own = ownSchema.safeParse(raw).data;
      if (!own || own.desk !== deskId || !isStrange(own)) return;
      settings.set(linkSetting, String(Math.min(own.seq, shownByLink() ?? own.seq)));
    },
    part: (rows, first) =>
      database.transaction(() => {
        project(rows.map(takeIn).filter((entry) => entry !== null));
        settings.set(partingSetting, JSON.stringify({ first, at: clock.now() }));
        settings.set(linkSetting, null);
      }),
    isParting: () => settings.get(partingSetting) !== null,
    story() {
      const kept = settings.get(storySetting);
      return kept === null ? null : storySchema.parse(JSON.parse(kept));
    },
  };
}
