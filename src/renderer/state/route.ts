import type { Source } from '../../shared/ids.ts';
import { sourceSchema } from '../../shared/ids.ts';
import type { Span } from '../../shared/order-filter.ts';
import { spanSchema } from '../../shared/order-filter.ts';
import type { InboxView } from '../../shared/views.ts';
import { inboxViews } from '../../shared/views.ts';

export const pages = [
  'inbox',
  'chats',
  'drafts',
  'manual-order',
  'custom-order',
  'completeness',
  'recipes',
  'bell',
  'notices',
  'setup',
  'doctor',
] as const;
export type PageName = (typeof pages)[number];

/** Where the window is: `#/inbox/new?order=shopify%3A1042`. Everything a reload has to bring back is in it. */
export type Route = {
  readonly page: PageName;
  readonly path: readonly string[];
  readonly params: { readonly [name: string]: string };
};

export function parseRoute(hash: string): Route {
  const [place = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [first = '', ...path] = place.split('/').filter(Boolean).map(decode);
  return {
    page: pages.find((page) => page === first) ?? 'inbox',
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

export type InboxPlace = {
  readonly view: InboxView;
  readonly text: string;
  readonly source: Source | null;
  readonly order: string | null;
  /** Only what came in this stretch of time. */
  readonly span?: Span | null;
};

export function inboxPlaceOf({ page, path, params }: Route): InboxPlace {
  const source = sourceSchema.safeParse(params.source);
  const span = spanSchema.safeParse({ from: Number(params.from ?? '-'), to: Number(params.to ?? '-') });
  return {
    view: inboxViews.find((view) => page === 'inbox' && view === path[0]) ?? 'new',
    text: params.q?.slice(0, 200) ?? '',
    source: source.success ? source.data : null,
    order: params.order ?? null,
    span: span.success ? span.data : null,
  };
}

export const hrefToInbox = ({ view, text, source, order, span }: InboxPlace): string =>
  hrefTo('inbox', {
    path: [view],
    params: {
      q: text,
      source: source ?? '',
      ...(span && { from: String(span.from), to: String(span.to) }),
      order: order ?? '',
    },
  });

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part; // a hash typed by hand may hold a lone %
    throw error;
  }
}
