import type { Dice } from '../dice.ts';
import type { Ids } from '../ids.ts';
import type { Visit } from './types.ts';

export type VisitsParts = {
  readonly dice: Dice;
  readonly ids: Ids;
  readonly now: number;
  /** The landing page of the visit, a product page. */
  readonly page: string;
};

type Way = Pick<Visit, 'source' | 'sourceType' | 'referrer'> & { readonly utm: string };
const ways: readonly Way[] = [
  { source: 'Google', sourceType: 'SEO', referrer: 'https://www.google.com/', utm: '' },
  {
    source: 'Google',
    sourceType: 'AD',
    referrer: 'https://www.google.com/',
    utm: 'utm_source=google&utm_medium=cpc&utm_campaign=flowers-kyiv&utm_term=%D0%BA%D0%B2%D1%96%D1%82%D0%B8&gclid=sample',
  },
  {
    source: 'Instagram',
    sourceType: 'AD',
    referrer: 'https://l.instagram.com/',
    utm: 'utm_source=instagram&utm_medium=paid_social&utm_campaign=autumn-bouquets&utm_content=reel-3',
  },
  { source: 'Instagram', sourceType: 'LINK', referrer: 'https://l.instagram.com/', utm: '' },
  { source: 'direct', sourceType: null, referrer: null, utm: '' },
  {
    source: 'podil-walks.example',
    sourceType: 'LINK',
    referrer: 'https://podil-walks.example/coffee',
    utm: '',
  },
];

/** The visits before a purchase: how the shop was found, and sometimes a second visit that led to it. */
export function visitsBefore({ dice, ids, now, page }: VisitsParts): readonly Visit[] {
  const way = dice.pick(ways);
  const last = visitBy(way, ids.next(), now - dice.between(3, 12) * 60_000, page);
  if (!dice.chance(0.35)) return [last];
  const first = visitBy(
    dice.pick(ways),
    ids.next(),
    now - dice.between(1, 9) * 86_400_000,
    new URL('/', page).href,
  );
  return [first, last];
}

function visitBy({ source, sourceType, referrer, utm }: Way, id: bigint, at: number, page: string): Visit {
  const url = new URL(page);
  url.search = utm;
  const has = url.searchParams;
  return {
    id,
    at,
    source,
    sourceType,
    landingPage: url.href,
    referrer,
    utm:
      utm === ''
        ? null
        : {
            source: has.get('utm_source') ?? '',
            medium: has.get('utm_medium') ?? '',
            campaign: has.get('utm_campaign'),
            term: has.get('utm_term'),
            content: has.get('utm_content'),
          },
  };
}
