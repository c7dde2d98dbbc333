import { findAmounts } from './amounts.ts';

/** Lines of an item that are not its options. */
const facts =
  /^(?:incl\.?|inkl\.?|including|dont|davon|di cui|w tym|of which|sold by|fulfilled by|seller|shop|transaction id|item number|item no|item id|order number|est\. delivery|estimated delivery|processing time|eek|condition of return|view item|personalized item|no returns|offer (?:id|no|number)|nr oferty|numer oferty|listing|ean|gtin|isbn|upc|asin|mpn|msrp|rrp|uvp|pvp|pvpr|srp|write a (?:product )?review|leave a review|rate (?:this )?(?:item|product)|buy (?:it )?again|view (?:product|listing|details)|return or replace|report a problem|track (?:item|package)|buy it now|buy now|kup teraz|sofort-kaufen|achat immédiat|cómpralo ya|compralo subito|get product support)\b|^\d{9,14}$/i;
/** Seller, delivery date and substitution, before a colon or as the beginning of a line. */
const sellers =
  /^(?:(?:sold and shipped|sold & shipped|shipped and sold|dispatched) by|vendu(?: et expédié)? par|expédié par|vendido(?: e entregue| y enviado| e enviado)? por|entregue por|verkauf(?:t)?(?: und versand)? (?:von|durch)|verkauft und versendet durch|venduto(?: e spedito)? da|sprzedawane przez|sprzedaje|sprzedawca|продавець|продавец|продає|продаёт|verkäufer|vendeur|vendedor|venditore|vendor)(?!\p{L})/iu;
const told =
  /^(?:lieferzeit|lieferung|lieferbar|verfügbarkeit|delivery time|availability|lead time|czas dostawy|czas wysyłki|termin wysyłki|dostępność|délai(?: de livraison)?|disponibilité|disponibilità|disponibilidad|disponibilidade|plazo de entrega|prazo de entrega|tempi di consegna|наявність|наличие|срок поставки|термін доставки|заміна|замена|substitutions?|if (?:unavailable|out of stock)|replacement|ersatz(?:artikel)?|sustitución|reemplazo|sostituzione|substituição|zamiennik|remplacement)\s*:/iu;
/** `3+1 gratis`: a bonus for every buyer of that many. */
const bonus =
  /^\d\s?\+\s?\d\s+(?:gratis|free|kostenlos|gratuit|offert|безкоштовно|бесплатно|у подарунок|в подарок)\.?$/iu;
/** `89,90 zł/kg`, `2,10 € / 100 g`, `13,90 al kg`: a price for comparison, not of the order. */
const perMeasure =
  /(?:\/|(?<!\p{L})(?:pro|per|je|al|le|par|por|za|за))\s?(?:\d{1,4}\s?)?(?:kg|g|gr|l|lt|ml|mm|cm|m|m²|qm|кг|г|л|мл|м|lb|oz)\.?\)?$/iu;

/** `_bundle_id: 8aa1`: keys that shops hide from buyers, and bare links. */
const hidden = /^_[\p{L}\d_-]+\s*:|^<?https?:\/\/\S+$/u;
/** The packaging of a line that already has its count: `4 cases of 6`. */
const packed = /^\d{1,4}\s(?:cases?|packs?|boxes|inner packs?|cartons?)\s(?:of|x|×)\s\d{1,4}$/iu;
/** `0.25 l (€31.80 / 1 l)`: the size, with the price for comparison. */
const measured =
  /^(?:\p{L}{3,20}:\s)?\d[\d.,]*\s?(?:kg|g|gr|l|lt|ml|cl|m|cm|m²|кг|г|л|мл|м|lb|oz|st|stk|szt|шт)\.?\s\([^()]*\d[^()]*\/\s?[^()]*\)\*?$/iu;
/** A currency whose amount is in a separate box. */
const currencyAlone =
  /^(?:EUR|CHF|USD|GBP|PLN|UAH|RUB|CZK|HUF|RON|SEK|NOK|DKK|CAD|AUD|BRL|[€$£₴₽¥₹]|zł|грн|kr|Kč|R\$)\.?$/u;
