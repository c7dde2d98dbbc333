import type { UkrainianOf } from '../catalog.ts';
import type { manualOrder as english } from '../en/manual-order.ts';

export const manualOrder = {
  title: 'Нове замовлення',
} as const satisfies UkrainianOf<typeof english>;
