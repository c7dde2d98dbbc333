/** Names of options, as shops print them before a colon. */
const words =
  "size|colour|color|flavour|flavor|material|finish|style|variant|variation|option|type|format|weight|volume|length|width|height|scent|pattern|version|model|capacity|pack|pack size|metal|fabric|quantity per pack|engraving|personalisation|personalization|text|größe|farbe|variante|ausführung|material|gewicht|inhalt|länge|breite|höhe|sorte|geschmack|duft|format|gravur|rozmiar|kolor|wariant|materiał|waga|pojemność|smak|zapach|wersja|długość|wzór|taille|pointure|couleur|matière|poids|contenance|parfum|goût|modèle|variante|longueur|talla|tamaño|color|sabor|peso|modelo|formato|material|tallas|tamanho|cor|sabor|peso|modelo|material|taglia|misura|colore|gusto|formato|peso|modello|materiale|variante|numero|розмір|колір|обʼєм|об’єм|об'єм|вага|смак|матеріал|варіант|довжина|аромат|модель|размер|цвет|объем|объём|вес|вкус|материал|вариант|длина|maat|kleur|smaak|gewicht|materiaal|velikost|barva|příchuť|varianta|veľkosť|farba|méret|szín";

const known: ReadonlySet<string> = new Set(words.split('|'));

/** Whether a word before a colon names an option: `Size`, `Kolor`. */
export const namesChoice = (word: string): boolean => known.has(word.trim().toLowerCase());
