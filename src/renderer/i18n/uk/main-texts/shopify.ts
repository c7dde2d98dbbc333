import type { Said } from '../../catalog.ts';

/** Messages about the Shopify connection, and its answers. */
export const shopify: Said = {
  'Missing permissions: {names}': 'Бракує дозволів: {names}',
  'Add the permissions in Shopify, approve the app again':
    'Додайте дозволи в Shopify і схваліть застосунок знову',
  '"{base}" is not a loopback address': '«{base}» — не адреса цього комп’ютера',
  'A stand-in for Shopify runs on this computer: http://127.0.0.1:PORT':
    'Замінник Shopify працює на цьому комп’ютері: http://127.0.0.1:PORT',
  'Nobody knows whether Shopify did it': 'Невідомо, чи Shopify це виконав',
  'Shopify’s answer does not look as documented': 'Відповідь Shopify не така, як описано в документації',
  'Stopped before Shopify answered': 'Зупинено до відповіді Shopify',
  'The app and the shop belong to different organisations':
    'Застосунок і крамниця належать різним організаціям',
  'Create the app in the organisation that owns the shop':
    'Створіть застосунок в організації, якій належить крамниця',
  'The app is not installed in this shop': 'Застосунок не встановлено в цій крамниці',
  'Install the app in the shop; an app made in the shop’s own admin needs its access token instead':
    'Встановіть застосунок у крамницю; для створеного в адмінці потрібен його токен доступу',
  'Shopify could not be reached': 'Не вдалося зв’язатися з Shopify',
  'Shopify finds one question too large': 'Для Shopify один із запитів завеликий',
  'Shopify answered {status}': 'Shopify відповів {status}',
  'Shopify sent an answer that cannot be read': 'Відповідь Shopify не читається',
  'Shopify had an error of its own': 'У Shopify сталася помилка',
  'Shopify: {words}': 'Shopify: {words}',
  'the app has no access': 'застосунок не має доступу',
  'Shopify knows no shop at this domain': 'За цим доменом у Shopify немає крамниці',
  'Check the shop domain: NAME.myshopify.com': 'Перевірте домен крамниці: NAME.myshopify.com',
  'Shopify asked to go slower': 'Shopify просить звертатися рідше',
  'It is tried again by itself; check the internet if it lasts':
    'Спроба повториться сама; якщо не минає, перевірте інтернет',
  'Shopify no longer accepts this sign-in': 'Shopify більше не приймає ці ключі',
  'Check in Shopify that the app is still installed, then enter its keys again':
    'Перевірте в Shopify, чи застосунок досі встановлено, і впишіть його ключі ще раз',
  'Shopify no longer accepts the access token': 'Shopify більше не приймає токен доступу',
  'Remove the access token under More settings, for it is used instead of the client id and secret; an app made in the shop’s own admin needs a new token there':
    'Приберіть токен доступу в розділі «Інші налаштування»: поки він є, client id і client secret не діють; застосунку, створеному в адмінці, потрібен там новий токен',
  'Shopify does not allow this: {words}': 'Shopify цього не дозволяє: {words}',
  'Give the app the missing permission in Shopify and approve it again':
    'Дайте застосунку в Shopify дозвіл, якого бракує, і схваліть знову',
  'Shopify says the shop is closed or frozen': 'За словами Shopify, крамницю закрито або заморожено',
  'Open the shop’s admin and settle what Shopify asks for':
    'Відкрийте адмінку крамниці й виконайте те, що просить Shopify',
  'This sign-in belongs to {found}, not to {wanted}': 'Ці ключі належать {found}, а не {wanted}',
  'Enter the domain and the keys of one and the same shop': 'Впишіть домен і ключі тієї самої крамниці',
  'Shopify has no order {id} any more': 'У Shopify вже немає замовлення {id}',
  'Deliveries cannot be checked: the app’s client secret (API secret key) is not set':
    'Доставки неможливо перевірити: не вказано client secret застосунку (API secret key)',
  'Type it under Client secret, below the client id; the access token stays. Orders still come, within two minutes.':
    'Впишіть його в поле «Client secret», під client id; токен доступу лишається. Замовлення все одно надходять за дві хвилини.',
  'A delivery was signed with another secret and refused': 'Доставку підписано іншим секретом, її відхилено',
  'Remove webhooks made by hand in the Shopify admin (Orderbell makes its own), and check the client secret.':
    'Видаліть вебхуки, створені вручну в адмінці Shopify (Orderbell створює свої), і перевірте client secret.',
  'Shopify still signs with the client secret of before, a day after it was changed here':
    'Shopify досі підписує попереднім client secret, хоча його тут змінено більш ніж добу тому',
  'Look in the Dev Dashboard which client secret is in use, and put that one in. Orders still come, within two minutes.':
    'Подивіться в Dev Dashboard, який client secret чинний, і впишіть саме його. Замовлення все одно надходять за дві хвилини.',
  'The client secret is not the one that Shopify signs with: {count} deliveries in a row were refused':
    'Shopify підписує іншим client secret: поспіль відхилено доставок: {count}',
  'Copy the client secret anew from the Dev Dashboard, from the settings of this very app. Orders still come, within two minutes.':
    'Скопіюйте client secret знову з Dev Dashboard, з налаштувань саме цього застосунку. Замовлення все одно надходять за дві хвилини.',
  '{count} deliveries were signed with another secret and refused, between others that were right':
    'Підписано іншим секретом і відхилено доставок: {count}; решта підписані правильно',
  'Remove the webhooks that were made by hand in the Shopify admin, under Notifications; Orderbell makes its own':
    'Видаліть вебхуки, створені вручну в адмінці Shopify, у розділі Notifications; Orderbell створює свої',
};
