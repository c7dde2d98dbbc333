import type { Mail } from '../../../shared/reading.ts';
import { folded } from './clean-text.ts';
import type { Layout } from './layout.ts';

const words = [
  'new order',
  'new sale',
  'made a sale',
  'order received',
  'received a new order',
  'нове замовлення',
  'нового замовлення',
  'новый заказ',
  'новом заказе',
  'nowe zamówienie',
  'neue bestellung',
  'neuer auftrag',
  'nuevo pedido',
  'novo pedido',
  'nova encomenda',
  'nouvelle commande',
  'nuovo ordine',
].map(folded);

/** Whether a mail tells a shop about a new order, in its subject or its first lines. */
export function announcesOrder(mail: Mail, layouts: readonly Layout[]): boolean {
  const first = layouts.flatMap((layout) =>
    layout.rows.slice(0, 12).flatMap((row) => row.cells.flatMap((cell) => cell.lines)),
  );
  return [mail.subject, ...first].map(folded).some((line) => words.some((word) => line.includes(word)));
}

/** The same words for Gmail's search, where mail is listed rather than followed. */
export const announcingSubjects: readonly string[] = words;
