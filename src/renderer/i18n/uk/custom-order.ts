import type { UkrainianOf } from '../catalog.ts';
import type { customOrder as english } from '../en/custom-order.ts';

export const customOrder = {
  title: 'Рахунок на оплату',
} as const satisfies UkrainianOf<typeof english>;
