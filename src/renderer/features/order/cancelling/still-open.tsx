import styles from '../duplicates/related-orders.module.css';
import type { PanelProps } from '../index.tsx';
import { useCancelNotes } from './use-cancel-notes.ts';

/** What is left to do elsewhere after an order was cancelled here: in Shopify, and with the payment. */
export function StillOpen({ detail: { related }, shown }: PanelProps) {
  const notesOf = useCancelNotes();
  if (shown.status !== 'cancelled' || shown.partOf) return null;
  const isCopyOff = related.some(({ why, order }) => why === 'copy' && order.status === 'cancelled');
  const notes = notesOf(shown, isCopyOff ? null : (shown.copy?.number ?? null));
  if (notes.length === 0) return null;
  return (
    <div role="note" className={styles.stillOpen}>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}
