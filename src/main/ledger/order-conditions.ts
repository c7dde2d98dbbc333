import { rangeOf } from '../../shared/insights/range.ts';
import type { Only, OrderChoice, OrderSort } from '../../shared/order-filter.ts';
import type { InboxView } from '../../shared/views.ts';
import type { ShopTime } from '../orders-port.ts';
import type { Value } from './database.ts';

/** One SQL condition on a row of `orders o`, with the values of its placeholders. */
export type Condition = readonly [sql: string, ...values: readonly Value[]];

const awake = ({ now }: ShopTime): Condition => ['(o.snoozed_until IS NULL OR o.snoozed_until <= ?)', now];

/** The conditions of a view; each view has a covering index for them. */
export function viewConditions(view: InboxView, at: ShopTime): readonly Condition[] {
  switch (view) {
    case 'all':
      return [];
    case 'new':
      // includes snoozed orders: someone has to take each
      return [["o.status = 'new' AND o.aside = 0"]];
    case 'review':
      return [['o.needs_review = 1 AND o.aside = 0'], awake(at)];
    case 'open':
      return [['o.open = 1 AND o.aside = 0'], ['(o.due IS NULL OR o.due < ?)', at.tomorrow], awake(at)];
    case 'unpaid':
      return [['o.unpaid = 1 AND o.aside = 0'], awake(at)];
    case 'today':
      return [['o.received_at >= ? AND o.aside = 0', at.todayFrom]];
    case 'scheduled':
      return [['o.open = 1 AND o.aside = 0 AND o.due >= ?', at.tomorrow], awake(at)];
    case 'snoozed':
      return [['o.snoozed_until > ? AND o.aside = 0', at.now]];
    case 'quarantine':
      return [['o.quarantined = 1 AND o.open = 1']];
  }
}

const anyOf = (column: string, values: readonly string[]): Condition => [
  `${column} IN (${values.map(() => '?').join(', ')})`,
  ...values,
];

export function onlyConditions(
  { sources, statuses, payments, tags, assignees, days: asked, total }: Only,
  at: ShopTime,
): readonly Condition[] {
  const days = typeof asked === 'string' ? rangeOf(asked, at.today, null) : asked;
  return [
    ...(sources ? [anyOf('o.source', sources)] : []),
    ...(statuses ? [anyOf('o.status', statuses)] : []),
    ...(payments ? [anyOf('o.payment_status', payments)] : []),
    ...(tags ? [taggedWith(tags)] : []),
    ...(assignees ? [anyOf("coalesce(o.assignee, o.taken_by, '')", assignees)] : []),
    ...(days?.from === undefined ? [] : [['o.received_at >= ?', at.dayFrom(days.from)] satisfies Condition]),
    ...(days?.to === undefined ? [] : [['o.received_at < ?', at.dayTo(days.to)] satisfies Condition]),
    ...(total ? [['o.total_currency = ?', total.currency] satisfies Condition] : []),
    ...(total?.min === undefined ? [] : [['o.total_minor >= ?', total.min] satisfies Condition]),
    ...(total?.max === undefined ? [] : [['o.total_minor <= ?', total.max] satisfies Condition]),
  ];
}

function taggedWith(tags: readonly string[]): Condition {
  const [sql, ...values] = anyOf('tag', tags);
  return [`o.row IN (SELECT row FROM order_tags WHERE ${sql})`, ...values];
}

export const spanConditions = ({ span }: Pick<OrderChoice, 'span'>): readonly Condition[] =>
  span ? [['o.received_at BETWEEN ? AND ? AND o.aside = 0', span.from, span.to]] : [];

const sorts = {
  newest: 'o.received_at DESC, o.row DESC',
  oldest: 'o.received_at, o.row',
  due: 'o.due IS NULL, o.due, o.received_at DESC, o.row DESC',
  total: 'o.total_minor DESC NULLS LAST, o.received_at DESC, o.row DESC',
} as const satisfies { readonly [S in OrderSort]: string };

/** The default sort of a view puts the next order to handle first. */
export function sortOf({ view, sort }: Pick<OrderChoice, 'view' | 'sort'>): string {
  if (sort !== undefined) return sorts[sort];
  if (view === 'scheduled') return sorts.due;
  return view === 'snoozed' ? 'o.snoozed_until, o.row' : sorts.newest;
}

export const isNewestFirst = (choice: Pick<OrderChoice, 'view' | 'sort'>): boolean =>
  sortOf(choice) === sorts.newest;

export const joined = (conditions: readonly Condition[]) => ({
  where: conditions.length === 0 ? '1' : conditions.map(([sql]) => sql).join(' AND '),
  values: conditions.flatMap(([, ...values]) => values),
});
