import { folded } from './clean-text.ts';

/** What a row of the sums under the items stands for. `other` is money that is no part of the sum: how it was paid, what was saved. */
export type SumKind = 'subtotal' | 'delivery' | 'discount' | 'tax' | 'tip' | 'fee' | 'total' | 'other';

const table: readonly (readonly [kind: SumKind, words: string])[] = [
  [
    'other',
    `you saved|saved|total savings|commission|комісія|комиссия|provision|prowizja|comisión|comissão|commissione|payout|paid|payment|payment method|visa|mastercard|amex|paypal|apple pay|google pay|cash|change|card
    оплачено|сплачено|готівка|картка|спосіб оплати|решта|наличные|карта|сдача|zapłacono|gotówka|karta|bezahlt|zahlung|bar|pagado|efectivo|tarjeta|pago|cartão|payé|carte|pagato|contanti
    you earn|earnings|points|balance|залишок|refund`,
  ],
  [
    'subtotal',
    `subtotal|sub total|sub-total|item total|items total|item subtotal|items subtotal|products|merchandise|goods|total before vat|total before tax|net total|price|order subtotal|items
    вартість товарів|сума товарів|товари|разом за товари|проміжний підсумок|підсумок|сума за товари
    стоимость товаров|сумма товаров|товары|подытог|промежуточный итог
    suma częściowa|wartość produktów|wartość koszyka|produkty|razem produkty
    zwischensumme|warenwert|artikelsumme|summe artikel|summe der artikel
    productos|importe de los productos|suma parcial|artículos
    produtos|soma parcial|valor dos produtos
    sous-total|articles|total articles|total des articles
    subtotale|prodotti|totale parziale|totale prodotti`,
  ],
  [
    'delivery',
    `delivery|delivery fee|delivery charge|delivery cost|shipping|shipping fee|shipping cost|shipping & handling|shipping and handling|postage|postage & packing|postage and packaging|courier|p&p
    доставка|вартість доставки|доставлення|кур'єрська доставка|стоимость доставки
    dostawa|koszt dostawy|koszty dostawy|opłata za dostawę|wysyłka|koszt wysyłki|przesyłka
    liefergebühr|lieferkosten|lieferung|versand|versandkosten|zustellgebühr|lieferpauschale
    envío|gastos de envío|coste de envío|costo de envío|coste de entrega|gastos de entrega|tarifa de entrega|entrega
    taxa de entrega|frete|envio|portes|portes de envio|custo de envio
    livraison|frais de livraison|frais de port|expédition
    spedizione|consegna|costo di consegna|costi di consegna|spese di spedizione|costo di spedizione`,
  ],
  [
    'discount',
    `discount|discounts|promo|promotion|promo code|voucher|coupon|campaign|offer|gift card|savings|credit
    знижка|промокод|акція|купон|сертифікат|бонуси|скидка|акция|бонусы|сертификат
    rabat|zniżka|kupon|promocja|bon
    rabatt|gutschein|aktion|nachlass|ermäßigung|preisnachlass
    descuento|promoción|cupón|bono
    desconto|promoção|cupom|cupão
    remise|réduction|promotion|bon d'achat|code promo
    sconto|promozione|buono|coupon`,
  ],
  [
    'tax',
    `tax|taxes|sales tax|vat|gst|hst|pst|estimated tax|пдв|ндс|podatek|mwst|mehrwertsteuer|ust|umsatzsteuer|steuer|iva|impuestos|impuesto|imposto|impostos|tva|taxe|imposta|imposte`,
  ],
  [
    'tip',
    `tip|tips|gratuity|courier tip|driver tip|rider tip|чайові|чаевые|napiwek|trinkgeld|propina|gorjeta|pourboire|mancia`,
  ],
  [
    'fee',
    `fee|fees|service fee|service charge|booking fee|transaction fee|small order fee|handling fee|handling|packaging|packaging fee|packing|surcharge|bag fee|gift wrap|deposit
    сервісний збір|збір|пакування|упаковка|плата за сервіс|сервисный сбор|сбор
    opłata serwisowa|opłata|opakowanie|opłata za opakowanie
    servicegebühr|gebühr|verpackung|mindermengenzuschlag|zuschlag|pfand|bearbeitungsgebühr
    gastos de gestión|tarifa de servicio|gastos de servicio|embalaje|recargo
    taxa de serviço|taxa|embalagem
    frais de service|frais|emballage|supplément
    costo del servizio|spese di servizio|imballaggio|supplemento`,
  ],
  [
    'total',
    `total|order total|grand total|total charged|total paid|total due|amount due|total to pay|total amount|you pay|amount charged|balance due
    до сплати|разом|всього|усього|загальна сума|сума замовлення|загальна вартість|підсумкова сума|сума до сплати|разом до сплати|сума
    итого|всего|к оплате|общая сумма|сумма заказа|итого к оплате|сумма
    razem|suma|do zapłaty|łącznie|ogółem|wartość zamówienia|kwota do zapłaty|razem do zapłaty|suma całkowita
    gesamt|gesamtbetrag|gesamtsumme|summe|zu zahlen|rechnungsbetrag|endbetrag|zahlbetrag|gesamtpreis|bestellwert
    importe total|total a pagar|total del pedido|total pedido
    valor total|total a pagar|total do pedido|total da encomenda
    montant total|total à payer|net à payer|total de la commande|total ttc
    totale|totale ordine|importo totale|da pagare|totale da pagare`,
  ],
];

const kinds = new Map<string, SumKind>();
for (const [kind, words] of table) {
  for (const word of words.split(/[|\n]/).map(folded)) if (word !== '') kinds.set(word, kind);
}
const longestWords = Math.max(...[...kinds.keys()].map((word) => word.split(' ').length));

/**
 * What a label of a sum stands for: the longest run of whole words that begins it, else the last known word within it.
 * A long text is no label.
 */
export function sumKind(label: string): SumKind | null {
  const all = folded(label)
    .split(/[\s:()"“”«»*,.|]+/)
    .filter((word) => word !== '');
  if (all.length === 0 || all.length > 9) return null;
  const at = (from: number): SumKind | undefined => {
    for (let length = Math.min(longestWords, all.length - from); length > 0; length -= 1) {
      const kind = kinds.get(all.slice(from, from + length).join(' '));
      if (kind) return kind;
    }
    return undefined;
  };
  const first = at(0);
  if (first) return first;
  if (all.length > 5) return null;
  for (let from = all.length - 1; from > 0; from -= 1) {
    const kind = at(from);
    // A word inside a longer text is weak: `card`, `price` and `items` say nothing there.
    if (kind && kind !== 'other') return kind;
  }
  return null;
}

/** `incl. 7 % VAT`, `у т.ч. ПДВ`: the tax is already in the amounts above. */
export const saysIncluded = (label: string): boolean =>
  /\b(incl|inkl|included|including|inclus|incluso|incluido|incluida|incluído|compreso|enthalten|darin|zawiera|w tym|dont)\b|включ|у т\.? ?ч|в т\.? ?ч|в тому числі/iu.test(
    label,
  );

const freeWords = new Set(
  'free|free delivery|безкоштовно|бесплатно|gratis|kostenlos|kostenfrei|za darmo|darmowa|bezpłatnie|gratuito|gratuita|grátis|gratuit|offert|0'
    .split('|')
    .map(folded),
);
export const saysFree = (text: string): boolean => freeWords.has(folded(text).replace(/[.!]+$/, ''));
