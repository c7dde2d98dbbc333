import { describe, expect, it } from 'vitest';
import {
  hrefToInbox,
  inboxPlaceOf,
  parseRoute,
  searchedBy,
} from '../../../src/renderer/state/routes/route.ts';
import { createRouteStore } from '../../../src/renderer/state/routes/route-store.ts';
import { pageClock } from './page-clock.ts';

describe('an address', () => {
  it('restores view, text, filters, sort, time and order after a reload', () => {
    const place = {
      view: 'review',
      text: 'Олена & Co #5',
      only: {
        sources: ['mail:dostavo', 'shopify'],
        statuses: ['new', 'taken'],
        payments: ['pending'],
        tags: ['gift | card', '50% & more, ~ish'],
        assignees: ['', 'Anna'],
        days: { from: '2026-11-01', to: '2026-11-24' },
        total: { currency: 'UAH', min: 0, max: 150_000 },
      },
      sort: 'total',
      saved: '7a5f4c1e-8f1f-4a57-9d5c-2f5e1d0b8a11',
      order: 'mail:dostavo:DS/1042',
      span: { from: 1_732_435_200_000, to: 1_732_435_500_000 },
    } as const;
    expect(inboxPlaceOf(parseRoute(hrefToInbox(place)))).toEqual(place);
  });

  it('brings back the view a search of all orders began in', () => {
    const begun = searchedBy({ view: 'today', text: '', order: null }, 'rose');
    const place = inboxPlaceOf(parseRoute(hrefToInbox(begun)));
    expect(place).toMatchObject({ view: 'all', text: 'rose', back: 'today' });
    expect(searchedBy(place, '')).toMatchObject({ view: 'today', text: '', back: null });
  });

  it('restores a view of unassigned orders and of no other manager', () => {
    const place = { view: 'all', text: '', only: { assignees: [''] }, order: null } as const;
    expect(inboxPlaceOf(parseRoute(hrefToInbox(place)))).toMatchObject(place);
  });

  it('brings back days by their name, which are other dates tomorrow', () => {
    const place = { view: 'all', text: '', only: { days: 'today' }, order: null } as const;
    expect(hrefToInbox(place)).toBe('#/inbox/all?days=today');
    expect(inboxPlaceOf(parseRoute(hrefToInbox(place)))).toMatchObject(place);
  });

  it.each([
    '?days=someday',
    '?source=%27;drop',
    '?status=sold&payment=free',
    '?tag=%25E0%25A4',
    '?since=yesterday&until=2026-02-31',
    '?total=UAH|x|',
    '?total=|5|7',
    '?sort=colour',
  ])('narrows a view by nothing that makes no sense: %s', (query) => {
    const place = inboxPlaceOf(parseRoute(`#/inbox/all${query}`));
    expect({ ...place, only: Object.keys(place.only ?? {}) }).toMatchObject({
      only: query.startsWith('?tag') ? ['tags'] : [],
    });
    expect(place.sort).toBeUndefined();
  });

  it.each(['?from=x&to=', '?from=5', '?to=7', '?from=1.5&to=2'])(
    'names no time by half of one: %s',
    (query) => {
      expect(inboxPlaceOf(parseRoute(`#/inbox/all${query}`)).span).toBeNull();
    },
  );

  it.each(['', '#', '#/nowhere', '#/inbox/nonsense?source=%27;drop', '#/inbox/%E0%A4%A'])(
    'leads to the new orders when it says nothing sensible: %s',
    (hash) => {
      expect(inboxPlaceOf(parseRoute(hash))).toMatchObject({ view: 'new', span: null });
    },
  );
});

describe('the address bar', () => {
  function openBar() {
    const clock = pageClock();
    const written: string[] = [];
    let now = '#/inbox/new';
    const write = (kind: string) => (href: string) => {
      now = href;
      written.push(`${kind} ${href}`);
    };
    let changed = (): void => undefined;
    const route = createRouteStore(
      {
        read: () => now,
        push: write('push'),
        replace: write('replace'),
        onChange(listener) {
          changed = listener;
          return () => undefined;
        },
      },
      clock,
    );
    route.start();
    return {
      clock,
      route,
      written,
      goTo: (href: string) => {
        now = href;
        changed();
      },
    };
  }

  it('is updated at once for a replacing step, so reloads keep it', async () => {
    const { clock, route, written } = openBar();
    route.navigate('#/insights?tables=days', { replace: true });
    expect(written).toEqual(['replace #/insights?tables=days']);
    await clock.advance(200);
    route.navigate('#/insights', { replace: true });
    expect(written.at(-1)).toBe('replace #/insights');
  });

  it('is written twice for a run of replacing steps', async () => {
    const { clock, route, written } = openBar();
    for (let step = 1; step <= 300; step += 1) {
      route.navigate(`#/inbox/new?order=${step}`, { replace: true });
    }
    expect(route.getState().params.order).toBe('300');
    await clock.advance(200);
    expect(written).toEqual(['replace #/inbox/new?order=1', 'replace #/inbox/new?order=300']);
  });

  it('follows Back, and forgets a step that was still to be written', async () => {
    const { clock, route, written, goTo } = openBar();
    route.navigate('#/inbox/new?order=7', { replace: true });
    route.navigate('#/inbox/new?order=8', { replace: true });
    goTo('#/chats');
    await clock.advance(200);
    expect(route.getState().page).toBe('chats');
    expect(written).toEqual(['replace #/inbox/new?order=7']);
  });
});
