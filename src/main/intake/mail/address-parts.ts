import { bare } from './clean-text.ts';
import { readLabel } from './labels.ts';
import type { Layout } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { splitWords } from './words/all.ts';
import type { LabelField } from './words/language-words.ts';

/** Labels of address fields in forms, in eleven languages. */
const partWords = new Set(
  splitWords(`address|street address|address 1|address 2|address line 1|address line 2|street|house|house number|house no|building|apartment|apt|flat|floor|entrance|city|town|city/town|post code|postcode|postal code|zip|zip code|zip/postal code|state|county|province|region|state/province|region/state|country|delivery address|shipping address
    адреса|адреса доставки|вулиця|будинок|№ будинку|номер будинку|квартира|кв|під'їзд|поверх|місто|населений пункт|індекс|поштовий індекс|область|регіон|район|країна|відділення
    адрес|адрес доставки|улица|дом|номер дома|подъезд|этаж|город|индекс|почтовый индекс|край|регион|страна
    adres|adres dostawy|ulica|ulica i numer|nr domu|numer domu|nr budynku|numer budynku|nr lokalu|numer lokalu|nr mieszkania|numer mieszkania|mieszkanie|piętro|miasto|miejscowość|kod|kod pocztowy|województwo|kraj
    adresse|anschrift|lieferadresse|straße|strasse|straße und hausnummer|straße/nr|straße nr|hausnummer|stock|etage|plz|postleitzahl|ort|stadt|plz/ort|plz ort|wohnort|bundesland|land
    dirección|dirección de envío|dirección de entrega|domicilio|calle|número|piso|puerta|ciudad|población|localidad|colonia|código postal|cp|c.p.|provincia|estado|país
    morada|endereço|endereço de entrega|rua|nº|complemento|bairro|andar|cidade|localidade|código postal|cep|distrito|uf
    adresse de livraison|rue|numéro|complément d'adresse|bâtiment|étage|ville|code postal|département|région|pays
    indirizzo|indirizzo di consegna|indirizzo di spedizione|via|civico|numero civico|interno|piano|città|comune|cap|stato|regione|paese|nazione
    straat|straatnaam|huisnummer|toevoeging|plaats|woonplaats|gemeente|provincie|land|bezorgadres|afleveradres
    ulice|ulice a číslo|číslo popisné|město|obec|psč|země|stát|dodací adresa`),
);
const part = /^[\s*•·-]*(?<word>[^:]{2,30}?)\s?[:：]\s*(?<value>\S.*)$/u;

/**
 * `Street: 5 High St`, `City: Leeds`, `Postcode: LS1 1AA` one under another, as one address: the delivery address if a form has
 * several. Null if there is none.
 */
export function addressInParts(layout: Layout, end: number): string | null {
  const found: { readonly head: LabelField | undefined; readonly address: string }[] = [];
  let values: string[] = [];
  let head: LabelField | undefined;
  const close = () => {
    if (isWhole(values)) found.push({ head, address: values.join(', ') });
    values = [];
  };
  for (const row of layout.rows.slice(0, end)) {
    const lines = linesOfRow(row);
    // A label in one column, its value in the next.
    const pairs =
      lines.length === 2 && row.cells.length === 2 ? [`${lines[0]?.replace(/:$/, '')}: ${lines[1]}`] : lines;
    for (const line of pairs) {
      const { word = '', value = '' } = part.exec(line)?.groups ?? {};
      if (value !== '' && value.length <= 160 && partWords.has(bare(word))) {
        values.push(value.trim().replace(/[,;]$/, ''));
        continue;
      }
      close();
      const label = value === '' ? readLabel(line) : null;
      if (label?.rest === '') head = label.fields.find((field) => headings.has(field)) ?? head;
    }
  }
  close();
  return (found.find((each) => each.head === 'address') ?? found[0])?.address ?? null;
}
const headings: ReadonlySet<string> = new Set(['address', 'otherAddress', 'customer', 'recipient']);

/** At least two parts, with letters as well as digits. */
const isWhole = (values: readonly string[]): boolean =>
  values.length >= 2 && /\d/.test(values.join(' ')) && /\p{L}{3}/u.test(values.join(' '));
