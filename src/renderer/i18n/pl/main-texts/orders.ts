import type { Said } from '../../catalog.ts';

/** Why an order action or a bulk action is refused; what is stored of lists. */
export const orders: Said = {
  'The order is not there any more': 'Tego zamówienia już nie ma',
  'It is not known any more what was changed': 'Nie wiadomo już, co zostało zmienione',
  'Change the orders back by hand': 'Przywróć zamówienia ręcznie',
  '{name} has taken it': 'Ktoś już je wziął: {name}',
  'Open the order to take it over': 'Otwórz zamówienie, żeby je przejąć',
  'There is nothing left to do on it, so it cannot be put off':
    'Nie ma już przy nim nic do zrobienia, więc nie można go odłożyć',
  'Another order tells it, and is worked on in its place':
    'Zastępuje je inne zamówienie i to przy nim się pracuje',
  'Somebody has changed it since': 'Od tego czasu ktoś je zmienił',
  'There are {count} saved views already': 'Zapisanych widoków jest już {count}',
  'Remove one that nobody uses': 'Usuń taki, którego nikt nie używa',
  'a view needs a name': 'widok musi mieć nazwę',
  'a tag is one line': 'tag to jeden wiersz',
  'more is left than was ordered': 'pozostało więcej, niż zamówiono',
};
