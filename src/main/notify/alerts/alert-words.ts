import { longestText } from '../../../shared/alert-rules/notice-text.ts';
import type { DraftView } from '../../../shared/draft.ts';
import type { AskedProduct } from '../../../shared/entry.ts';
import type { Language } from '../../../shared/languages.ts';
import { moneyText } from '../../../shared/money-text.ts';
import { oneLine } from '../../../shared/one-line.ts';
import type { Order } from '../../../shared/order.ts';
import { textsOf } from '../../../shared/texts.ts';
import type { MailWarning } from '../../../shared/trainer.ts';
import type { PersonView } from '../../../shared/views.ts';
import { clockFormat } from '../clock-format.ts';
import type { AlertDetails } from './send-alert.ts';

const lines = (...said: readonly (string | null)[]): string =>
  said
    .filter((line) => line !== null)
    .join('\n')
    .slice(0, longestText)
    .toWellFormed();

/**
 * The first line names no customer, because it shows on a locked screen.
 * @param standing the numbers of merged orders that were not cancelled
 */
export function cancelledText(
  order: Order,
  sourceName: string,
  language: Language,
  standing: readonly string[] = [],
): string {
  const t = textsOf(language, 'alert');
  const { number, customer, total } = order.content;
  const who = [customer.name, customer.phone].filter(Boolean).map((part) => oneLine(part ?? '', 120));
  return lines(
    t('cancelled', { order: `${oneLine(number, 60)} · ${oneLine(sourceName, 60)}` }),
    standing.length > 0 ? t('stands', { orders: standing.map((one) => oneLine(one, 60)).join(', ') }) : null,
    who.length > 0 ? `${t('customer')}: ${who.join(', ')}` : null,
    total ? `${t('total')}: ${moneyText(total, language)}` : null,
    order.takenBy === undefined ? null : t('taken', { name: oneLine(order.takenBy, 60) }),
    t('look'),
  );
}

/** Names no customer: the alert outlives an erasure. `askingDetails` adds the name when it is sent. */
export function askingText(wants: readonly AskedProduct[], language: Language): string {
  const t = textsOf(language, 'alert');
  const products = wants.map(({ title }) => oneLine(title, 80)).join(', ');
  return lines(t('asks'), products === '' ? null : `${t('about')}: ${oneLine(products, 300)}`, t('answer'));
}

/** The customer's name, last words and chat link. */
export function askingDetails(
  { name, lastWords, chatUrl }: Pick<PersonView, 'name' | 'lastWords' | 'chatUrl'>,
  language: Language,
): AlertDetails {
  const t = textsOf(language, 'alert');
  return {
    lines: [
      ...(name === '' ? [] : [`${t('customer')}: ${oneLine(name, 120)}`]),
      ...(lastWords === null ? [] : [`“${oneLine(lastWords, 400)}”`]),
    ],
    ...(chatUrl?.startsWith('https://') && { link: { caption: t('chat'), url: chatUrl } }),
  };
}

/** @param hours how long it has been unpaid */
export function unpaidText(draft: DraftView, hours: number, language: Language): string {
  const t = textsOf(language, 'alert');
  const { name, title, customerName, total, madeBy } = draft;
  return lines(
    [t('unpaid', { hours }), oneLine(name, 40)].filter(Boolean).join(': '),
    title === '' ? null : oneLine(title, 200),
    customerName === '' ? null : `${t('customer')}: ${oneLine(customerName, 120)}`,
    total ? `${t('total')}: ${moneyText(total, language)}` : null,
    t('made', { name: oneLine(madeBy, 60) }),
  );
}

/**
 * Leaves out the mail's subject, which may name a customer: the alert is stored, and erasure would not find it.
 * @param name of the source, or of the mailbox if the sender is unknown; @param now epoch milliseconds
 */
export function silenceText(
  { kind, since, mail, readableAt }: Pick<MailWarning, 'kind' | 'since' | 'mail' | 'readableAt'>,
  name: string,
  {
    language,
    now,
    timeZone,
  }: { readonly language: Language; readonly now: number; readonly timeZone: string },
): string {
  const t = textsOf(language, 'alert');
  if (mail) {
    const came =
      mail.cameAt === null
        ? null
        : t('came', { time: clockFormat(language, timeZone, 'day').format(mail.cameAt) });
    return lines(t('unfetched', { name: oneLine(name, 80) }), came, t('enter'));
  }
  const hours = Math.max(1, Math.floor((now - since) / 3_600_000));
  return kind === 'stopped'
    ? lines(
        t('stopped', { name: oneLine(name, 80) }),
        readableAt === undefined ? t('unseen') : t('elsewhere', { name: oneLine(readableAt, 60) }),
      )
    : lines(t('silence', { name: oneLine(name, 80), hours }), t('unusual'));
}

/** @param until when the window closes, epoch milliseconds */
export function oneTapText(until: number, timeZone: string, language: Language): string {
  const t = textsOf(language, 'alert');
  return lines(t('oneTap', { time: clockFormat(language, timeZone, 'time').format(until) }), t('press'));
}
