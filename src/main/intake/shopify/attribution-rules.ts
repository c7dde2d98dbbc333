import type { z } from 'zod';
import { omitUndefined } from '../../../shared/omit-undefined.ts';
import type { Attribution, OrderContent, visitSchema } from '../../../shared/order.ts';

export type Visit = z.infer<typeof visitSchema>;
type Kind = Attribution['kind'];

const paidMediums = /^(cpc|ppc|cpm|cpv|paid([-_ ]?(social|search))?|display|ads?|retargeting)$/i;
const botWords = /^(chat-?bot|manychat|messenger(-bot)?)$/i;
const searchEngines = /(^|\.)(google|bing|duckduckgo|yahoo|ecosia|yandex|baidu|qwant|startpage)\.[a-z.]+$/i;

/** Attributes an order to the last visit, unless that was direct; then to the first one. */
export function attributionOf(first: Visit | undefined, last: Visit | undefined): Attribution {
  const kinds = [last, first].filter((visit) => visit !== undefined).map(kindOfVisit);
  const kind: Kind = kinds.find((each) => each !== 'direct') ?? kinds[0] ?? 'unknown';
  return { kind, ...(first && { first }), ...(last && { last }) };
}

function kindOfVisit({ source, medium, tactic, referrer }: Visit): Kind {
  if (botWords.test(medium ?? '') || botWords.test(source ?? '')) return 'chat-bot';
  if (tactic === 'AD' || tactic === 'RETARGETING' || paidMediums.test(medium ?? '')) return 'ad';
  const host = hostOf(referrer);
  if (host !== null) return searchEngines.test(host) ? 'organic' : 'referral';
  if (medium !== undefined) return /^organic$/i.test(medium) ? 'organic' : 'referral';
  return source === undefined || /^direct$/i.test(source) ? 'direct' : 'referral';
}

function hostOf(address: string | undefined): string | null {
  return address !== undefined && URL.canParse(address) ? new URL(address).hostname : null;
}

/** The visit stored in the order itself: its landing page with UTM parameters, and the referrer. */
export function visitOfOrder({ landingPage, referrer }: OrderContent): Visit | undefined {
  if (!landingPage && !referrer) return undefined;
  const base = 'https://shop.invalid'; // a landing page may be a bare path
  const words =
    landingPage && URL.canParse(landingPage, base) ? new URL(landingPage, base).searchParams : undefined;
  const utm = (name: string) => words?.get(`utm_${name}`) || undefined;
  return omitUndefined({
    source: utm('source'),
    medium: utm('medium'),
    campaign: utm('campaign'),
    term: utm('term'),
    content: utm('content'),
    landingPage: landingPage || undefined,
    referrer: referrer || undefined,
  });
}
