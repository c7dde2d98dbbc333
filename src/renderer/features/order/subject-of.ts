import type { Subject } from '../../state/decisions.ts';
import type { ShownOrder } from './index.tsx';

/** What a decision needs to know of an order, as it is shown. */
export const subjectOf = ({ id, content, status, paymentStatus, takenBy }: ShownOrder): Subject => ({
  id,
  number: content.number,
  status,
  paymentStatus,
  takenBy,
});
