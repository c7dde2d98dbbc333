import type { AlertId, AlertOccasion } from '../../../shared/alert-rules/alert.ts';
import { alertIdSchema } from '../../../shared/alert-rules/alert.ts';
import type { Reach } from '../../../shared/alert-rules/reach.ts';
import type { Ruled } from '../../../shared/alert-rules/rules.ts';
import type { DraftView } from '../../../shared/draft.ts';
import { isToBePaid } from '../../../shared/draft.ts';
import type { Entry } from '../../../shared/entry.ts';
import type { DraftId, OrderId, SubscriberId } from '../../../shared/ids.ts';
import { sourceSchema } from '../../../shared/ids.ts';
import type { Order } from '../../../shared/order.ts';
import type { MailWarning, WarnedOf } from '../../../shared/trainer.ts';
import type { PersonView } from '../../../shared/views.ts';
import { shortName } from '../../short-name.ts';

/** Something managers may want to hear of. */
export type Found = {
  readonly alert: AlertId;
  readonly occasion: Exclude<AlertOccasion, 'one-tap' | 'digest'>;
  readonly orderId: OrderId | null;
  readonly draft?: DraftId;
  readonly person?: SubscriberId;
  readonly ruled: Ruled;
  /** Whose matter it is; null: nobody's yet. */
  readonly inCharge: string | null;
};

/** Short enough to be part of an entry's id. */
const alertIdOf = (name: string): AlertId =>
  alertIdSchema.parse(shortName(name, 160, `${name.slice(0, 80)}:`));

const hourMs = 3_600_000;
/** What is older was no news when the app could first have told it: it is a matter for the lists. */
export const newsMs = 12 * hourMs;

const ofNothing: Ruled = {
  source: null,
  needsReview: false,
  total: null,
  products: [],
  isFirstTime: () => false,
  unpaidHours: null,
};

/**
 * An order that was cancelled where it came from after it had come as news, and that no manager cancelled or handed over.
 * @param facts its entries, each once
 */
export function isCancelledNews(order: Order, facts: readonly Entry[], now: number): boolean {
  const { status, quarantined, partOf, content } = order;
  if (status !== 'cancelled' || content.cancelledAt === undefined || quarantined || partOf) return false;
  // by the time its source says: whatever is written down of an order later makes its cancelling no news again
  if (now - Date.parse(content.cancelledAt) >= newsMs) return false;
  if (facts.some((entry) => entry.kind === 'status-set' && entry.data.status === 'cancelled')) return false;
  const received = facts.filter((entry) => entry.kind === 'order-received');
  return received.some(({ data }) => data.quiet !== true && data.order.content.cancelledAt === undefined);
}

export const cancelledAlert = (id: OrderId): AlertId => alertIdOf(`cancelled:${id}`);

/** A link that works and that nobody has paid; how long, a rule decides. @param now epoch milliseconds */
export function foundUnpaid(draft: DraftView, now: number): Found | null {
  if (!isToBePaid(draft)) return null;
  const given = draft.sendings.filter(({ state }) => state === 'sent').map(({ at }) => at);
  const since = Math.max(draft.createdAt, ...given);
  return {
    alert: alertIdOf(`unpaid:${draft.id}:${draft.round}`),
    occasion: 'unpaid',
    orderId: null,
    draft: draft.id,
    inCharge: draft.madeBy,
    ruled: {
      ...ofNothing,
      total: draft.total,
      products: [draft.title],
      unpaidHours: Math.floor((now - since) / hourMs),
    },
  };
}

/** A customer's open ask for a manager; pressed again, it is the same one. Null while none is open. */
export const askedAlert = ({ subscriberId, waitingSince }: Asking): AlertId | null =>
  waitingSince === null ? null : alertIdOf(`asked:${subscriberId}:${waitingSince}`);

type Asking = Pick<PersonView, 'subscriberId' | 'waitingSince'>;

/** A customer who asked for a manager and was not answered. @param now epoch milliseconds */
export function foundAsking(person: Asking & Pick<PersonView, 'wants'>, now: number): Found | null {
  const alert = askedAlert(person);
  if (alert === null || now - (person.waitingSince ?? 0) >= newsMs) return null;
  return {
    alert,
    occasion: 'chat',
    orderId: null,
    person: person.subscriberId,
    inCharge: null,
    ruled: { ...ofNothing, products: person.wants.map(({ title }) => title) },
  };
}

/** Shorter than this a source that cannot be read is a matter for the strip: a network comes back. */
const patienceMs = 15 * 60_000;
/** Since when it cannot be read is counted anew with each start of the app: one outage is told once in so long. */
const outageMs = 6 * hourMs;

/** The mailbox as a whole, and the bot: no order is of them. */
const noSource: ReadonlySet<string> = new Set(['gmail', 'other-mailbox', 'chat-bot']);

/**
 * A source that is silent, or cannot be read, or one mail of it that may be an order; null for a warning of another kind.
 * @param now epoch milliseconds
 */
export function foundSilent(warning: MailWarning, now: number): Found | null {
  const { kind, family, since } = warning;
  if (kind !== 'silence' && kind !== 'stopped' && kind !== 'unfetched') return null;
  if (kind !== 'silence' && now - since < patienceMs) return null;
  const source = noSource.has(family)
    ? null
    : sourceSchema.safeParse(family === 'shopify' ? family : `mail:${family}`).data;
  const which = kind === 'silence' ? since : Math.floor(since / outageMs) * outageMs;
  return {
    alert: alertIdOf(`${silenceOf(warning)}:${which}`),
    occasion: 'silence',
    orderId: null,
    inCharge: null,
    ruled: { ...ofNothing, source: source ?? null },
  };
}

const silenceOf = ({ kind, family, mail }: MailWarning): string =>
  mail ? `${ofMail}${mail.id}` : `silence:${family}:${kind}`;

const ofMail = 'unfetched:';

/** Whether an alert is about one mail that could not be fetched. */
export const isOfMail = (alert: AlertId): boolean => alert.startsWith(ofMail);

/** What an alert about silence is about. */
export function warnedOf(alert: AlertId): WarnedOf {
  const [, what = ''] = alert.split(':');
  return isOfMail(alert) ? { mail: what } : { family: what };
}

/** Whether a source is still silent, or still cannot be read, or a mail still cannot be fetched, that an alert was about. */
export const isStillSilent = (alert: AlertId, warnings: readonly MailWarning[]): boolean =>
  warnings.some((warning) => alert.startsWith(`${silenceOf(warning)}:`));

/** Whether a link has been told of as unpaid for so long that it is no news any more. @param after hours, as its rule says */
export const isStale = ({ ruled: { unpaidHours } }: Found, after: number): boolean =>
  unpaidHours !== null && unpaidHours - after >= newsMs / hourMs;

/** A shift ends once, whichever computer hears of it. */
export const digestAlert = (manager: string, decision: number): AlertId =>
  alertIdOf(`digest:${decision}:${manager}`);

/** Asks a manager for one tap, once for each window. */
export const oneTapAlert = (manager: string, { until }: Reach): AlertId =>
  alertIdOf(`one-tap:${until ?? 0}:${manager}`);
