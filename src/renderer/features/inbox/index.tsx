import type { ReactNode } from 'react';
import type { OrderId } from '../../../shared/ids.ts';

type Props = {
  readonly renderOrder: (order: { readonly id: OrderId; readonly onBack?: () => void }) => ReactNode;
};

export function InboxPage(_: Props) {
  return null;
}
