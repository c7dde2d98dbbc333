import { cleanText, folded } from './clean-text.ts';

const times = '[x×хХX✕*]';
const pieces =
  '(?:шт|штук|pcs|pc|pieces?|items?|szt|stk|stück|uds?|unid(?:ades?)?|un|pz|pezzi|pièces?|ks|db|од|уп|упак)\\.?';
const words =
  'quantity|qty|кількість|к-сть|кіл-ть|количество|кол-во|ilość|ilosc|anzahl|menge|cantidad|cant|quantidade|qtd|quantité|qté|quantità|q.tà';

const whole = new RegExp(`^(?:${times}\\s*)?(\\d{1,4})(?:\\s*${times}|\\s*${pieces})?$`, 'iu');
const marked = new RegExp(`^(?:${times}\\s*(\\d{1,4})|(\\d{1,4})\\s*(?:${times}|${pieces}))$`, 'iu');
const labelled = new RegExp(`^(?:${words})\\.?\\s*:?\\s*(\\d{1,4})\\s*(?:${pieces})?$`, 'iu');
const prefix = new RegExp(`^(\\d{1,4})\\s*${times}\\s+(\\P{N}.*)$`, 'u');
const suffix = new RegExp(`^(.*\\p{L}.*?)[\\s,]+(?:${times}\\s*(\\d{1,4})|(\\d{1,4})\\s*${pieces})$`, 'iu');

/** A box or line that is a quantity and says so: `2 ×`, `×2`, `15 шт.`, `Quantity: 1`. */
export function markedQuantity(text: string): number | null {
  const line = cleanText(text);
  const match = marked.exec(line) ?? labelled.exec(folded(line));
  return match ? Number(match[1] ?? match[2]) : null;
}

/** A box of a column known to hold quantities: a bare number will do. */
export function columnQuantity(text: string): number | null {
  const match = whole.exec(cleanText(text));
  return match ? Number(match[1]) : markedQuantity(text);
}

/** `2 x Rose` or `Rose × 2`: the quantity written into the title. */
export function splitQuantity(title: string): { readonly title: string; readonly quantity: number | null } {
  const before = prefix.exec(title);
  if (before) return { title: before[2] ?? '', quantity: Number(before[1]) };
  const after = suffix.exec(title);
  if (after) return { title: (after[1] ?? '').trim(), quantity: Number(after[2] ?? after[3]) };
  return { title, quantity: null };
}
