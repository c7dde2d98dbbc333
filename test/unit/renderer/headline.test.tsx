import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Headline } from '../../../src/renderer/features/insights/headline.tsx';
import type { Insights } from '../../../src/shared/insights/report.ts';
import type { Language } from '../../../src/shared/languages.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

afterEach(cleanup);

const day = { from: '2026-11-24', to: '2026-11-24' };
const orders = (many: number) => ({ orders: many, amounts: [] });
const insights: Insights = {
  timeZone: 'Europe/Kyiv',
  range: day,
  step: 'day',
  currencies: [],
  totals: { ...orders(10), cancelled: 0, items: 10 },
  took: null,
  buyers: { new: orders(1), returning: orders(9), unknown: orders(0) },
  sources: [],
  funnel: { touched: 0, sent: 0, opened: 0, paid: 0 },
  buckets: [],
  attributions: [],
  firstVisits: [],
  lastVisits: [],
  products: [],
  moreProducts: 0,
  hours: [],
  before: null,
  firstDay: day.from,
};

it.each<readonly [Language, RegExp]>([
  ['en', /^90\s?% of orders with a known customer are repeat orders$/],
  ['uk', /^90\s?% замовлень відомих клієнтів — від тих, хто повернувся$/],
  ['pl', /^90\s?% zamówień znanych kupujących pochodzi od powracających$/],
])('speaks of orders when it counts orders: %s', async (language, words) => {
  const { bridge } = createFakeBridge({ now: Date.now, orders: 1 });
  const { stores, around } = makeWindow(bridge, language);
  await stores.app.load();
  render(around(<Headline told={insights} />));
  expect(screen.getByText(words)).toBeDefined();
});
