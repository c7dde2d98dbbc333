import { bare } from './clean-text.ts';
import type { Row } from './layout.ts';

export type HeadColumn = 'title' | 'quantity' | 'unitPrice' | 'lineTotal' | 'other';
type Meaning = Exclude<HeadColumn, 'other'>;

const words: { readonly [C in Meaning]: string } = {
  title:
    'item details|items ordered|product details|ordered items|your order|item|items|item name|product|products|product name|description|article|name|details|dish|товар|товари|назва|назва товару|найменування|позиція|страва|наименование|название|товары|позиция|блюдо|produkt|produkty|nazwa|nazwa produktu|towar|pozycja|danie|artikel|artikelname|bezeichnung|beschreibung|position|artículo|artículos|producto|productos|descripción|concepto|plato|produto|produtos|artigo|artigos|descrição|produit|produits|désignation|libellé|plat|prodotto|prodotti|articolo|articoli|descrizione|piatto|produs|produse|denumire|položka|název|zboží|tovar|názov|termék|megnevezés|omschrijving|artikelen|vare|varenavn|produktnavn|benämning|tuote|ürün|номенклатура|найменування товару|наименование товара|название товара|nazwa towaru|nombre del producto|nome do produto|nome prodotto|nom du produit|produktname|produktbezeichnung',
  quantity:
    'quantity sold|qty sold|quantity ordered|qty ordered|quantity purchased|quantity|qty|qty.|amount of items|count|pcs|к-сть|к-ть|кількість|кіл-ть|кіл.|кіл-сть|кількість, шт|шт|шт.|количество|кол-во|кол.|ilość|szt.|szt|liczba|anzahl|menge|stück|stk.|cantidad|cant.|cant|uds.|uds|unidades|quantidade|qtd|qtd.|qtde|quant.|quantité|qté|qte|quantità|q.tà|q.ty|qtà|q.ta|n.|quantita|cantitate|cant|počet|množství|množstvo|ks|mennyiség|db|aantal|antal|määrä|kpl|adet|miktar|кол-во шт|к-ть, шт|menge/stk|sztuk|pieces|units|unités',
  unitPrice:
    "unit price|unit|price|price each|each|price per unit|price per item|price per piece|per unit|per item|per piece|item price|rate|ціна|ціна за шт|ціна за одиницю|цена|цена за шт|цена за единицу|cena|cena jedn.|cena jednostkowa|einzelpreis|stückpreis|preis|e-preis|precio|precio unitario|p. unitario|p. unit.|preço|preço unitário|preço unit.|prix|prix unitaire|p.u.|pu|prezzo|prezzo unitario|prezzo unit.|prezzo cad.|cadauno|prix unit.|prix à l'unité|precio unidad|precio unit.|precio/ud|preço un.|valor unitário|valor unit.|cena za szt.|cena za sztukę|cena/szt.|preis/stück|preis pro stück|stückpreis|ціна за 1 шт|цена за 1 шт|цена/шт|ціна/шт|jedn. cena|jednotková cena|cena za ks|cena/ks|egységár|preț unitar|pret unitar|preț|pret|prijs|stukprijs|pris|styckpris|stykpris|yksikköhinta|birim fiyat|fiyat",
  lineTotal:
    'total|amount|cost|costo|coste|coût|custo|koszt|kosten|value|line total|item total|sum|subtotal|сума|вартість|разом|всього|сумма|стоимость|итого|всего|suma|wartość|kwota|razem|summe|gesamt|gesamtpreis|g-preis|betrag|importe|valor|montant|totale|totale articolo|importo|price|prix total|total ttc|total ht|montant ttc|precio total|total línea|preço total|valor total|prezzo totale|totale riga|cena łączna|cena całkowita|wartość brutto|kwota brutto|suma brutto|gesamtbetrag|zeilensumme|total price|price total|line price|ext. price|extended price|ціна разом|загальна вартість|загальна сума|общая стоимость|общая сумма|celková cena|cena celkem|celkem|spolu|cena spolu|összesen|ár|total lei|preț total|totaal|totaalprijs|bedrag|beløb|belopp|summa|yhteensä|toplam|tutar',
};
const meanings = new Map<string, Meaning[]>();
for (const column of Object.keys(words) as Meaning[]) {
  for (const word of words[column].split('|').map(bare)) {
    meanings.set(word, [...(meanings.get(word) ?? []).filter((each) => each !== column), column]);
  }
}

/** `EUR/Stk`, `zł / szt.`: a currency and a word for one piece. */
const perPiece =
  /^[^\s/]{1,12}\s?\/\s?(?:stk|stuck|st|szt|шт|ud|unidad|un|unid|pz|pc|pce|unit|item|piece|each|ks|db)\.?$/u;

/** Possible meanings of a word at the head of a column, or before a colon; in order of likelihood. */
export function columnMeanings(text: string): readonly Meaning[] {
  const word = bare(text).replace(/[\s:*]+$/, '');
  const known = meanings.get(word) ?? meanings.get(word.replace(/[\s,/(]+\S+\)?$/, ''));
  return known ?? (perPiece.test(word) ? ['unitPrice'] : []);
}

/** The meaning of each column if a row is the head of an item table; null if it is not. */
export function readHead(row: Row): ReadonlyMap<number, HeadColumn> | null {
  if (row.cells.length < 2) return null;
  const columns = new Map<number, HeadColumn>();
  const taken = new Set<HeadColumn>();
  for (const cell of row.cells) {
    const meanings = columnMeanings(cell.lines.join(' '));
    // `Unit price | Price`: after the unit price, a second price is the line price.
    const isSecond = meanings[0] === 'unitPrice' && taken.has('unitPrice') && !taken.has('lineTotal');
    const meaning = isSecond ? 'lineTotal' : meanings.find((column) => !taken.has(column));
    columns.set(cell.column, meaning ?? 'other');
    if (meaning) taken.add(meaning);
  }
  const hasMoney = taken.has('unitPrice') || taken.has('lineTotal');
  const isTable = taken.has('title') || (taken.has('quantity') && row.cells.length > 2);
  return isTable && hasMoney ? columns : null;
}
