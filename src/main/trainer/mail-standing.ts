import { isDeepStrictEqual } from 'node:util';
import type { ContentEntry } from '../../shared/content-entry.ts';
import { isCorrection, newestContent } from '../../shared/content-entry.ts';
import { isUnread } from '../intake/gmail/about-order.ts';
import { mailedAt } from '../mailed-at.ts';
import type { StoredDocument } from '../ports.ts';

/**
 * How a mail relates to the other sources of its order: `last` is the newest; `earlier` has newer ones, but its items still
 * count; `overtaken` has its items replaced by another source.
 */
export type MailStanding = 'last' | 'earlier' | 'overtaken';

/** @param contents of the order, sorted by time */
export function standingOf(
  mail: Pick<StoredDocument, 'id' | 'headers' | 'receivedAt'>,
  contents: readonly ContentEntry[],
): MailStanding {
  // a correction is no mail: the review reasons it left open remain
  const told = newestContent(contents.filter((entry) => !isCorrection(entry)));
  const shown = newestContent(contents);
  if (!told || !shown || mailedAt(mail) >= told.data.order.version) return 'last';
  const own = newestContent(contents.filter(({ data }) => data.documentId === mail.id));
  const isItsOwn = own
    ? isDeepStrictEqual(valuesOf(own), valuesOf(shown))
    : isUnread(shown.data.order.content);
  return isItsOwn ? 'earlier' : 'overtaken';
}

/** The content without review reasons and cancellation, to compare what was ordered. */
export function valuesOf({ data }: ContentEntry) {
  const { review: _review, cancelledAt: _cancelledAt, ...values } = data.order.content;
  return values;
}
