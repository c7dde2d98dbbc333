import { z } from 'zod';
import type { EntryDraft } from '../../shared/entry.ts';
import { senderLearntSchema } from '../../shared/mail-entries.ts';
import { parseJson } from '../../shared/parse-json.ts';
import { recipeSchema } from '../../shared/recipe.ts';
import { sendersOf } from '../../shared/senders-learnt.ts';
import type { Clock, Entries, Settings } from '../ports.ts';
import { int, text } from './columns.ts';
import type { Database } from './database.ts';
import { orderSenders } from './facts.ts';
import { learntDraft, taughtDraft } from './mail-facts.ts';

const sendersSetting = 'gmail.senders';

export type KeptParts = {
  readonly database: Database;
  readonly settings: Settings;
  readonly entries: Pick<Entries, 'append' | 'ofSubject'>;
  readonly clock: Clock;
};

/**
 * Tells the shop's other computers what an earlier app kept to this one: who sends orders, and which recipes were taught here.
 * Afterwards it stands in the entries alone.
 */
export function tellKept({ database, settings, entries, clock }: KeptParts): void {
  database.transaction(() => {
    for (const { family, version, draft } of taughtHere(database)) {
      entries.append(draft);
      database.run('DELETE FROM recipes WHERE family = ? AND version = ?', family, version);
    }
    const kept = settings.get(sendersSetting);
    if (kept === null) return;
    const known = sendersOf(entries.ofSubject(orderSenders));
    for (const [address, family] of Object.entries(learntSchema.safeParse(parseJson(kept)).data ?? {})) {
      const said = senderLearntSchema.safeParse({ address, family, decision: 1 });
      // what the others know of it is newer than what has lain here
      if (said.success && !known.has(address)) entries.append(learntDraft(said.data, clock.now()));
    }
    settings.set(sendersSetting, null);
  });
}

const learntSchema = z.record(z.string(), z.string());

type Kept = { readonly family: string; readonly version: number; readonly draft: EntryDraft };

/** A row that cannot be read stays: it must not keep the ledger shut. */
const taughtHere = (database: Database): readonly Kept[] =>
  database.all('SELECT * FROM recipes ORDER BY family, version').flatMap((row) => {
    const recipe = recipeSchema.safeParse(parseJson(text(row, 'body')));
    if (!recipe.success) return [];
    const draft = taughtDraft(recipe.data, int(row, 'saved_at'), text(row, 'saved_by'));
    return [{ family: text(row, 'family'), version: int(row, 'version'), draft }];
  });
