import type { Budget } from '../../support/measured/budget.ts';
import type { List } from '../../support/measured/verdicts.ts';

const ms = (atMost: number): Budget => ({ atMost, unit: 'ms' });
const none = (unit: string): Budget => ({ exactly: 0, unit });

/** The usability requirements, each with its measured figures. A missing figure counts as a miss. */
export const requirements = {
  1: { name: 'start', budgets: { 'first rows': ms(1500), 'layout shift': { atMost: 0.1, unit: '' } } },
  2: {
    name: 'scroll',
    budgets: { 'filled after a jump': ms(100), 'rows in the page': { atMost: 80, unit: 'rows' } },
  },
  3: { name: 'keyboard inbox', budgets: { 'key to frame, p95': ms(50) } },
  4: { name: 'any layout', budgets: {} },
  5: { name: 'palette', budgets: { opens: ms(100) } },
  6: { name: 'keys sheet', budgets: {} },
  7: { name: 'optimistic', budgets: { 'change shown': ms(100) } },
  8: { name: 'undo', budgets: { 'offered for': { atLeast: 8000, unit: 'ms' } } },
  9: { name: 'nothing jumps', budgets: { 'row moved': { atMost: 1, unit: 'px' } } },
  10: { name: 'split pane', budgets: {} },
  11: { name: 'filters', budgets: {} },
  12: { name: 'saved views', budgets: {} },
  13: { name: 'search', budgets: { 'first results': ms(150) } },
  14: { name: 'bulk', budgets: {} },
  15: { name: 'empty, loading, error', budgets: { 'earliest skeleton': { atLeast: 200, unit: 'ms' } } },
  16: { name: 'order in one look', budgets: {} },
  17: { name: 'forms keep work', budgets: {} },
  18: { name: 'errors in forms', budgets: { 'totals follow': ms(100) } },
  19: { name: 'product picker', budgets: {} },
  20: { name: 'trainer', budgets: { 'hits by a mail': none('requests') } },
  21: { name: 'customers', budgets: {} },
  22: { name: 'notifications', budgets: { 'sounds of 20 orders': { atMost: 1, unit: 'sounds' } } },
  23: { name: 'setup wizard', budgets: {} },
  24: { name: 'look and language', budgets: { 'words cut off': none('texts') } },
  25: { name: 'accessible and printable', budgets: { 'found by axe': none('places') } },
} as const satisfies List;
