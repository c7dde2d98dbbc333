import type { Said } from '../../catalog.ts';

/** Why a mail needs review, and the words that intake adds to an order. */
export const review: Said = {
  'the mail does not name exactly one sender': 'у листі вказано не одного відправника',
  'Google did not check the sender': 'Google не перевіряв відправника',
  'the domain it names says the mail is not its own (DMARC)':
    'зазначений домен каже, що лист не від нього (DMARC)',
  'it was checked for another domain than it names (DMARC)':
    'перевірено не той домен, що зазначений у листі (DMARC)',
  'the domain it names has not signed the mail (DKIM)': 'зазначений домен не підписав листа (DKIM)',
  'the head of the mail can be read in more than one way': 'заголовки листа можна прочитати по-різному',
  'what Google found out can be read in more than one way':
    'висновок Google про відправника можна прочитати по-різному',
  'two results in the name of Google contradict each other':
    'два висновки від імені Google суперечать один одному',
  'the mail passes on another one, whose sender nobody has checked':
    'лист пересилає інший, відправника якого ніхто не перевіряв',
  '{sum}, the mail says {total}': '{sum}, у листі вказано {total}',
  'more follows below the total of {total}': 'під сумою {total} є ще суми',
  'a comma in the amounts of the mail may part thousands or decimals':
    'кома в сумах листа може відділяти тисячі або дробову частину',
  'the amounts of the mail are in {named}, not in {currency}': 'суми в листі в {named}, а не в {currency}',
  'the mail names no currency, its amounts are read as {currency}':
    'валюту в листі не названо, суми прочитано як {currency}',
  'Shopify does not give the rest of the items': 'Shopify не віддає решти товарів',
  'the reading made no sense': 'прочитане не має сенсу',
  'reading it took more than 256 MB': 'на читання не вистачило 256 МБ',
  'reading it took longer than {seconds} s': 'читання тривало понад {seconds} с',
  'the reader ended': 'читання обірвалося',
  'this computer was too busy to read it': 'комп’ютер був надто зайнятий, щоб його прочитати',
  'the mail has no text': 'у листі немає тексту',
  'the HTML of the mail is larger than 2 MB': 'HTML листа більший за 2 МБ',
  'the HTML of the mail is nested more than {depth} deep': 'HTML листа має понад {depth} рівнів вкладення',
  'the mail has more than {rows} rows': 'у листі понад {rows} рядків',
  'the message could not be decoded': 'лист не вдалося розкодувати',
  'the mail tells no order: {codes}': 'замовлення в листі не знайдено: {codes}',
  'with these values the sample does not read whole: {why}':
    'з цими значеннями лист не читається повністю: {why}',
  '{field}: not found in the mail by words beside it': '{field}: у листі не знайдено за сусідніми словами',
  'no-number': 'немає номера',
  'no-total': 'немає суми',
  'no-items': 'немає товарів',
  'sum-mismatch': 'сума не сходиться',
  'several-orders': 'кілька замовлень',
  'Another mail about this order: {subject}': 'Ще один лист про це замовлення: {subject}',
  'without a subject': 'без теми',
  'now {now} of {ordered}': 'тепер {now} із {ordered}',
  Duties: 'Мито',
  'Additional fees': 'Додаткові збори',
  'Cash rounding': 'Округлення готівки',
};
