import type { MailTemplate } from '../../shared/mail-template.ts';
import { isSenderOf } from '../../shared/mail-template.ts';
import type { MailWarning } from '../../shared/trainer.ts';
import type { Ledger, StoredReading } from '../ports.ts';
import { findDrift } from './drift.ts';
import { senderFamilies, timesOfAll } from './sender-families.ts';
import { seriesOf } from './series.ts';
import { findSilence } from './silence.ts';

/** A warning, and the mail template it concerns; null if it concerns the sender. */
export type Found = { readonly warning: MailWarning; readonly recipe: string | null };

const hour = 3_600_000;
const day = 24 * hour;
const mostLooked = 300;

export type SenderWarnings = {
  readonly drift: (sender: string, now: number) => readonly Found[];
  /**
   * Silence of each family: a service that writes from a new address is not silent.
   * @param provenAt until when the mailbox was read
   */
  readonly silence: (provenAt: number) => readonly Found[];
};

/** Checks the stored parse results of the senders' mails. */
export function createSenderWarnings({
  ledger,
  recipes,
}: {
  readonly ledger: Pick<Ledger, 'readings' | 'recipes'>;
  readonly recipes: () => readonly MailTemplate[];
}): SenderWarnings {
  const looked = new Map<string, { readonly key: string; readonly found: readonly Found[] }>();
  const newest = (sender: string): StoredReading | undefined =>
    ledger.readings.ofSender(sender, { since: 0, limit: 1 })[0];
  const nameOf = ({ sender, family }: StoredReading): string =>
    recipes()
      .filter((recipe) => recipe.family === family || isSenderOf(recipe, sender))
      .toSorted((one, other) => other.version - one.version)[0]?.name ?? sender;

  return {
    drift(sender, now) {
      const last = newest(sender);
      if (!last) return [];
      const taughtAt = Math.max(
        0,
        ...ledger.recipes
          .list()
          .flatMap(({ recipe, savedAt }) => (isSenderOf(recipe, sender) ? [savedAt] : [])),
      );
      // cached until a mail comes; the hour is part of the key so that old warnings expire
      const key = [last.document, last.recipe, last.kind, taughtAt, Math.floor(now / hour)].join(' ');
      const before = looked.get(sender);
      if (before?.key === key) return before.found;
      const readings = ledger.readings.ofSender(sender, { since: now - 90 * day, limit: mostLooked });
      const found = seriesOf(readings).flatMap(({ recipe, mails }) =>
        findDrift({ mails, recipe, name: nameOf(last), taughtAt, now }).map((drift) => ({
          recipe,
          warning: { ...drift, sender, family: last.family },
        })),
      );
      looked.set(sender, { key, found });
      return found;
    },
    silence(provenAt) {
      return senderFamilies(ledger.readings).flatMap(({ family, senders, last }): readonly Found[] => {
        const times = timesOfAll(ledger.readings, senders, provenAt - 30 * day);
        const silence = findSilence(times, provenAt);
        if (!silence) return [];
        const silent = Math.floor(silence.silentMs / hour);
        const usual = Math.ceil(silence.usualMs / hour);
        const text = `No order from ${nameOf(last)} for ${silent} h of its usual hours; as a rule one comes at least every ${usual} h`;
        const { sender, document } = last;
        const { since } = silence;
        return [{ recipe: null, warning: { kind: 'silence', sender, family, text, since, document } }];
      });
    },
  };
}
