import { expect, it } from 'vitest';
import { valuesOfOrder, withKnown } from '../../../src/main/trainer/values-of-order.ts';
import type { OrderContent } from '../../../src/shared/order.ts';

const bare: OrderContent = { number: 'KX-1', paymentStatus: 'unknown', customer: {}, items: [] };
const known: OrderContent = { ...bare, recipient: { name: 'Olha', phone: '+380 67 555 01 43' } };

it('keeps another mail’s recipient phone until the recipient is removed', () => {
  const named: OrderContent = { ...bare, recipient: { name: 'Olha' } };
  expect(withKnown(valuesOfOrder(named), [], known).recipientPhone).toBe('+380 67 555 01 43');
  expect(withKnown(valuesOfOrder(bare), ['recipientName'], known).recipientPhone).toBeUndefined();
});
