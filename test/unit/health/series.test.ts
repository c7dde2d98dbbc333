import { expect, it } from 'vitest';
import { seriesOf } from '../../../src/main/health/series.ts';
import { keptReading } from './kept-reading.ts';

const documentsOf = (readings: Parameters<typeof seriesOf>[0]) =>
  seriesOf(readings).map(({ recipe, mails }) => [recipe, ...mails.map(({ document }) => document)]);

it('leaves out forged mails, those that tell no order and those that call one off', () => {
  expect(
    documentsOf([
      keptReading(5, { verified: false, recipe: null, outline: ['forged'] }),
      keptReading(4, { says: 'cancelled' }),
      keptReading(3, { kind: 'not-an-order', recipe: null }),
      keptReading(2),
      keptReading(1),
    ]),
  ).toEqual([['x@1', 'mail:1', 'mail:2']]);
});

it('counts a mail that no recipe has read among those it is most alike', () => {
  const gift = { recipe: 'gifts@1', outline: ['prose', 'date', 'sum:total|amount'] };
  expect(
    documentsOf([
      keptReading(4, { recipe: null, outline: ['prose', 'date', 'text'] }),
      keptReading(3, gift),
      keptReading(2),
      keptReading(1, { recipe: null }),
    ]),
  ).toEqual([
    ['gifts@1', 'mail:3', 'mail:4'],
    ['x@1', 'mail:1', 'mail:2'],
  ]);
});

it('keeps the mails of a sender without a recipe together', () => {
  const general = { recipe: null };
  expect(documentsOf([keptReading(2, general), keptReading(1, general)])).toEqual([
    [null, 'mail:1', 'mail:2'],
  ]);
  expect(seriesOf([])).toEqual([]);
});
