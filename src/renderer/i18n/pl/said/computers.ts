import type { Said } from '../../catalog.ts';

/** What is said of the shop's other computers. */
export const computers: Said = {
  'Only this computer is known': 'Znany jest tylko ten komputer',
  'Connect BigQuery: the computers of a shop find each other there':
    'Podłącz BigQuery: tam komputery sklepu się odnajdują',
  'This computer is here': 'Ten komputer jest tutaj',
  'BigQuery has not said yet what was done since the backup':
    'BigQuery jeszcze nie podało, co zrobiono po wykonaniu kopii zapasowej',
  'Another computer may tell it': 'Powiadomić może inny komputer',
  'Another computer listens to the shop’s sources': 'Źródeł sklepu nasłuchuje inny komputer',
  'Pub/Sub has no such topic or subscription: {cause}':
    'W Pub/Sub nie ma takiego tematu ani subskrypcji: {cause}',
  'It is made again at the next try': 'Zostanie utworzony ponownie przy następnej próbie',
  'Pub/Sub refuses this account: {cause}': 'Pub/Sub odmawia temu kontu: {cause}',
  'Enable the Pub/Sub API in the project and give the service account the role Pub/Sub Editor':
    'Włącz w projekcie Pub/Sub API i nadaj kontu usługi rolę Pub/Sub Editor',
  'Pub/Sub has too many requests': 'Do Pub/Sub jest za dużo zapytań',
  'Pub/Sub does not accept the key of the service account': 'Pub/Sub nie przyjmuje klucza konta usługi',
  'Choose the key file again in Setup, at BigQuery':
    'Wybierz plik klucza ponownie w ustawieniach, przy BigQuery',
  'Pub/Sub cannot be reached: {cause}': 'Pub/Sub jest nieosiągalne: {cause}',
  'another computer was to send it, and has not said that it did':
    'miał to wysłać inny komputer i tego nie potwierdził',
  'another computer was sending it, and has not said that it did':
    'wysyłał to inny komputer i tego nie potwierdził',
  'it is not known yet whose orders BigQuery holds, and another computer may have sent it':
    'jeszcze nie wiadomo, czyje zamówienia są w BigQuery, a wysłać mógł inny komputer',
};
