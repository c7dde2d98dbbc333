import '../../../src/renderer/zod-without-eval.ts';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { useStore } from 'zustand';
import { LogList } from '../../../src/renderer/features/notifications/log/log-list.tsx';
import {
  hrefToNotices,
  noticePlaceOf,
} from '../../../src/renderer/features/notifications/log/notice-place.ts';
import { NoticeLine } from '../../../src/renderer/features/notifications/log/notice-row.tsx';
import {
  createNoticesStore,
  noticesStore,
} from '../../../src/renderer/features/notifications/log/notices-store.ts';
import { ShiftSummary } from '../../../src/renderer/features/notifications/log/shift-summary.tsx';
import { UnknownNotices } from '../../../src/renderer/features/order/history/unknown-notices.tsx';
import { parseRoute } from '../../../src/renderer/state/routes/route.ts';
import type { Bridge } from '../../../src/shared/contract.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import { messageIdSchema, orderIdSchema, sourceSchema } from '../../../src/shared/ids.ts';
import type { LoggedNotices, NoticeRow, ShiftSummary as Summary } from '../../../src/shared/notices.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';
import { pageClient } from './page-client.ts';
import { pageClock, settle } from './page-clock.ts';

afterEach(cleanup);

const notice = (part: Partial<NoticeRow> = {}): NoticeRow => ({
  key: 'k',
  occasion: 'new-order',
  alert: null,
  title: null,
  order: {
    id: orderIdSchema.parse('shopify:1042'),
    number: '#1042',
    source: sourceSchema.parse('shopify'),
  },
  manager: 'Anna',
  channel: 'messenger',
  state: 'sent',
  reason: null,
  queuedAt: 1_000,
  releasedBy: 'committed',
  endedAt: 2_000,
  nextAt: null,
  taken: null,
  messageId: null,
  ...part,
});

const digest: Summary = {
  since: 'shift',
  text: 'Shift of Anna',
  digest: {
    from: 0,
    to: 1,
    sources: [],
    orders: 3,
    totals: [{ minor: 120_000, currency: 'UAH' }],
    notices: { waiting: 0, sent: 6, refused: 1, unknown: 0, off: 0 },
    takenBy: [{ manager: 'Anna', orders: 2 }],
    timeToTake: { median: 60_000, worst: 540_000 },
    untaken: 1,
    cancelled: 0,
    needsReview: 0,
    quarantined: 0,
  },
};

/** An app with a log of so many notifications; it may lose its answers, or its notifications after they were counted. */
function setUp(count = 0) {
  let isLost = false;
  let left = count;
  const calls: { readonly name: string; readonly input: unknown }[] = [];
  const shop = createFakeBridge({ now: Date.now, orders: 1 }).bridge;
  const bridge: Bridge = {
    async call(name, input) {
      if (name === 'app.state') return shop.call(name, input);
      calls.push({ name, input });
      if (name === 'notifications.shift') return { ok: true, value: digest };
      if (name !== 'notifications.list') return { ok: true, value: null };
      const { offset, limit } = inputSchemas['notifications.list'].parse(input);
      if (isLost) return { ok: false, error: { kind: 'unreachable', message: 'lost' } };
      const length = Math.max(0, Math.min(limit, left - offset));
      const value: LoggedNotices = {
        rows: Array.from({ length }, (_, index) => notice({ key: `k${offset + index}` })),
        total: count,
        managers: ['Anna'],
        chats: {},
      };
      return { ok: true, value };
    },
    on: () => () => undefined,
  };
  return {
    bridge,
    calls,
    lose: (on: boolean) => {
      isLost = on;
    },
    shrink: () => {
      left = 0;
    },
  };
}

const shownAt = (store: ReturnType<typeof createNoticesStore>, place: number): string | undefined => {
  const log = store.getState();
  return log.state === 'ready' ? log.rows.get(place)?.key : undefined;
};

