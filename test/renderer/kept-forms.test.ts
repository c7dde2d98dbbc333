import { expect, it } from 'vitest';
import { keptFormOf } from '../../src/renderer/features/custom-order/kept-forms.ts';
import { createKeptForm } from '../../src/renderer/order-form/kept-form.ts';
import { emptyForm } from '../../src/renderer/order-form/values.ts';
import { draftIdSchema } from '../../src/shared/ids.ts';

const [mine, other] = ['0b8f3c1e-5f1d-4a43-9a53-6a53f0a1c9d1', '1c9f3c1e-5f1d-4a43-9a53-6a53f0a1c9d2'];

it('brings back the form a draft order was made from, and never another one', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
  createKeptForm(storage, 'custom-order').write(emptyForm(mine), 1);
  createKeptForm(storage, 'custom-order.12').write(emptyForm(other), 1);

  const find = (key: string, person: string) => keptFormOf(storage, draftIdSchema.parse(key), person)?.person;
  expect([find(other, '12'), find(mine, '12'), find(mine, '')]).toEqual(['12', '', '']);
  expect(find(other, '')).toBeUndefined();
});
