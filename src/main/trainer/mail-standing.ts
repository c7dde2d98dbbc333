import { isDeepStrictEqual } from 'node:util';
import type { ContentEntry } from '../../shared/content-entry.ts';
import { isCorrection, newestContent } from '../../shared/content-entry.ts';
import { isUnread } from '../intake/gmail/about-order.ts';
import { mailedAt } from '../mailed-at.ts';
import type { StoredDocument } from '../ports.ts';

/**
 * How a mail stands to what else its order was told by: it is the last word; it is `earlier`, where others have said something
 * since, but what was ordered is still for this one to tell; it is `overtaken`, where another has told that.
 */
export type MailStanding = 'last' | 'earlier' | 'overtaken';

/** @param contents of the order, sorted by time */
export function standingOf(
  mail: Pick<StoredDocument, 'id' | 'headers' | 'receivedAt'>,
  contents: readonly ContentEntry[],
): MailStanding {
  // a correction is no mail: what it left unanswered still is
  const told = newestContent(contents.filter((entry) => !isCorrection(entry)));
  const shown = newestContent(contents);
  if (!told || !shown || mailedAt(mail) >= told.data.order.version) return 'last';
  const own = newestContent(contents.filter(({ data }) => data.documentId === mail.id));
  const isItsOwn = own
    ? isDeepStrictEqual(valuesOf(own), valuesOf(shown))
    : isUnread(shown.data.order.content);
  return isItsOwn ? 'earlier' : 'overtaken';
}

/** What was ordered, without what other mails leave as it is when they say something of the order. */
export function valuesOf({ data }: ContentEntry) {
  const { review: _review, cancelledAt: _cancelledAt, ...values } = data.order.content;
  return values;
}
