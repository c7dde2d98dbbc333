import type { Said } from '../../catalog.ts';

/** Messages about customers: merging, notes and erasure. */
export const customers: Said = {
  'There is no customer of this order': 'To zamówienie nie ma klienta',
  'They have {orders} orders by now, not {told}': 'Klient ma teraz zamówień: {orders}, nie {told}',
  'Look at the customer again': 'Obejrzyj klienta jeszcze raz',
  'Order {number} is still open': 'Zamówienie {number} jest jeszcze otwarte',
  'Hand it over or cancel it first: nobody could deliver it without its name and address':
    'Najpierw je wydaj lub anuluj: bez nazwiska i adresu nikt go nie dostarczy',
  'The draft order {name} is still open': 'Wersja robocza {name} jest jeszcze otwarta',
  'Close it first: its link shows who it is for': 'Najpierw ją zamknij: jej link pokazuje, dla kogo jest',
  'Delete it in Shopify first: its link shows who it is for':
    'Najpierw usuń ją w Shopify: jej link pokazuje, dla kogo jest',
  'There is no such note': 'Nie ma takiej notatki',
  'These are one customer already': 'To już jeden klient',
  'These are one customer: split them instead': 'To jeden klient: można go rozdzielić',
  'There is nothing to split': 'Nie ma czego rozdzielać',
};