/** `Parcel 2 · 18–20 October` above its content. */
const parcel =
  /^(?:parcel|package|shipment|delivery|colis|paket|sendung|lieferung|przesyłka|paczka|посилка|відправлення|посылка|отправление|envío|paquete|pacco|spedizione|remessa|pacote|pakket|zending|zásilka|balíček)\s(?:n[°ºo]\.?\s?|nr\.?\s?|№\s?|#)?\d{1,2}(?![\d,.])/iu;
/** Availability, on a separate line: `In stock`, `Ships within 2 days`, `Lieferzeit 2-3 Tage`. */
const supplied =
  /^(?:in stock|out of stock|on backorder|back-?ordered|pre-?order(?:ed)?|available(?: now| from)?|ships? (?:within|in|from|by|on|to)|ready to ship|usually ships|arrives|arriving|get it by|dispatch(?:es|ed) (?:within|in|from|on)|made to order|auf lager|sofort (?:lieferbar|versandfertig)|lieferbar|versandfertig|vorbestell(?:ung|t|bar)|lieferzeit|lieferung (?:in|bis|am)|en stock|sur commande|expédié (?:sous|en)|disponible|disponibile|disponível|em estoque|en existencias|entrega (?:en|em|prevista)|livraison (?:prévue|sous)|consegna prevista|spedizione (?:in|entro)|spedito da|na stanie|na magazynie|dostępn[yea]|wysyłka (?:w|do)|wysyłamy|dostawa (?:w|do)|в наявності|є в наявності|в наличии|немає в наявності|нет в наличии|під замовлення|под заказ|передзамовлення|предзаказ|відправка|отправка|op voorraad|skladem|na sklade|raktáron)(?!\p{L})[^:]{0,40}$/iu;
/** A price per measure, by its name. */
const measurePrice =
  /^(?:grundpreis|unit price per|price per (?:kg|lb|litre|liter|l|100)|prix (?:au|à l)|cena za (?:kg|l|100)|precio por (?:kg|kilo|litro)|prezzo al (?:kg|litro)|preço por (?:kg|litro)|ціна за (?:кг|л)|цена за (?:кг|л))(?!\p{L})/iu;
/** `Minsan: 012745028`: a trade's article number, under a name of one word. */
const numbered = /^\p{L}[\p{L}.-]{2,14}\s?:\s?(?=[A-Z\d-]*\d{6})[A-Z\d-]{6,20}$/u;
/** The author or maker: `by Andy Weir`. */
const maker = /^by\s\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){0,3}$/u;
/** Badges of the shop. */
const badge =
  /^(?:rollback|clearance|best ?seller|new arrival|sale|on sale|top seller|deal|neuheit|angebot|reduziert|promocja|wyprzedaż|nowość|bestseller|nouveau(?:té)?|promo(?:tion)?|soldes|novedad|oferta|rebajas|novidade|promoção|novità|offerta|новинка|акція|акция|хіт продажів|хит продаж|розпродаж|распродажа)!?$/iu;

export const isNoise = (line: string): boolean =>
  facts.test(line) ||
  sellers.test(line) ||
  told.test(line) ||
  bonus.test(line) ||
  hidden.test(line) ||
  packed.test(line) ||
  measured.test(line) ||
  currencyAlone.test(line) ||
  badge.test(line) ||
  parcel.test(line) ||
  supplied.test(line) ||
  measurePrice.test(line) ||
  numbered.test(line) ||
  maker.test(line) ||
  isPerMeasure(line);

export const saysPerMeasure = (line: string): boolean => perMeasure.test(line);

function isPerMeasure(line: string): boolean {
  const [amount] = perMeasure.test(line) ? findAmounts(line) : [];
  return amount?.start === 0 && amount.marked && perMeasure.exec(line.slice(amount.end).trim())?.index === 0;
}
