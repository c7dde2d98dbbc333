import { bare } from './clean-text.ts';
import type { Row } from './layout.ts';

export type HeadColumn = 'title' | 'quantity' | 'unitPrice' | 'lineTotal' | 'other';
type Meaning = Exclude<HeadColumn, 'other'>;

const words: { readonly [C in Meaning]: string } = {
  title:
    'item|items|item name|product|products|product name|description|article|name|details|dish|товар|товари|назва|назва товару|найменування|позиція|страва|наименование|название|товары|позиция|блюдо|produkt|produkty|nazwa|nazwa produktu|towar|pozycja|danie|artikel|artikelname|bezeichnung|beschreibung|position|artículo|artículos|producto|productos|descripción|concepto|plato|produto|produtos|artigo|artigos|descrição|produit|produits|désignation|libellé|plat|prodotto|prodotti|articolo|articoli|descrizione|piatto',
  quantity:
    'quantity|qty|qty.|amount of items|count|pcs|к-сть|к-ть|кількість|кіл-ть|кіл.|кіл-сть|кількість, шт|шт|шт.|количество|кол-во|кол.|ilość|szt.|szt|liczba|anzahl|menge|stück|stk.|cantidad|cant.|cant|uds.|uds|unidades|quantidade|qtd|qtd.|qtde|quant.|quantité|qté|qte|quantità|q.tà|q.ty|qtà',
  unitPrice:
    'unit price|unit|price|price each|each|price per unit|item price|rate|ціна|ціна за шт|ціна за одиницю|цена|цена за шт|цена за единицу|cena|cena jedn.|cena jednostkowa|einzelpreis|stückpreis|preis|e-preis|precio|precio unitario|p. unitario|p. unit.|preço|preço unitário|preço unit.|prix|prix unitaire|p.u.|pu|prezzo|prezzo unitario|prezzo unit.',
  lineTotal:
    'total|amount|cost|line total|item total|sum|subtotal|сума|вартість|разом|всього|сумма|стоимость|итого|всего|suma|wartość|kwota|razem|summe|gesamt|gesamtpreis|g-preis|betrag|importe|valor|montant|totale|totale articolo|importo|price',
};
const meanings = new Map<string, Meaning[]>();
for (const column of Object.keys(words) as Meaning[]) {
  for (const word of words[column].split('|').map(bare)) {
    meanings.set(word, [...(meanings.get(word) ?? []).filter((each) => each !== column), column]);
  }
}

/** What a word at the head of a column, or before a colon, can mean; in order of likelihood. */
export function columnMeanings(text: string): readonly Meaning[] {
  const word = bare(text).replace(/[\s:*]+$/, '');
  return meanings.get(word) ?? meanings.get(word.replace(/[\s,/(]+\S+\)?$/, '')) ?? [];
}

/** Which column holds what, when a row is the head of an item table; null when it is not. */
export function readHead(row: Row): ReadonlyMap<number, HeadColumn> | null {
  if (row.cells.length < 2) return null;
  const columns = new Map<number, HeadColumn>();
  const taken = new Set<HeadColumn>();
  for (const cell of row.cells) {
    const meaning = columnMeanings(cell.lines.join(' ')).find((column) => !taken.has(column));
    columns.set(cell.column, meaning ?? 'other');
    if (meaning) taken.add(meaning);
  }
  const hasMoney = taken.has('unitPrice') || taken.has('lineTotal');
  const isTable = taken.has('title') || (taken.has('quantity') && row.cells.length > 2);
  return isTable && hasMoney ? columns : null;
}
