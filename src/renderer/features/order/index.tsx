import type { OrderId } from '../../../shared/ids.ts';

export function OrderPanel(_: { readonly id: OrderId; readonly onBack?: () => void }) {
  return null;
}