async function show(row: NoticeRow, language: 'en' | 'uk' = 'en', chats: LoggedNotices['chats'] = {}) {
  const { bridge, calls } = setUp();
  const { around, stores } = makeWindow(bridge, language);
  await stores.app.load();
  let done = 0;
  render(around(<NoticeLine row={row} chats={chats} onDone={() => (done += 1)} />));
  return { calls, user: userEvent.setup(), done: () => done };
}

describe('a line of the log', () => {
  it('shows what released it, its outcome, and the order’s manager', async () => {
    await show(notice({ taken: { by: 'Taras', at: 121_000, via: 'messenger' } }));
    const text = document.body.textContent ?? '';
    for (const words of ['sent', '#1042', 'Anna', 'saved in BigQuery', 'Taras took it after 2 min']) {
      expect(text).toContain(words);
    }
    expect(text).toContain('in Messenger');
    expect(screen.queryAllByRole('button')).toEqual([]);
  });

  it('offers to open the chat, resend, or mark an unknown one sent', async () => {
    const messageId = messageIdSchema.parse('m7');
    const row = notice({ state: 'unknown', messageId, reason: 'the answer was lost' });
    const { calls, user, done } = await show(row, 'en', { Anna: 'https://app.manychat.com/fb1/chat/7' });
    expect(screen.getByRole('link', { name: 'Check the chat' }).getAttribute('href')).toBe(
      'https://app.manychat.com/fb1/chat/7',
    );
    await user.click(screen.getByRole('button', { name: 'Mark as delivered' }));
    await waitFor(() => expect(done()).toBe(1));
    await user.click(screen.getByRole('button', { name: 'Send again' }));
    await waitFor(() => expect(done()).toBe(2));
    expect(calls).toEqual([
      {
        name: 'notifications.arrived',
        input: { about: { order: 'shopify:1042' }, manager: 'Anna', channel: 'messenger' },
      },
      { name: 'outbox.retry', input: { id: 'm7' } },
    ]);
  });

  it('explains where to look without a known chat, and for parked ones', async () => {
    await show(notice({ state: 'unknown' }), 'uk');
    const text = document.body.textContent ?? '';
    expect(text).toContain('Live Chat');
    expect(text).toContain('на комп’ютері, який його надсилав');
    expect(screen.queryByRole('button', { name: 'Надіслати знову' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Позначити доставленим' })).not.toBeNull();
  });
});

it('asks about an unknown notification on its order, and otherwise shows nothing', async () => {
  const shop = createFakeBridge({ now: Date.now, orders: 1 });
  const [id] = shop.ids();
  if (id === undefined) throw new Error('no order');
  const row = notice({ state: 'unknown', order: { id, number: '#1', source: sourceSchema.parse('manual') } });
  const bridge: Bridge = {
    ...shop.bridge,
    call: async (name, input) =>
      name === 'notifications.ofOrder'
        ? { ok: true, value: { rows: [row, notice({ key: 'other' })], chats: {} } }
        : shop.bridge.call(name, input),
  };
  const { around, client } = makeWindow(bridge);
  const detail = await client.call('orders.get', { id });
  const detailWith = (state: 'sent' | 'unknown') => ({
    ...detail,
    order: { ...detail.order, notifications: [{ manager: 'Anna', channel: 'messenger', state } as const] },
  });
  const { rerender } = render(around(<UnknownNotices detail={detailWith('unknown')} />));
  await screen.findByText(/It is unknown whether Anna got the notification/);
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Mark as delivered']);
  rerender(around(<UnknownNotices detail={detailWith('sent')} />));
  expect(screen.queryByRole('button')).toBeNull();
});

it('sums up the shift above the log', async () => {
  const { around, stores } = makeWindow(setUp().bridge);
  await stores.app.load();
  render(around(<ShiftSummary />));
  const summary = await screen.findByRole('region', { name: /^This shift, since / });
  expect(summary.textContent).toContain('3 orders');
  for (const words of ['notified 6', 'failed 1', 'not taken 1', 'taken by Anna 2', 'take 1 min']) {
    expect(summary.textContent).toContain(words);
  }
  expect(summary.textContent).not.toContain('cancelled');
});

it('sums up the last 24 hours of a longer shift', async () => {
  const { bridge } = setUp();
  const longer: Bridge = {
    ...bridge,
    call: async (name, input) =>
      name === 'notifications.shift'
        ? { ok: true, value: { ...digest, since: 'last-day' } }
        : bridge.call(name, input),
  };
  const { around, stores } = makeWindow(longer);
  await stores.app.load();
  render(around(<ShiftSummary />));
  await screen.findByRole('region', { name: 'This shift, last 24 hours' });
});

function Log({ notices }: { readonly notices: ReturnType<typeof createNoticesStore> }) {
  const log = useStore(notices);
  return log.state === 'ready' ? <LogList log={log} scroller={{ current: null }} /> : null;
}

it('refills its place when a late refresh brings other lines', async () => {
  const { around, stores } = makeWindow(setUp(1_000).bridge);
  const notices = noticesStore(stores.parts);
  await notices.show({ view: 'all', text: '' });
  render(around(<Log notices={notices} />));
  notices.look({ from: 500, to: 520 });
  await act(() => notices.refresh());
  await waitFor(() => expect(shownAt(notices, 0)).toBe('k0'));
});

describe('the store of the log', () => {
  it('loads what is on screen, a hundred lines at a time', async () => {
    const { bridge, calls } = setUp(100_000);
    const client = pageClient(bridge);
    const store = createNoticesStore({ client, clock: pageClock() });
    await store.show({ view: 'refused', text: 'anna' });
    store.look({ from: 50_000, to: 50_020 });
    store.look({ from: 50_001, to: 50_021 });
    await waitFor(() => expect(shownAt(store, 50_001)).toBe('k50001'));
    expect(calls.map(({ input }) => input)).toEqual([
      { view: 'refused', text: 'anna', offset: 0, limit: 100 },
      { view: 'refused', text: 'anna', offset: 50_000, limit: 100 },
    ]);
  });

  it('reloads a failed page when scrolled there, not at every render', async () => {
    const { bridge, calls, lose } = setUp(1_000);
    const store = createNoticesStore({ client: pageClient(bridge), clock: pageClock() });
    await store.show({ view: 'refused', text: '' });
    lose(true);
    const end = store.subscribe(() => calls.length < 9 && store.look({ from: 500, to: 520 }));
    store.look({ from: 500, to: 520 });
    await waitFor(() => expect(store.getState()).toMatchObject({ error: { message: 'lost' } }));
    await settle();
    expect(calls).toHaveLength(2);
    end();
    lose(false);
    store.look({ from: 501, to: 521 });
    await waitFor(() => expect(shownAt(store, 501)).toBe('k501'));
  });

  it('does not ask without end for lines that are there no more', async () => {
    const { bridge, calls, shrink } = setUp(1_000);
    const store = createNoticesStore({ client: pageClient(bridge), clock: pageClock() });
    await store.show({ view: 'refused', text: '' });
    shrink();
    store.subscribe(() => calls.length < 9 && store.look({ from: 500, to: 520 }));
    store.look({ from: 500, to: 520 });
    await settle();
    await settle();
    expect(calls).toHaveLength(2);
  });

  it('is filtered by the address, which brings the same back', () => {
    const place = { view: 'look', text: '#1042 a', manager: 'Anna', channel: 'messenger' } as const;
    expect(noticePlaceOf(parseRoute(hrefToNotices(place)))).toEqual(place);
    expect(noticePlaceOf(parseRoute('#/notification-log?view=lost&way=pigeon'))).toEqual({
      view: 'all',
      text: '',
    });
  });
});
