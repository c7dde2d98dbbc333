import type { Said } from '../../catalog.ts';

/** Anomalies in the mails of a delivery service. */
export const mailHealth: Said = {
  '{name}: {share} % of the mails of this week were read without a warning, {before} % in the four weeks before':
    '{name}: w tym tygodniu bez ostrzeżeń odczytano {share}% wiadomości, a przez cztery tygodnie wcześniej {before}%',
  'No order from {name} for {hours} h; in the same hours of the weeks before at least {usual} came':
    'Od {name} nie ma zamówień od {hours} godz.; w tych samych godzinach poprzednich tygodni było ich co najmniej {usual}',
  'Nobody has written to the chat-bot for {hours} h; in the same hours of the weeks before at least {usual} did':
    'Do czat-bota nikt nie pisze od {hours} godz.; w tych samych godzinach poprzednich tygodni pisało co najmniej {usual}',
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
};
