import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldText, formFields, meet } from '../../../src/shared/form-merge.ts';
import type { ManualOrderForm } from '../../../src/shared/forms.ts';
import { manualOrderFormSchema } from '../../../src/shared/forms.ts';

const base = manualOrderFormSchema.parse({
  key: '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11',
  currency: 'UAH',
  items: [{ title: 'Peonies', quantity: 3, unitPrice: '100' }],
  customer: { name: 'Olena Koval', phone: '+380671112233', email: '' },
  address: 'Sadova 5',
  paymentStatus: 'pending',
  paymentMethod: 'bank-transfer',
});
const with_ = (parts: Partial<ManualOrderForm>): ManualOrderForm => ({ ...base, ...parts });
const step = (by: string, parts: Partial<ManualOrderForm>) => ({ by, at: 0, form: with_(parts) });

describe('a form that others were faster than', () => {
  it('keeps their changes in fields it left, and lists them', () => {
    const { changes, merged } = meet(
      base,
      [step('Anna', { address: 'Nova 1' }), step('Ivan', { address: 'Nova 1', note: 'Ring twice' })],
      with_({ tags: ['gift'] }),
    );
    expect(changes).toEqual([
      { field: 'address', by: 'Anna', before: 'Sadova 5', after: 'Nova 1', mine: null },
      { field: 'note', by: 'Ivan', before: '', after: 'Ring twice', mine: null },
    ]);
    expect(merged).toMatchObject({ address: 'Nova 1', note: 'Ring twice', tags: ['gift'] });
  });

  it('names what it would replace, with both values', () => {
    const { changes, merged } = meet(
      base,
      [step('Anna', { address: 'Nova 1', paymentStatus: 'paid' })],
      with_({ address: 'Stara 9' }),
    );
    expect(changes).toEqual([
      { field: 'address', by: 'Anna', before: 'Sadova 5', after: 'Nova 1', mine: 'Stara 9' },
      { field: 'paymentStatus', by: 'Anna', before: 'pending', after: 'paid', mine: null },
    ]);
    expect(merged).toMatchObject({ address: 'Stara 9', paymentStatus: 'paid' });
  });

  it('replaces nothing by an equal or still empty value', () => {
    const { changes } = meet(
      base,
      [step('Anna', { address: 'Nova 1', note: '', customer: { ...base.customer, email: 'o@example.com' } })],
      with_({ address: 'Nova 1', tags: [], recipient: { name: '', phone: '' } }),
    );
    expect(changes.map(({ field, mine }) => [field, mine])).toEqual([
      ['email', null],
      ['address', null],
    ]);
  });

  it('goes back to nothing where they cleared what it left alone', () => {
    const { merged } = meet(with_({ note: 'Ring twice' }), [step('Anna', {})], with_({ note: 'Ring twice' }));
    expect(merged.note ?? '').toBe('');
  });

  it('writes items with what they cost', () => {
    expect(fieldText('items', base)).toBe('3 × Peonies 100');
  });

  const text = fc.constantFrom('', 'a', 'b', 'c');
  const anyForm = fc
    .record({
      address: text,
      note: text,
      name: text,
      phone: fc.constantFrom('1', '2'),
      quantity: fc.constantFrom(1, 2),
      paid: fc.boolean(),
      date: fc.constantFrom(undefined, '2026-11-27', '2026-11-28'),
    })
    .map(({ address, note, name, phone, quantity, paid, date }) =>
      with_({
        address,
        note,
        customer: { name, phone },
        items: [{ title: 'Peonies', quantity, unitPrice: '100' }],
        paymentStatus: paid ? 'paid' : 'pending',
        ...(date && { wanted: { date } }),
      }),
    );

  it('never loses a field, and names every conflict', () => {
    fc.assert(
      fc.property(anyForm, anyForm, anyForm, anyForm, (opened, first, second, mine) => {
        const steps = [
          { by: 'Anna', at: 1, form: first },
          { by: 'Ivan', at: 2, form: second },
        ];
        const { changes, merged } = meet(opened, steps, mine);
        for (const field of formFields) {
          const [was, theirs, own, now] = [opened, second, mine, merged].map((form) =>
            fieldText(field, form),
          );
          const change = changes.find((one) => one.field === field);
          expect(now).toBe(own === was ? theirs : own);
          expect(change === undefined).toBe(was === theirs);
          if (change) expect(change.mine).toBe(own === was || own === theirs ? null : own);
        }
        expect(manualOrderFormSchema.safeParse(merged).success || merged.customer.phone === undefined).toBe(
          true,
        );
      }),
    );
  });
});
