import type { Said } from '../../catalog.ts';

/** Messages about the Shopify connection, and its answers. */
export const shopify: Said = {
  'Missing permissions: {names}': 'Brakujące uprawnienia: {names}',
  'Add the permissions in Shopify, approve the app again':
    'Dodaj uprawnienia w Shopify i zatwierdź aplikację ponownie',
  '"{base}" is not a loopback address': '„{base}” to nie jest adres tego komputera',
  'A stand-in for Shopify runs on this computer: http://127.0.0.1:PORT':
    'Zastępca Shopify działa na tym komputerze: http://127.0.0.1:PORT',
  'Nobody knows whether Shopify did it': 'Nie wiadomo, czy Shopify to zrobiło',
  'Shopify’s answer does not look as documented': 'Odpowiedź Shopify nie wygląda tak jak w dokumentacji',
  'Stopped before Shopify answered': 'Zatrzymano, zanim Shopify odpowiedziało',
  'The app and the shop belong to different organisations': 'Aplikacja i sklep należą do różnych organizacji',
  'Create the app in the organisation that owns the shop':
    'Utwórz aplikację w organizacji, do której należy sklep',
  'The app is not installed in this shop': 'Aplikacja nie jest zainstalowana w tym sklepie',
  'Install the app in the shop; an app made in the shop’s own admin needs its access token instead':
    'Zainstaluj aplikację w sklepie; aplikacja utworzona w panelu samego sklepu wymaga zamiast tego swojego access tokenu',
  'Shopify could not be reached': 'Shopify jest nieosiągalne',
  'Shopify finds one question too large': 'Dla Shopify jedno z zapytań jest za duże',
  'Shopify answered {status}': 'Shopify odpowiedziało {status}',
  'Shopify sent an answer that cannot be read': 'Shopify przysłało odpowiedź, której nie da się odczytać',
  'Shopify had an error of its own': 'Shopify miało własny błąd',
  'Shopify: {words}': 'Shopify: {words}',
  'the app has no access': 'aplikacja nie ma dostępu',
  'Shopify knows no shop at this domain': 'Shopify nie zna sklepu pod tą domeną',
  'Check the shop domain: NAME.myshopify.com': 'Sprawdź domenę sklepu: NAZWA.myshopify.com',
  'Shopify asked to go slower': 'Shopify prosi, by zwolnić',
  'It is tried again by itself; check the internet if it lasts':
    'Próba powtórzy się sama; sprawdź internet, jeśli to trwa',
  'Shopify no longer accepts this sign-in': 'Shopify nie przyjmuje już tego logowania',
  'Check in Shopify that the app is still installed, then enter its keys again':
    'Sprawdź w Shopify, czy aplikacja jest nadal zainstalowana, i wpisz jej klucze ponownie',
  'Shopify no longer accepts the access token': 'Shopify nie przyjmuje już access tokenu',
  'Remove the access token under More settings, for it is used instead of the client id and secret; an app made in the shop’s own admin needs a new token there':
    'Usuń access token w „Więcej ustawień”, bo jest używany zamiast client id i client secret; aplikacja utworzona w panelu samego sklepu wymaga tam nowego tokenu',
  'Shopify does not allow this: {words}': 'Shopify na to nie pozwala: {words}',
  'Give the app the missing permission in Shopify and approve it again':
    'Nadaj aplikacji brakujące uprawnienie w Shopify i zatwierdź ją ponownie',
  'Shopify says the shop is closed or frozen': 'Shopify mówi, że sklep jest zamknięty lub zamrożony',
  'Open the shop’s admin and settle what Shopify asks for':
    'Otwórz panel sklepu i załatw to, o co prosi Shopify',
  'This sign-in belongs to {found}, not to {wanted}': 'To logowanie należy do {found}, nie do {wanted}',
  'Enter the domain and the keys of one and the same shop':
    'Wpisz domenę i klucze jednego i tego samego sklepu',
  'Shopify has no order {id} any more': 'Shopify nie ma już zamówienia {id}',
  'Deliveries cannot be checked: the app’s client secret (API secret key) is not set':
    'Nie da się sprawdzić dostaw: brak client secret aplikacji (API secret key)',
  'Type it under Client secret, below the client id; the access token stays. Orders still come, within two minutes.':
    'Wpisz go w polu „Client secret”, pod client id; access token zostaje. Zamówienia i tak przychodzą, w ciągu dwóch minut.',
  'A delivery was signed with another secret and refused': 'Dostawę podpisano innym sekretem i odrzucono',
  'Remove webhooks made by hand in the Shopify admin (Orderbell makes its own), and check the client secret.':
    'Usuń webhooki utworzone ręcznie w panelu Shopify (Orderbell robi własne) i sprawdź client secret.',
  'Shopify still signs with the client secret of before, a day after it was changed here':
    'Shopify nadal podpisuje poprzednim client secret, dobę po zmianie tutaj',
  'Look in the Dev Dashboard which client secret is in use, and put that one in. Orders still come, within two minutes.':
    'Sprawdź w Dev Dashboard, który client secret jest używany, i wpisz właśnie ten. Zamówienia i tak przychodzą, w ciągu dwóch minut.',
  'The client secret is not the one that Shopify signs with: {count} deliveries in a row were refused':
    'Client secret nie jest tym, którym podpisuje Shopify: odrzuconych dostaw z rzędu: {count}',
  'Copy the client secret anew from the Dev Dashboard, from the settings of this very app. Orders still come, within two minutes.':
    'Skopiuj client secret na nowo z Dev Dashboard, z ustawień właśnie tej aplikacji. Zamówienia i tak przychodzą, w ciągu dwóch minut.',
  '{count} deliveries were signed with another secret and refused, between others that were right':
    'Dostaw podpisanych innym sekretem i odrzuconych, między poprawnymi: {count}',
  'Remove the webhooks that were made by hand in the Shopify admin, under Notifications; Orderbell makes its own':
    'Usuń webhooki utworzone ręcznie w panelu Shopify, w Notifications; Orderbell robi własne',
};
