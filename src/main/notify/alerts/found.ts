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

/** A possible cause of an alert. */
export type Found = {
  readonly alert: AlertId;
  readonly occasion: Exclude<AlertOccasion, 'one-tap' | 'digest'>;
  readonly orderId: OrderId | null;
  readonly draft?: DraftId;
  readonly person?: SubscriberId;
  readonly ruled: Ruled;
  /** The responsible manager; null: none yet. */
  readonly inCharge: string | null;
};

/** Short enough to be part of an event id. */
const alertIdOf = (name: string): AlertId =>
  alertIdSchema.parse(shortName(name, 160, `${name.slice(0, 80)}:`));

const hourMs = 3_600_000;
/** Older causes are shown only in the lists. */
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
 * Whether an order arrived as news, was cancelled at its source later, and was neither cancelled nor fulfilled by a manager.
 * @param facts its events, without duplicates
 */
export function isCancelledNews(order: Order, facts: readonly Entry[], now: number): boolean {
  const { status, quarantined, partOf, content } = order;
  if (status !== 'cancelled' || content.cancelledAt === undefined || quarantined || partOf) return false;
  // by the source's time: later events of the order must not make the cancellation new again
  if (now - Date.parse(content.cancelledAt) >= newsMs) return false;
  if (facts.some((entry) => entry.kind === 'status-set' && entry.data.status === 'cancelled')) return false;
  const received = facts.filter((entry) => entry.kind === 'order-received');
  return received.some(({ data }) => data.quiet !== true && data.order.content.cancelledAt === undefined);
}

export const cancelledAlert = (id: OrderId): AlertId => alertIdOf(`cancelled:${id}`);

/** An active payment link that is unpaid; the rule decides for how long. @param now epoch milliseconds */
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

/** The id of a customer's open request for a manager; the same if it is repeated. Null if none is open. */
export const askedAlert = ({ subscriberId, waitingSince }: Asking): AlertId | null =>
  waitingSince === null ? null : alertIdOf(`asked:${subscriberId}:${waitingSince}`);

type Asking = Pick<PersonView, 'subscriberId' | 'waitingSince'>;

/** A customer who requested a manager and has no answer. @param now epoch milliseconds */
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

/** Shorter outages of a source are shown only in the status line. */
const patienceMs = 15 * 60_000;
/** The start of an outage is counted from the app's start, so an outage is alerted once per this time. */
const outageMs = 6 * hourMs;

/** The whole mailbox and the bot have no orders of their own. */
const noSource: ReadonlySet<string> = new Set(['gmail', 'other-mailbox', 'chat-bot']);

/**
 * A silent or unreachable source, or one mail of it that may be an order; null for other warnings.
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

/** The subject of an alert about silence. */
export function warnedOf(alert: AlertId): WarnedOf {
  const [, what = ''] = alert.split(':');
  return isOfMail(alert) ? { mail: what } : { family: what };
}

/** Whether the source or mail of an alert is still silent, unreachable or not fetched. */
export const isStillSilent = (alert: AlertId, warnings: readonly MailWarning[]): boolean =>
  warnings.some((warning) => alert.startsWith(`${silenceOf(warning)}:`));

/** Whether a link has been unpaid so long that an alert is not useful. @param after hours, as the rule says */
export const isStale = ({ ruled: { unpaidHours } }: Found, after: number): boolean =>
  unpaidHours !== null && unpaidHours - after >= newsMs / hourMs;

/** One alert per shift end, whichever computer imports the event first. */
export const digestAlert = (manager: string, decision: number): AlertId =>
  alertIdOf(`digest:${decision}:${manager}`);

/** Asks a manager to tap the button, once per window. */
export const oneTapAlert = (manager: string, { until }: Reach): AlertId =>
  alertIdOf(`one-tap:${until ?? 0}:${manager}`);
