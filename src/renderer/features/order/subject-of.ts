import type { Subject } from '../../state/decisions.ts';
import type { ShownOrder } from './index.tsx';

/** The fields of a shown order that a decision needs. */
export const subjectOf = ({ id, content, status, paymentStatus, takenBy }: ShownOrder): Subject => ({
  id,
  number: content.number,
  status,
  paymentStatus,
  takenBy,
});
