import type { DocumentId } from '../../shared/ids.ts';
import type { MailTemplate } from '../../shared/mail-template.ts';
import { templateName } from '../../shared/mail-template.ts';
import type { Reading } from '../../shared/reading.ts';
import type { Replay, ReplayedMail } from '../../shared/trainer.ts';
import { templatesFor } from '../intake/gmail/senders.ts';
import type { MailReader, ReadMail } from '../intake/mail/create-mail-reader.ts';
import type { Documents, StoredDocument } from '../ports.ts';
import { compareReadings } from './compare-readings.ts';

/** More than this of one sender would keep a person waiting; the newest tell most. */
export const mostReplayed = 500;

export type Replayed = Replay & {
  /** What each mail that was read reads as with the recipe. */
  readonly readings: ReadonlyMap<DocumentId, Omit<ReadMail, 'pieces'>>;
};

export type Replayer = {
  /**
   * Reads every stored mail of a sender with and without a recipe, before it goes live. The mails have the reader in turn
   * with new ones.
   * @param recipes all that are known now
   */
  replay(sender: string, recipes: readonly MailTemplate[], recipe: MailTemplate): Promise<Replayed>;
};

export type ReplayerParts = {
  readonly documents: Documents;
  readonly reader: MailReader;
  /** Whether Google vouches for the mail: what a forger sends is no measure of a recipe. */
  readonly isGenuine: (mail: DocumentId) => boolean;
};

export function createReplayer({ documents, reader, isGenuine }: ReplayerParts): Replayer {
  // a person tries one value after another: neither a stored mail nor a version of a recipe changes meanwhile
  let known = { by: '', readings: new Map<DocumentId, Reading>() };

  /** Null where the reader had no time for it. */
  async function readNow(
    { id, body }: StoredDocument,
    recipes: readonly MailTemplate[],
  ): Promise<Reading | null> {
    const by = recipes.map(templateName).join(' ');
    if (known.by !== by) known = { by, readings: new Map() };
    const { readings } = known;
    const before = readings.get(id);
    if (before) return before;
    const { reading, starved } = await reader.read(body, recipes);
    if (starved) return null;
    if (!isStopped(reading)) readings.set(id, reading);
    return reading;
  }

  return {
    async replay(sender, recipes, recipe) {
      // as its mails are read when they come, before and after
      const { family } = recipe;
      const [now, then] = [
        templatesFor(recipes, sender, family),
        templatesFor([...recipes, recipe], sender, family),
      ];
      const mails: ReplayedMail[] = [];
      const readings = new Map<DocumentId, Omit<ReadMail, 'pieces'>>();
      for (const { id } of documents.ofTopic('mail', sender, mostReplayed)) {
        const document = isGenuine(id) ? documents.get(id) : null;
        if (!document) continue;
        const before = await readNow(document, now);
        const after = await reader.read(document.body, then);
        const mail = { document: id, subject: after.mail.subject, receivedAt: document.receivedAt };
        if (before === null || after.starved) {
          mails.push({ ...mail, outcome: 'unread', number: '', total: null, changes: [] });
          continue;
        }
        mails.push({ ...mail, ...compareReadings(before, after.reading) });
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
        unread: count('unread'),
        mails,
        readings,
      };
    },
  };
}

/** The computer was busy, perhaps: the same mail may read well the next time. */
const isStopped = ({ orders }: Reading): boolean =>
  orders.some(({ review = [] }) => review.some(({ code }) => code === 'reader-stopped'));
