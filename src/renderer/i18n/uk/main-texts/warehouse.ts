import type { Said } from '../../catalog.ts';

/** Messages about BigQuery: the account, the tables, and rejected rows. */
export const warehouse: Said = {
  'BigQuery has no service account key': 'Не вказано ключа сервісного облікового запису BigQuery',
  'The dataset {dataset} is in {found}, not in {wanted}':
    'Набір даних {dataset} розташовано в {found}, а не в {wanted}',
  'Set the location to {location}': 'Вкажіть розташування {location}',
  'The table {table} is not one of Orderbell': 'Таблицю {table} створив не Orderbell',
  'It lacks {columns}: choose another dataset': 'У ній немає {columns}: виберіть інший набір даних',
  'The dataset {dataset} holds the orders of another shop':
    'У наборі даних {dataset} зберігаються замовлення іншої крамниці',
  'Choose another dataset for this shop, such as {example}':
    'Виберіть для цієї крамниці інший набір даних, наприклад {example}',
  'Shopify has not told yet which shop this is': 'Shopify ще не сказав, яка це крамниця',
  'Check the shop’s domain and keys in the Shopify step': 'Перевірте домен і ключі крамниці на кроці Shopify',
  'The dataset {dataset} was made by a newer Orderbell': 'Набір даних {dataset} створив новіший Orderbell',
  'Update Orderbell on this computer: until then everything stays here, and nothing is lost':
    'Оновіть Orderbell на цьому комп’ютері: доти все лишається тут і нічого не втрачено',
  'The table {table} is not there': 'Таблиці {table} немає',
  'A table is in the place of the view {view}': 'На місці подання {view} стоїть таблиця',
  'BigQuery did not answer within {seconds} s': 'BigQuery не відповів за {seconds} с',
  'Stopped before BigQuery answered': 'Зупинено до відповіді BigQuery',
  'Something other than BigQuery has answered': 'Замість BigQuery відповіло щось інше',
  'the load job failed': 'завантаження не вдалося',
  'the load job is still running': 'завантаження ще триває',
  'The BigQuery API is not enabled in this project': 'У цьому проєкті не ввімкнено BigQuery API',
  'In the Google Cloud console: APIs & Services → Library → BigQuery API → Enable; and check the project id':
    'У консолі Google Cloud: APIs & Services → Library → BigQuery API → Enable; перевірте також Project ID',
  'Give the service account the roles BigQuery Data Editor on the dataset and BigQuery Job User on the project':
    'Дайте сервісному обліковому запису роль BigQuery Data Editor на набір даних і BigQuery Job User на проєкт',
  'Give the service account the roles BigQuery Data Editor and BigQuery Job User on the project; or the former on the dataset {dataset}: make it in the location {location} if it is not there':
    'Дайте сервісному обліковому запису на проєкт ролі BigQuery Data Editor і BigQuery Job User; або першу з них на набір даних {dataset}: якщо його немає, створіть його в розташуванні {location}',
  'BigQuery answered {status}': 'BigQuery відповів {status}',
  'Google refuses the sign-in: the clock of this computer is wrong':
    'Google відхиляє вхід: годинник цього комп’ютера йде неправильно',
  'BigQuery does not accept the service account key': 'BigQuery не приймає ключ сервісного облікового запису',
  'Make a new key for the service account and enter it again':
    'Створіть для сервісного облікового запису новий ключ і впишіть його',
  'Turn on billing for the project, or choose the mode "load", which needs none':
    'Увімкніть у проєкті оплату (billing) або виберіть передавання завантаженнями: воно безкоштовне',
  'Check the names of project and dataset, and that the location is the one of the dataset':
    'Перевірте назви проєкту й набору даних, а також чи збігається розташування',
  'Could not reach BigQuery ({code})': 'Не вдалося зв’язатися з BigQuery ({code})',
  'the job wrote {written} rows, not {sent}': 'записано рядків: {written}, а надіслано: {sent}',
  'BigQuery refused the row': 'BigQuery не прийняв рядок',
};
