import type { UkrainianOf } from '../catalog.ts';
import type { setupGuide as english } from '../en/setup-guide.ts';

export const setupGuide = {
  guide: 'Де натискати',
  needs: 'Що потрібно',
  goTo: 'Відкрити {{place}}',
  needs_shopify: 'Вхід до крамниці з правом розробляти застосунки',
  minutes_shopify: 'близько 10 хвилин',
  needs_gmail: 'Обліковий запис Google самої скриньки й власний проєкт Google Cloud',
  minutes_gmail: 'близько 15 хвилин',
  needs_bigquery:
    'Власник або редактор проєкту Google Cloud, до якого прив’язано платіжний рахунок: завантаження і 10 ГіБ безкоштовні. Без нього рядки кожного дня видаляються через 60 днів',
  minutes_bigquery: 'близько 10 хвилин',
  needs_manychat: 'Адміністратор сторінки в ManyChat, тариф Pro',
  minutes_manychat: 'близько 15 хвилин',
  needs_tunnel: 'Безкоштовний обліковий запис ngrok; адресу тримає лише один комп’ютер одночасно',
  minutes_tunnel: 'близько 5 хвилин',
  needs_notices: 'Ви за цим комп’ютером, зі звуком',
  minutes_notices: '1 хвилина',
  step_shopify_1: 'Apps → Create app у Dev Dashboard організації, якій належить крамниця. Назва — будь-яка.',
  step_shopify_2:
    'Versions → New version: впишіть у Scopes ці чотири: read_orders, write_draft_orders, read_products, read_customers.',
  step_shopify_3: 'Випустіть версію: Release.',
  step_shopify_4: 'Home → Install app, і виберіть свою крамницю.',
  step_shopify_5:
    'Settings: скопіюйте Client ID і Secret у поля нижче, разом з назвою крамниці на myshopify.com.',
  drawing_shopify_apps: 'Малюнок Dev Dashboard: Apps у меню, а вгорі праворуч (1) Create app.',
  drawing_shopify_version:
    'Малюнок нової версії: (2) поле Scopes у розділі Access, а над ним (3) кнопка Release.',
  drawing_shopify_app:
    'Малюнок застосунку: (4) Install app, а в налаштуваннях (5) Client ID і Secret, які треба скопіювати.',
  step_gmail_1: 'Виберіть проєкт або створіть новий. APIs & Services → Library → Gmail API → Enable.',
  step_gmail_2:
    'Google Auth Platform → Audience → Publish app, щоб там стояло In production. У стані Testing вхід діє лише 7 днів.',
  step_gmail_3: 'Clients → Create client, тип — Desktop app.',
  step_gmail_4: 'Скопіюйте Client ID і Secret у поля нижче та збережіть.',
  step_gmail_5:
    'Натисніть нижче «Увійти через Google» і виберіть скриньку, куди приходять замовлення. Google скаже, що застосунок не перевірено, бо він ваш власний: Advanced → Go to….',
  step_gmail_6: 'Залиште позначку «читати пошту» й натисніть Continue. Orderbell лише читає.',
  drawing_gmail_api: 'Малюнок бібліотеки Google Cloud: Gmail API і (1) кнопка Enable.',
  drawing_gmail_audience: 'Малюнок сторінки Audience: стан публікації і (2) кнопка Publish app.',
  drawing_gmail_client:
    'Малюнок нового клієнта: (3) тип застосунку Desktop app і (4) Client ID та Client secret, які треба скопіювати.',
  drawing_gmail_signIn:
    'Малюнок входу в Google: (5) Advanced і перехід до застосунку під попередженням; далі (6) позначка й Continue.',
  step_bigquery_1: 'APIs & Services → Library → BigQuery API → Enable. Запам’ятайте Project ID.',
  step_bigquery_2: 'IAM → Service accounts → Create service account. Назва — будь-яка.',
  step_bigquery_3: 'Дайте йому дві ролі: BigQuery Data Editor і BigQuery Job User.',
  step_bigquery_4:
    'Відкрийте його: Keys → Add key → Create new key → JSON. Збережіть файл на цьому комп’ютері та впишіть шлях нижче.',
  drawing_bigquery_api: 'Малюнок бібліотеки Google Cloud: BigQuery API, (1) кнопка Enable і Project ID.',
  drawing_bigquery_account:
    'Малюнок нового сервісного облікового запису: (2) назва та (3) ролі BigQuery Data Editor і BigQuery Job User.',
  drawing_bigquery_key:
    'Малюнок сторінки Keys сервісного облікового запису: (4) Add key, JSON і файл, який з цього вийде.',
  step_manychat_1: 'Settings → API → Generate your API key; вставте ключ нижче.',
  step_manychat_2:
    'Додайте у сценарій блок Dynamic до повідомлення, яке показує каталог, або External Request там, де хтось пише.',
  step_manychat_3: 'Метод POST; адресу запиту для цього кроку скопіюйте нижче.',
  step_manychat_4: 'Headers: X-Orderbell-Key з ключем, створеним нижче. Body: Add Full Contact Data.',
  step_manychat_5:
    'Нехай кожен менеджер напише сторінці в Messenger хоч слово: тоді він з’явиться в чатах і його можна додати нижче. Після цього сторінка може писати йому 24 години.',
  drawing_manychat_api: 'Малюнок налаштувань ManyChat: API в меню і (1) кнопка Generate API key з ключем.',
  drawing_manychat_flow:
    'Малюнок сценарію: (2) блок Dynamic під повідомленням, (3) адреса запиту з POST, (4) заголовок X-Orderbell-Key.',
  drawing_manychat_managers:
    'Малюнок телефона: (5) слово менеджера до сторінки, після якого він є у списку менеджерів Orderbell.',
  step_tunnel_1: 'Your Authtoken → Copy; вставте нижче.',
  step_tunnel_2: 'Domains: скопіюйте свій домен. У безкоштовного запису він один і назавжди.',
  drawing_tunnel_token: 'Малюнок панелі ngrok: Authtoken у меню і (1) токен з кнопкою Copy.',
  drawing_tunnel_domain: 'Малюнок панелі ngrok: Domains у меню і (2) домен, який треба скопіювати.',
  step_notices_1: 'Подзвоніть і прислухайтеся.',
  step_notices_2: 'Покажіть сповіщення й подивіться на край екрана.',
  step_notices_3:
    'Надішліть собі повідомлення. Для Messenger потрібен ManyChat, для листів — Gmail → «Дозволити надсилати листи».',
  drawing_notices_everywhere:
    'Малюнок комп’ютера й телефона: (1) динамік, (2) сповіщення скраю екрана, (3) повідомлення на телефоні.',
} as const satisfies UkrainianOf<typeof english>;
