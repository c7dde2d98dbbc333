import type { Said } from '../../catalog.ts';

/** Anomalies in the mails of a delivery service. */
export const mailHealth: Said = {
  '{count} of the last {total} mails of {name} have a block not seen before':
    'Maili z nieznanym dotąd blokiem: {count} z ostatnich {total} od {name}',
  '{count} of the last {total} mails of {name} were read without {fields}':
    '{count} z ostatnich {total} maili od {name} odczytano bez: {fields}',
  '{count} of the last {total} mails of {name} do not add up; of the {before} before, {odd} did not':
    '{count} z ostatnich {total} maili od {name} się nie zgadza; z {before} wcześniejszych nie zgadzało się {odd}',
  '{count} of the last {total} mails of {name} were not read by its recipe':
    '{count} z ostatnich {total} maili od {name} nie odczytał jego wzorzec',
  '{count} of the last {total} mails of {name} lack a block that {had} of the {before} before had':
    '{count} z ostatnich {total} maili od {name} nie ma bloku, który miało {had} z {before} wcześniejszych',
  '{count} of the last {total} mails of {name} are like those before by {like} %, where {usual} % is usual':
    '{count} z ostatnich {total} maili od {name} jest podobnych do wcześniejszych w {like}%, a zwykle w {usual}%',
  '{count} of the last {total} mails of {name} are read with a certainty of {now} %, where {usual} % is usual':
    '{count} z ostatnich {total} maili od {name} odczytano z pewnością {now}%, a zwykle {usual}%',
  'No order from {name} for {silent} h of its usual hours; as a rule one comes at least every {usual} h':
    'Brak zamówień od {name} od {silent} godz. zwykłego czasu; zwykle przychodzą co najmniej co {usual} godz.',
  'No order from Shopify for {silent} h of its usual hours; as a rule one comes at least every {usual} h':
    'Brak zamówień z Shopify od {silent} godz. zwykłego czasu; zwykle przychodzą co najmniej co {usual} godz.',
  'Nobody has written to the chat-bot for {silent} h of its usual hours; as a rule somebody does at least every {usual} h':
    'Nikt nie pisze do chatbota od {silent} godz. zwykłego czasu; zwykle ktoś pisze co najmniej co {usual} godz.',
  'Shopify has not answered for {count} min: only what its webhooks bring is seen':
    'Shopify nie odpowiada od {count} min: widać tylko to, co przynoszą jego webhooki',
  'Shopify could not be asked for {count} min: {reason}':
    'Shopify nie daje się zapytać od {count} min: {reason}',
  'Gmail has not answered for {count} min: new orders by mail are not seen':
    'Gmail nie odpowiada od {count} min: nowych zamówień z maili nie widać',
  'Gmail could not be read for {count} min: {reason}': 'Gmaila nie da się odczytać od {count} min: {reason}',
  'Google ends the sign-in of this mailbox in {count} h: sign in again before':
    'Google zakończy logowanie tej skrzynki za {count} godz.: zaloguj się ponownie wcześniej',
  'Google ends the consent to send e-mail in {count} h: give it again before':
    'Google zakończy zgodę na wysyłanie e-maili za {count} godz.: udziel jej ponownie wcześniej',
  'Sign in with Google again. Set the consent screen to "In production" and it will not end after 7 days.':
    'Zaloguj się przez Google ponownie. Ustaw ekran zgody na „In production”, a nie wygaśnie po 7 dniach.',
  'Warnings about mails': 'Ostrzeżenia o mailach',
  'order number': 'numer zamówienia',
  'customer name': 'nazwisko klienta',
  phone: 'telefon',
  'recipient name': 'nazwisko odbiorcy',
  'recipient phone': 'telefon odbiorcy',
  address: 'adres',
  items: 'produkty',
  subtotal: 'suma częściowa',
  'delivery fee': 'opłata za dostawę',
  discount: 'rabat',
  tax: 'podatek',
  tip: 'napiwek',
  'other fees': 'inne opłaty',
  total: 'razem',
  currency: 'waluta',
  note: 'uwagi',
};
