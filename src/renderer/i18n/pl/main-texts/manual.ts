import type { Said } from '../../catalog.ts';

/** Messages about manual orders, their copies in Shopify, refunds, and possible duplicates. */
export const manual: Said = {
  'What a source tells is changed at the source': 'To, co mówi źródło, zmienia się u źródła',
  'Add a note here, or change the order where it was made':
    'Dodaj tu notatkę albo zmień zamówienie tam, gdzie powstało',
  'the form is of another order': 'formularz jest od innego zamówienia',
  '{number} was changed meanwhile': '{number} zmieniono w międzyczasie',
  'Look at what was changed, then decide again': 'Zobacz, co zmieniono, i zdecyduj ponownie',
  'Look at what was changed, then save again': 'Zobacz, co zmieniono, i zapisz ponownie',
  '{number} is cancelled': '{number} jest anulowane',
  'Open the order again first': 'Najpierw otwórz zamówienie ponownie',
  '{number} is already a part of another order': '{number} jest już częścią innego zamówienia',
  'Open that order and decide there': 'Otwórz tamto zamówienie i zdecyduj tam',
  '{number} is in quarantine: nobody has checked who sent it':
    '{number} jest w kwarantannie: nikt nie sprawdził, kto je wysłał',
  'An order cannot be merged with itself': 'Zamówienia nie da się scalić z nim samym',
  'Money was given back, so it was paid': 'Zwrócono pieniądze, więc było opłacone',
  'Take the refund back first': 'Najpierw wycofaj zwrot',
  '{number} was written in {currency}': '{number} zapisano w {currency}',
  'Cancel it and write it anew in the other currency': 'Anuluj je i zapisz na nowo w innej walucie',
  'Money was given back in {currency} already': 'Pieniądze zwrócono już w {currency}',
  'More was given back already than this comes to': 'Zwrócono już więcej, niż to wynosi',
  'Shopify tells itself what was given back': 'Shopify samo mówi, co zwrócono',
  'Give the money back in Shopify': 'Zwróć pieniądze w Shopify',
  'Nothing is marked as paid yet': 'Nic nie jest jeszcze oznaczone jako opłacone',
  'Mark the order paid first': 'Najpierw oznacz zamówienie jako opłacone',
  'an amount above zero is needed': 'potrzebna jest kwota większa od zera',
  'More than is left of what was paid: {amount}': 'Więcej, niż zostało z zapłaconego: {amount}',
  '"{amount}" is no amount of {currency}': '„{amount}” to nie jest kwota w {currency}',
  'a reason is needed': 'powód jest potrzebny',
  'Another order tells of it': 'Mówi o tym inne zamówienie',
  'Only a manual order is made in Shopify': 'W Shopify powstają tylko zamówienia ręczne',
  '{number} is not an open order of its own': '{number} nie jest osobnym otwartym zamówieniem',
  'The draft order was deleted in Shopify before it became an order':
    'Wersję roboczą usunięto w Shopify, zanim stała się zamówieniem',
  'Try again to make a new one': 'Spróbuj ponownie, by powstała nowa',
  'Shopify is still working it out': 'Shopify jeszcze to liczy',
  'Shopify’s answer was lost: what was made is looked for before it is made again':
    'Odpowiedź Shopify zaginęła: przed kolejnym tworzeniem szuka się tego, co powstało',
  'Another computer was asked for it as well: what it made is looked for before it is made again':
    'Zlecono to także na innym komputerze: przed utworzeniem szuka się tego, co tam powstało',
  '{name} has just asked for it at another computer': '{name}: przed chwilą zlecono to na innym komputerze',
  'Try again in five minutes if it is not in Shopify by then':
    'Spróbuj ponownie, jeśli za pięć minut nie będzie go w Shopify',
  'Shopify comes to {there}, the order to {here}': 'W Shopify wychodzi {there}, w zamówieniu {here}',
  'Look at the taxes and the currency of {name} in Shopify, or write the order there by hand':
    'Zobacz podatki i walutę {name} w Shopify albo wpisz tam zamówienie ręcznie',
};
