import type { OrderId } from '../../../shared/ids.ts';
import { orderIdSchema } from '../../../shared/ids.ts';
import type { Only, OrderSort, Span } from '../../../shared/order-filter.ts';
import { orderSorts, spanSchema } from '../../../shared/order-filter.ts';
import type { InboxView } from '../../../shared/views.ts';
import { inboxViews } from '../../../shared/views.ts';
import { isNarrowed } from '../inbox/order-choice.ts';
import { decodePart } from './decode-part.ts';
import { onlyOf, paramsOf } from './only-params.ts';
import type { RowLook } from './row-look.ts';
import { lookOf, lookParams } from './row-look.ts';

/** Every page, in the order of the menu. */
export const pageNames = [
  'inbox',
  'chats',
  'payment-links',
  'custom-order',
  'customers',
  'insights',
  'manual-order',
  'sync',
  'mail-templates',
  'notifications',
  'notification-log',
  'setup',
  'settings',
  'diagnostics',
] as const;
export type PageName = (typeof pageNames)[number];

/** The current route: `#/inbox/new?order=shopify%3A1042`. It holds everything that a reload must restore. */
export type Route = {
  readonly page: PageName;
  readonly path: readonly string[];
  readonly params: { readonly [name: string]: string };
};

export function parseRoute(hash: string): Route {
  const [place = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [first = '', ...path] = place.split('/').filter(Boolean).map(decodePart);
  return {
    page: pageNames.find((page) => page === first) ?? 'inbox',
    path,
    params: Object.fromEntries(new URLSearchParams(query)),
  };
}

export function hrefTo(
  page: PageName,
  { path = [], params = {} }: { path?: readonly string[]; params?: Route['params'] } = {},
): string {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== '')).toString();
  return `#/${[page, ...path.map(encodeURIComponent)].join('/')}${query === '' ? '' : `?${query}`}`;
}

export type InboxPlace = RowLook & {
  readonly view: InboxView;
  readonly text: string;
  /** The view in which a search of all orders began; the search returns there when it ends. */
  readonly back?: InboxView | null;
  readonly order: string | null;
  /** The filter of the view. */
  readonly only?: Only;
  readonly sort?: OrderSort;
  /** The id of the saved view it began as. */
  readonly saved?: string | null;
  /** Only orders that came in this time range. */
  readonly span?: Span | null;
};

export function inboxPlaceOf({ page, path, params }: Route): InboxPlace {
  const span = spanSchema.safeParse({ from: Number(params.from ?? '-'), to: Number(params.to ?? '-') });
  const sort = orderSorts.find((one) => one === params.sort);
  const text = params.q?.slice(0, 200) ?? '';
  const back = inboxViews.find((view) => text !== '' && view === params.back);
  return {
    view: inboxViews.find((view) => page === 'inbox' && view === path[0]) ?? 'new',
    text,
    ...(back && { back }),
    only: onlyOf(params),
    ...(sort && { sort }),
    saved: params.saved ?? null,
    order: params.order ?? null,
    span: span.success ? span.data : null,
    ...lookOf(params),
  };
}

export const hrefToInbox = ({
  view,
  text,
  back,
  only = {},
  sort,
  saved,
  order,
  span,
  ...look
}: InboxPlace): string =>
  hrefTo('inbox', {
    path: [view],
    params: {
      q: text,
      back: back ?? '',
      ...paramsOf(only),
      sort: sort ?? '',
      saved: saved ?? '',
      ...(span && { from: String(span.from), to: String(span.to) }),
      ...lookParams(look),
      order: order ?? '',
    },
  });

/** The open order; null if the URL names none. */
export function openOrderOf({ order }: Pick<InboxPlace, 'order'>): OrderId | null {
  const parsed = orderIdSchema.safeParse(order);
  return parsed.success ? parsed.data : null;
}

/** Whether a view is filtered. */
export const isNarrow = ({ text, only, span }: InboxPlace): boolean =>
  text !== '' || isNarrowed(only) || Boolean(span);

/** A search that begins in a view searches all orders, and returns to the view when it ends. */
export function searchedBy(place: InboxPlace, text: string): InboxPlace {
  if (text === '') return { ...place, text, view: place.back ?? place.view, back: null };
  const begins = place.text === '' && place.view !== 'all';
  return begins ? { ...place, text, view: 'all', back: place.view } : { ...place, text };
}

/** Whether the search covers only one view. */
export const isSearchedView = ({ text, view }: Pick<InboxPlace, 'text' | 'view'>): boolean =>
  text !== '' && view !== 'all';

/** The same search in all orders. */
export const searchedInAll = (place: InboxPlace): InboxPlace => ({
  ...place,
  view: 'all',
  back: place.view,
});

export const widened = (place: InboxPlace): InboxPlace => ({
  ...searchedBy(place, ''),
  only: {},
  span: null,
});
