import type { DocumentId } from '../../shared/ids.ts';
import type { MailTemplate } from '../../shared/mail-template.ts';
import { templateName } from '../../shared/mail-template.ts';
import type { Reading } from '../../shared/reading.ts';
import type { Replay, ReplayedMail } from '../../shared/trainer.ts';
import { templatesFor } from '../intake/gmail/senders.ts';
import type { MailReader, ReadMail } from '../intake/mail/create-mail-reader.ts';
import type { Documents, StoredDocument } from '../ports.ts';
import { compareReadings } from './compare-readings.ts';

/** Limit for each sender, so that the user need not wait; the newest mails are used. */
export const mostReplayed = 500;

export type Replayed = Replay & {
  /** The parse result of each mail with the template. */
  readonly readings: ReadonlyMap<DocumentId, Omit<ReadMail, 'pieces'>>;
};

export type Replayer = {
  /**
   * Parses every stored mail of a sender with and without a template, before it is saved. Alternates with the parsing of new
   * mails.
   * @param recipes all templates known now
   */
  replay(sender: string, recipes: readonly MailTemplate[], recipe: MailTemplate): Promise<Replayed>;
};

export type ReplayerParts = {
  readonly documents: Documents;
  readonly reader: MailReader;
  /** Whether Google verified the sender: forged mails must not judge a template. */
  readonly isGenuine: (mail: DocumentId) => boolean;
};

export function createReplayer({ documents, reader, isGenuine }: ReplayerParts): Replayer {
  // a user tries several values in a row; stored mails and template versions do not change meanwhile
  let known = { by: '', readings: new Map<DocumentId, Reading>() };

  /** Null if the parser had no time for it. */
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
      // parsed before and after as its mails are parsed on arrival
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

/** Perhaps the computer was busy: the same mail may be parsed successfully the next time. */
const isStopped = ({ orders }: Reading): boolean =>
  orders.some(({ review = [] }) => review.some(({ code }) => code === 'reader-stopped'));
