import type { Said } from '../../catalog.ts';

/** Messages about events from Shopify and Gmail by Pub/Sub. */
export const intake: Said = {
  'Shopify does not publish its webhooks: {cause}': 'Shopify nie publikuje swoich webhooków: {cause}',
  'Gmail does not publish new mails, they are polled for: {cause}':
    'Gmail nie publikuje nowych wiadomości, są odpytywane: {cause}',
  'Give {account} the role Pub/Sub Publisher on the topic {topic}, in the Google Cloud console':
    'Nadaj {account} rolę Pub/Sub Publisher dla tematu {topic} w konsoli Google Cloud',
  'Make the OAuth client of Gmail in the Google Cloud project {project}, and sign in again':
    'Utwórz klienta OAuth dla Gmaila w projekcie Google Cloud {project} i zaloguj się ponownie',
  'Nothing has come through the topic {topic} since it was made':
    'Od utworzenia tematu {topic} nic przez niego nie przyszło',
  'This webhook names no shop': 'Ten webhook nie podaje sklepu',
  'This is a webhook of another shop, {shop}. Remove its subscription to this Pub/Sub topic':
    'To webhook innego sklepu, {shop}. Usuń jego subskrypcję tego tematu Pub/Sub',
  'The message is larger than 10 MB': 'Wiadomość jest większa niż 10 MB',
  'Order {id} could not be fetched: {reason}': 'Nie udało się pobrać zamówienia {id}: {reason}',
  'The message is not JSON': 'Wiadomość nie jest w formacie JSON',
  'The message names no order': 'Wiadomość nie wskazuje zamówienia',
  'The message names no product or collection': 'Wiadomość nie wskazuje produktu ani kolekcji',
  'a person has seen it, and its body is not kept': 'ktoś to już obejrzał, a treść nie jest przechowywana',
};
