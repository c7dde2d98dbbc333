import type { DocumentId } from '../../shared/ids.ts';
import type { Recipe } from '../../shared/recipe.ts';
import type { Replay, ReplayedMail } from '../../shared/trainer.ts';
import type { MailReader, ReadMail } from '../intake/mail/create-mail-reader.ts';
import type { Documents } from '../ports.ts';
import { compareReadings } from './compare-readings.ts';

/** More than this of one sender would keep a person waiting; the newest tell most. */
export const mostReplayed = 500;

export type Replayed = Replay & {
  /** What each mail reads as with the recipe. */
  readonly readings: ReadonlyMap<DocumentId, Omit<ReadMail, 'pieces'>>;
};

export type ReplayParts = {
  readonly documents: Documents;
  /** Whether Google vouches for the mail: what a forger sends is no measure of a recipe. */
  readonly isGenuine: (mail: DocumentId) => boolean;
  readonly reader: MailReader;
  /** The recipes that read now. */
  readonly recipes: readonly Recipe[];
  readonly sender: string;
  readonly recipe: Recipe;
};

/** Reads every stored mail of a sender with and without a recipe, before it goes live. The mails have the reader in turn with new ones. */
export async function replay(parts: ReplayParts): Promise<Replayed> {
  const { documents, reader, recipes, sender, recipe } = parts;
  const mails: ReplayedMail[] = [];
  const readings = new Map<DocumentId, Omit<ReadMail, 'pieces'>>();
  for (const { id } of documents.ofTopic('mail', sender, mostReplayed)) {
    const document = parts.isGenuine(id) ? documents.get(id) : null;
    if (!document) continue;
    const before = await reader.read(document.body, recipes);
    const after = await reader.read(document.body, [...recipes, recipe]);
    const compared = compareReadings(before.reading, after.reading);
    mails.push({ document: id, subject: after.mail.subject, receivedAt: document.receivedAt, ...compared });
    const { pieces: _, ...kept } = after;
    readings.set(id, kept);
  }
  const count = (outcome: ReplayedMail['outcome']): number =>
    mails.filter((mail) => mail.outcome === outcome).length;
  return {
    same: count('same'),
    changed: count('changed'),
    fixed: count('fixed'),
    broken: count('broken'),
    mails,
    readings,
  };
}
