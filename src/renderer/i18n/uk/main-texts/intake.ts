import type { Said } from '../../catalog.ts';

/** Messages about events from Shopify and Gmail by Pub/Sub. */
export const intake: Said = {
  'Shopify does not publish its webhooks: {cause}': 'Shopify не публікує свої вебхуки: {cause}',
  'Gmail does not publish new mails, they are polled for: {cause}':
    'Gmail не публікує нові листи, їх запитують регулярно: {cause}',
  'Give {account} the role Pub/Sub Publisher on the topic {topic}, in the Google Cloud console':
    'Надайте {account} роль Pub/Sub Publisher для теми {topic} у консолі Google Cloud',
  'Make the OAuth client of Gmail in the Google Cloud project {project}, and sign in again':
    'Створіть клієнт OAuth для Gmail у проєкті Google Cloud {project} і увійдіть знову',
  'Nothing has come through the topic {topic} since it was made':
    'Від часу створення теми {topic} через неї нічого не надійшло',
  'This webhook names no shop': 'Цей вебхук не називає крамниці',
  'This is a webhook of another shop, {shop}. Remove its subscription to this Pub/Sub topic':
    'Це вебхук іншої крамниці, {shop}. Вилучіть її підписку на цю тему Pub/Sub',
  'The message is larger than 10 MB': 'Повідомлення більше за 10 МБ',
  'Order {id} could not be fetched: {reason}': 'Не вдалося отримати замовлення {id}: {reason}',
  'The message is not JSON': 'Повідомлення — не JSON',
  'The message names no order': 'Повідомлення не називає замовлення',
  'The message names no product or collection': 'Повідомлення не називає товару чи колекції',
  'a person has seen it, and its body is not kept': 'його переглянуто, а вміст не зберігається',
};
