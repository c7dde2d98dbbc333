import type { OrderId } from '../../../src/shared/ids.ts';
import type { SamplePath } from '../../../src/shared/sample-paths.ts';
import type { OrderRow } from '../../../src/shared/views.ts';
import type { Call } from '../../support/caller.ts';

const morning: readonly SamplePath[] = [
  'shopify',
  'mail-dostavo',
  'chat-bot',
  'mail-bloomdash',
  'chat-manager',
  'shopify',
  'twin',
  'mail-dostavo',
  'chat-manager',
  'shopify',
  'draft-paid',
  'mail-bloomdash',
  'shopify',
  'mail-unreadable',
];

/** The ids that a walk through the app needs. */
export type Morning = {
  readonly newest: OrderId;
  readonly taken: OrderId;
  readonly handWritten: OrderId;
  readonly unread: OrderId;
  readonly unreadMail: string;
};

/** A morning in the sample shop: orders from every source, some in progress, and an unpaid payment link. */
export async function liveAMorning(call: Call): Promise<Morning> {
  for (const path of morning) {
    await call('sample.order', { path });
    await pause(150); // like customers, one after the other
  }
  const rows = await until(
    async () => (await call('orders.list', { view: 'all', text: '', offset: 0, limit: 50 })).rows,
    (all) => all.length >= morning.length - 3 && all.some(isUnread),
  );
  const [done, taken] = rows.filter(isWorkable).toReversed();
  const unread = rows.find(isUnread);
  const newest = rows[0];
  if (!done || !taken || !unread || !newest) throw new Error('the morning brought too little');
  await call('orders.take', { id: done.id });
  await call('orders.setStatus', { id: done.id, status: 'handed-over' });
  await call('orders.take', { id: taken.id });
  await call('orders.addNote', {
    id: taken.id,
    key: crypto.randomUUID(),
    text: 'Asked for peonies in pale pink; the courier rings at the gate.',
  });
  const { id: handWritten } = await call('manual.create', {
    key: crypto.randomUUID(),
    currency: 'UAH',
    items: [
      { title: 'Wedding bouquet, white', quantity: 1, unitPrice: '2900' },
      { title: 'Boutonnière', quantity: 2, unitPrice: '140' },
    ],
    customer: { name: 'Nadiia Honchar', phone: '067 700 11 22' },
    address: 'Kyiv, Yaroslaviv Val 14',
    note: 'By 11:00, the bride calls first',
    paymentStatus: 'pending',
    paymentMethod: 'cash-on-delivery',
  });
  const [rose] = await call('catalogue.search', { text: 'roses' });
  if (!rose) throw new Error('the catalogue has no roses');
  await call('drafts.create', {
    key: crypto.randomUUID(),
    currency: 'UAH',
    items: [{ title: rose.title, quantity: 1, unitPrice: '1690', variantId: rose.variantId }],
    customer: { name: 'Levko Andrukh', phone: '050 000 44 55' },
  });
  const { documents } = await call('orders.get', { id: unread.id });
  return {
    newest: newest.id,
    taken: taken.id,
    handWritten,
    unread: unread.id,
    unreadMail: documents[0]?.id ?? '',
  };
}

const isUnread = ({ needsReview, source }: OrderRow): boolean => needsReview && source.startsWith('mail:');
const isWorkable = ({ status, needsReview, partOf, sameOrder }: OrderRow): boolean =>
  status === 'new' && !needsReview && partOf === null && !sameOrder;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function until<T>(ask: () => Promise<T>, isThere: (answer: T) => boolean): Promise<T> {
  for (let turn = 0; turn < 100; turn += 1) {
    const answer = await ask();
    if (isThere(answer)) return answer;
    await pause(200);
  }
  throw new Error('it did not come');
}
