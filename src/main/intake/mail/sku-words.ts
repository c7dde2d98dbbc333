const skuWords =
  /^(?:sku|code|item code|model|product code|product no\.?|custom label|custom label \(sku\)|sygnatura|sygnatura oferty|kod produktu|kod towaru|indeks produktu|symbol produktu|code produit|codice articolo|codice prodotto|código del producto|código do produto|produktcode|артикул товару|артикул товара|ref\.?|reference|référence|код|код товару|код товара|артикул|арт\.?|модель|indeks|kod|nr kat\.?|art\.?-?\s?nr\.?|artikelnummer|artikelnr\.?|código|codice|cod\.?|réf\.?|modell|modelo|modèle|modello|riferimento|referencia|referência|numer katalogowy|symbol|ean|upc|mpn|part no\.?|part number|item #|item no\.?|stock code|product id|id товару|id товара|číslo|kód|cikkszám)$/iu;

/** Whether a word at the head of a column, or before a colon, announces an article number. */
export const namesSku = (word: string): boolean => skuWords.test(word.trim());
