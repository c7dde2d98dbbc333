import { isDeepStrictEqual } from 'node:util';
import type { DraftView } from '../../shared/draft.ts';
import { draftViewSchema, isToBePaid } from '../../shared/draft.ts';
import { foldDraft } from '../../shared/fold-draft.ts';
import type { DraftId, SubscriberId } from '../../shared/ids.ts';
import { draftIdSchema, subscriberIdSchema } from '../../shared/ids.ts';
import type { Drafts } from '../ports.ts';
import type { Progress } from './catch-up.ts';
import { eachInSteps, isCurrent, onceByRule } from './catch-up.ts';
import { flag, json, text } from './columns.ts';
import type { Database, Row } from './database.ts';
import { factsOfSubject } from './facts.ts';
import { createPartlyRead } from './partly-read.ts';

const mostWaiting = 1000;

export function createDrafts(database: Database): Drafts {
  const one = (row: Row | undefined): DraftView | null => (row ? draftOf(row) : null);
  const waiting = (): readonly DraftView[] =>
    database.all('SELECT body FROM drafts WHERE waiting = 1 ORDER BY row').flatMap(readable);
  return {
    get: (id) => one(database.get('SELECT body FROM drafts WHERE id = ?', id)),
    list(limit) {
      const latest = database
        .all('SELECT body FROM drafts ORDER BY created_at DESC, row DESC LIMIT ?', limit)
        .flatMap(readable);
      // a link that can be paid is always listed, however many were made since
      const here = new Set(latest.map(({ id }) => id));
      const older = waiting().filter(({ id }) => !here.has(id));
      return [...latest, ...older.toReversed().slice(0, mostWaiting)];
    },
    byTag: (tag) => one(database.get('SELECT body FROM drafts WHERE tag = ? ORDER BY row LIMIT 1', tag)),
    waiting,
    replacing: (id) =>
      database
        .all("SELECT body FROM drafts WHERE body ->> '$.replaces' = ? ORDER BY row", id)
        .flatMap(readable),
    lastOfPerson: (id) =>
      draftsOfPerson(database, id)
        .toSorted((draft, other) => draft.createdAt - other.createdAt)
        .at(-1) ?? null,
    entriesOf: (id) => factsOfSubject(database, id),
  };
}

/** The draft orders of a Messenger person. */
export const draftsOfPerson = (database: Database, person: SubscriberId): readonly DraftView[] =>
  database.all("SELECT body FROM drafts WHERE body ->> '$.subscriberId' = ?", person).flatMap(readable);

/** The current person of a draft order; erased drafts have none, and duplicate events may name different people. */
export function personOfDraft(database: Database, id: DraftId): SubscriberId | null {
  const row = database.get("SELECT body ->> '$.subscriberId' AS person FROM drafts WHERE id = ?", id);
  const person = subscriberIdSchema.safeParse(row?.person);
  return person.success ? person.data : null;
}

export function projectDraft(database: Database, id: DraftId): void {
  const draft = foldDraft(id, factsOfSubject(database, id));
  if (!draft) return;
  database.run(
    `INSERT INTO drafts (id, tag, created_at, waiting, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       tag = excluded.tag, created_at = excluded.created_at, waiting = excluded.waiting, body = excluded.body`,
    id,
    draft.tag,
    draft.view.createdAt,
    isWaitedFor(draft.view) ? 1 : 0,
    JSON.stringify(draft.view),
  );
}

/** Whether its link can be paid now, or was paid and its order has not arrived. */
const isWaitedFor = (draft: DraftView): boolean =>
  isToBePaid(draft) || (draft.orderId === null && draft.state === 'paid');

export const draftFoldSetting = 'ledger.draftFold';
/** Increase it when the fold of draft orders changes. */
const foldRule = { setting: draftFoldSetting, rule: '7' };
const idsOf = (database: Database): readonly DraftId[] =>
  database.all('SELECT id FROM drafts ORDER BY row').map((row) => draftIdSchema.parse(text(row, 'id')));

/** Rebuilds all draft orders if an earlier app folded them; they depend only on their events. */
export const rebuildDrafts = (database: Database): Iterable<Progress> =>
  onceByRule(database, foldRule, () => eachInSteps(idsOf(database), (id) => projectDraft(database, id)));

/** Lists draft orders that differ from the fold of their events. */
export function* draftFaults(database: Database): Iterable<string> {
  if (!isCurrent(database, foldRule)) return; // folded at the next start
  const madeAnew = createPartlyRead(database).madeAnew();
  for (const id of idsOf(database)) {
    if (madeAnew.has(id)) continue;
    const folded = foldDraft(id, factsOfSubject(database, id));
    const row = database.get('SELECT body, tag, waiting FROM drafts WHERE id = ?', id);
    const shown = row && json(row, 'body');
    if (!folded || !isDeepStrictEqual(shown, JSON.parse(JSON.stringify(folded.view)))) {
      yield `Draft order ${id} is not what its entries add up to.`;
    } else if (row && text(row, 'tag') !== folded.tag) {
      yield `Draft order ${id} is found by ${text(row, 'tag')}, not by ${folded.tag}.`;
    } else if (row && flag(row, 'waiting') !== isWaitedFor(folded.view)) {
      yield `Draft order ${id} is not asked after as it should be.`;
    }
  }
}

/** Skips a row that another version folded and this one cannot parse. */
function readable(row: Row): readonly DraftView[] {
  const read = draftViewSchema.safeParse(json(row, 'body'));
  return read.success ? [read.data] : [];
}

const draftOf = (row: Row): DraftView => draftViewSchema.parse(json(row, 'body'));
