import type { Said } from '../../catalog.ts';

/** Messages about payment links and their draft orders. */
export const selling: Said = {
  'No Shopify shop is connected': 'Żaden sklep Shopify nie jest połączony',
  'Connect Shopify on the setup page': 'Podłącz Shopify na stronie Połączenia',
  'Shopify did not answer': 'Shopify nie odpowiedziało',
  'Shopify has no terms to pay the rest of a deposit later':
    'Shopify nie ma warunków, by resztę po zaliczce zapłacić później',
  'Ask for the whole amount': 'Poproś o całą kwotę',
  'The draft order was deleted in Shopify': 'Wersję roboczą usunięto w Shopify',
  '{name} has the earlier content and is already an order':
    '{name} ma wcześniejszą treść i jest już zamówieniem',
  'Start a new form for what has changed': 'Zacznij nowy formularz dla tego, co się zmieniło',
  '{name} cannot be deleted in Shopify': '{name}: nie da się usunąć w Shopify',
  'Delete it there by hand': 'Usuń tam ręcznie',
  '{name} was paid before it could be replaced': '{name}: opłacono, zanim udało się zastąpić',
  '{name} is not deleted yet': '{name}: jeszcze nie usunięto',
  '{made} was made of this form before it was changed':
    'Z tego formularza powstało już: {made}. Potem formularz zmieniono',
  'Send it once more: what stands here now is made besides':
    'Wyślij jeszcze raz: to, co jest teraz w formularzu, powstanie osobno',
  '{name} was changed at another computer or deleted in Shopify meanwhile':
    '{name}: tymczasem zmieniono na innym komputerze albo usunięto w Shopify',
  'Look among the drafts in Shopify for what has taken its place before you send this again':
    'Zanim wyślesz ponownie, poszukaj wśród wersji roboczych w Shopify tej, która ją zastąpiła',
  '{name} was paid meanwhile': '{name}: opłacono w międzyczasie',
  'A copy of {name} that was made in Shopify was sold: {name} itself is still open there, and its link works. Delete it in Shopify if nobody is to pay it':
    'Sprzedano kopię {name} zrobioną w Shopify: sama {name} jest tam nadal otwarta, a jej link działa. Usuń ją w Shopify, jeśli nikt nie ma jej opłacać',
  '{name} was paid instead': '{name}: opłacono zamiast tego',
  '{name} was made in {shop}; {connected} is connected now':
    '{name}: powstało w {shop}, a teraz połączony jest {connected}',
  'Connect that shop again, or look for it in its Shopify':
    'Połącz tamten sklep ponownie albo poszukaj w jego Shopify',
  '{name} has become an order meanwhile': '{name}: tymczasem stało się zamówieniem',
  '{name} has changed {draft} meanwhile: it is {title} now':
    '{name}: tymczasem zmieniono {draft}: teraz to {title}',
  'Open that draft order and change it': 'Otwórz tamtą wersję roboczą i zmień ją',
  'The link of {name} can not be paid now': 'Linku {name} nie można teraz opłacić',
  '{name} is being deleted in Shopify': '{name} jest usuwana w Shopify',
  'The link is being sent just now': 'Link jest właśnie wysyłany',
  'Nobody knows whether the message before arrived': 'Nie wiadomo, czy poprzednia wiadomość dotarła',
  'Look into its timeline in Shopify, then mark it as sent or send it again':
    'Zajrzyj do jej osi czasu w Shopify, a potem oznacz jako wysłaną albo wyślij ponownie',
  'Look into the chat, then mark it as sent or send it again':
    'Zajrzyj do czatu, a potem oznacz jako wysłaną albo wyślij ponownie',
  '{name} was changed in Shopify: it costs another sum now':
    '{name} zmieniono w Shopify: kosztuje teraz inną kwotę',
  'Look at the text again, then send it': 'Spójrz jeszcze raz na tekst, potem wyślij',
  'This link was sent a short while ago': 'Ten link wysłano niedawno',
  'A reminder can go out three hours after it': 'Przypomnienie może wyjść trzy godziny później',
  'Nobody in Messenger is known for this draft order':
    'Dla tej wersji roboczej nikt nie jest znany w Messengerze',
  'Connect ManyChat on the setup page': 'Podłącz ManyChat na stronie Połączenia',
  'Messenger window closed: the customer last wrote over 24 hours ago':
    'Okno Messengera jest zamknięte: klient ostatnio pisał ponad 24 godziny temu',
  'Write in the live chat yourself, or send the link by e-mail':
    'Napisz samodzielnie na czacie na żywo albo wyślij link e-mailem',
  'Shopify says that no mail was sent': 'Shopify mówi, że maila nie wysłano',
  'Shopify is not connected': 'Shopify nie jest połączone',
  '{topic} is of no draft order of this desk': '{topic} nie dotyczy żadnej wersji roboczej tego komputera',
};
