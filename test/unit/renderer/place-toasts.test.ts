import { expect, it } from 'vitest';
import { placeToasts } from '../../../src/renderer/lib/browser/place-toasts.ts';

const window = { width: 1280, height: 800 };
const toasts = { width: 440, height: 96 };

it.each([
  { what: 'no field', field: null },
  { what: 'a field at the top', field: { left: 900, top: 20, right: 1200, bottom: 60 } },
  { what: 'a field on the left', field: { left: 20, top: 740, right: 400, bottom: 780 } },
])('stay in the corner beside $what', ({ field }) => {
  expect(placeToasts(window, toasts, field)).toEqual({ right: 12, bottom: 12 });
});

it.each([
  { what: 'low in the window', field: { left: 800, top: 720, right: 1240, bottom: 760 } },
  { what: 'half under them', field: { left: 500, top: 660, right: 830, bottom: 700 } },
  { what: 'as high as the window', field: { left: 700, top: 40, right: 1260, bottom: 780 } },
])('never cover a field that is $what', ({ field }) => {
  const { right, bottom } = placeToasts(window, toasts, field);
  const box = { left: 1280 - right - 440, top: 800 - bottom - 96, right: 1280 - right, bottom: 800 - bottom };
  const isApart =
    box.right <= field.left || box.left >= field.right || box.bottom <= field.top || box.top >= field.bottom;
  expect(isApart).toBe(true);
  expect([box.left, box.top].every((place) => place >= 0)).toBe(true);
});
