import { longestText } from '../../../shared/alert-rules/notice-text.ts';
import type { DraftView } from '../../../shared/draft.ts';
import type { AskedProduct } from '../../../shared/entry.ts';
import type { ByLanguage, Language } from '../../../shared/languages.ts';
import { moneyText } from '../../../shared/money-text.ts';
import { oneLine } from '../../../shared/one-line.ts';
import type { Order } from '../../../shared/order.ts';
import type { MailWarning } from '../../../shared/trainer.ts';
import type { PersonView } from '../../../shared/views.ts';
import { clockFormat } from '../clock-format.ts';
import type { AlertDetails } from './send-alert.ts';

const words = {
  en: {
    cancelled: (order: string) => `Cancelled where it came from: ${order}`,
    stands: (orders: string) => `Not cancelled: ${orders}, merged into it`,
    asks: 'A customer asks for a manager',
    about: 'About',
    answer: 'Answer in the chat, then press “Answered” in Orderbell.',
    chat: 'Open the chat',
    look: 'Look before you pack it.',
    unpaid: (hours: number) => `Link not paid for ${hours} h`,
    silence: (name: string, hours: number) => `${name} is silent: nothing for ${hours} h`,
    unusual: 'As a rule it writes more often. Look whether it still sends orders.',
    stopped: (name: string) => `${name} cannot be read`,
    unseen: 'New orders there are not seen. Setup says what is wrong.',
    elsewhere: (name: string) => `Make ${name}’s computer the leader, or sign in on the leader.`,
    unfetched: (name: string) => `A mail of ${name} cannot be fetched`,
    came: (time: string) => `It came ${time}`,
    enter: 'Open it in Gmail, enter its order by hand, then delete it there.',
    'one-tap': (time: string) => `From ${time} on Messenger shows you no new orders.`,
    press: 'Press the button or write any word, and they come for another day.',
    customer: 'Customer',
    total: 'Total',
    taken: (name: string) => `With ${name}`,
    made: (name: string) => `Made by ${name}`,
  },
  uk: {
    cancelled: (order: string) => `Скасовано там, звідки надійшло: ${order}`,
    stands: (orders: string) => `Об’єднане з ним і не скасоване: ${orders}`,
    asks: 'Клієнт просить менеджера',
    about: 'Про що',
    answer: 'Дайте відповідь у чаті й натисніть «Відповіли» в Orderbell.',
    chat: 'Відкрити чат',
    look: 'Перегляньте, перш ніж пакувати.',
    unpaid: (hours: number) => `Посилання не оплачено вже ${hours} год`,
    silence: (name: string, hours: number) => `${name} мовчить: нічого за ${hours} год`,
    unusual: 'Зазвичай пише частіше. Перевірте, чи ще надсилає замовлення.',
    stopped: (name: string) => `${name}: не вдається прочитати`,
    unseen: 'Нових замовлень звідти не видно. Що не так, сказано в «Підключеннях».',
    elsewhere: (name: string) => `Зробіть головним комп’ютер: ${name}, або ввійдіть на головному.`,
    unfetched: (name: string) => `${name}: лист не вдається отримати`,
    came: (time: string) => `Надійшов ${time}`,
    enter: 'Відкрийте його в Gmail: внесіть вручну, що в ньому замовлено, і видаліть його там.',
    'one-tap': (time: string) => `Від ${time} Messenger не показуватиме вам нових замовлень.`,
    press: 'Натисніть кнопку або напишіть будь-яке слово, і вони надходитимуть ще добу.',
    customer: 'Клієнт',
    total: 'Разом',
    taken: (name: string) => `У менеджера ${name}`,
    made: (name: string) => `Менеджер: ${name}`,
  },
  pl: {
    cancelled: (order: string) => `Anulowane u źródła: ${order}`,
    stands: (orders: string) => `Scalone z nim i nieanulowane: ${orders}`,
    asks: 'Klient prosi o menedżera',
    about: 'W sprawie',
    answer: 'Odpowiedz na czacie, a potem naciśnij „Odpowiedziano” w Orderbell.',
    chat: 'Otwórz czat',
    look: 'Sprawdź, zanim spakujesz.',
    unpaid: (hours: number) => `Link nieopłacony od ${hours} godz.`,
    silence: (name: string, hours: number) => `${name} milczy: nic od ${hours} godz.`,
    unusual: 'Zwykle odzywa się częściej. Sprawdź, czy nadal wysyła zamówienia.',
    stopped: (name: string) => `${name}: nie da się odczytać`,
    unseen: 'Nowych zamówień stamtąd nie widać. Strona Połączenia mówi, co jest nie tak.',
    elsewhere: (name: string) => `Ustaw jako główny komputer: ${name}, albo zaloguj się na głównym.`,
    unfetched: (name: string) => `${name}: nie można pobrać maila`,
    came: (time: string) => `Przyszedł ${time}`,
    enter: 'Otwórz go w Gmailu: wpisz ręcznie, co w nim zamówiono, i usuń go tam.',
    'one-tap': (time: string) => `Od ${time} Messenger nie pokaże Ci nowych zamówień.`,
    press: 'Naciśnij przycisk albo napisz dowolne słowo, a będą przychodzić przez kolejną dobę.',
    customer: 'Klient',
    total: 'Razem',
    taken: (name: string) => `U menedżera: ${name}`,
    made: (name: string) => `Utworzone przez: ${name}`,
  },
} as const satisfies ByLanguage<unknown>;

const lines = (...said: readonly (string | null)[]): string =>
  said
    .filter((line) => line !== null)
    .join('\n')
    .slice(0, longestText)
    .toWellFormed();

/**
 * The first line names no customer, because it shows on a locked screen.
 * @param standing the numbers of merged orders that were not cancelled
 */
export function cancelledText(
  order: Order,
  sourceName: string,
  language: Language,
  standing: readonly string[] = [],
): string {
  const say = words[language];
  const { number, customer, total } = order.content;
  const who = [customer.name, customer.phone].filter(Boolean).map((part) => oneLine(part ?? '', 120));
  return lines(
    say.cancelled(`${oneLine(number, 60)} · ${oneLine(sourceName, 60)}`),
    standing.length > 0 ? say.stands(standing.map((one) => oneLine(one, 60)).join(', ')) : null,
    who.length > 0 ? `${say.customer}: ${who.join(', ')}` : null,
    total ? `${say.total}: ${moneyText(total, language)}` : null,
    order.takenBy === undefined ? null : say.taken(oneLine(order.takenBy, 60)),
    say.look,
  );
}

/** Names no customer: the alert outlives an erasure. `askingDetails` adds the name when it is sent. */
export function askingText(wants: readonly AskedProduct[], language: Language): string {
  const say = words[language];
  const products = wants.map(({ title }) => oneLine(title, 80)).join(', ');
  return lines(say.asks, products === '' ? null : `${say.about}: ${oneLine(products, 300)}`, say.answer);
}

/** The customer's name, last words and chat link. */
export function askingDetails(
  { name, lastWords, chatUrl }: Pick<PersonView, 'name' | 'lastWords' | 'chatUrl'>,
  language: Language,
): AlertDetails {
  const say = words[language];
  return {
    lines: [
      ...(name === '' ? [] : [`${say.customer}: ${oneLine(name, 120)}`]),
      ...(lastWords === null ? [] : [`“${oneLine(lastWords, 400)}”`]),
    ],
    ...(chatUrl?.startsWith('https://') && { link: { caption: say.chat, url: chatUrl } }),
  };
}

/** @param hours how long it has been unpaid */
export function unpaidText(draft: DraftView, hours: number, language: Language): string {
  const say = words[language];
  const { name, title, customerName, total, madeBy } = draft;
  return lines(
    [say.unpaid(hours), oneLine(name, 40)].filter(Boolean).join(': '),
    title === '' ? null : oneLine(title, 200),
    customerName === '' ? null : `${say.customer}: ${oneLine(customerName, 120)}`,
    total ? `${say.total}: ${moneyText(total, language)}` : null,
    say.made(oneLine(madeBy, 60)),
  );
}

/**
 * Leaves out the mail's subject, which may name a customer: the alert is stored, and erasure would not find it.
 * @param name of the source, or of the mailbox if the sender is unknown; @param now epoch milliseconds
 */
export function silenceText(
  { kind, since, mail, readableAt }: Pick<MailWarning, 'kind' | 'since' | 'mail' | 'readableAt'>,
  name: string,
  {
    language,
    now,
    timeZone,
  }: { readonly language: Language; readonly now: number; readonly timeZone: string },
): string {
  const say = words[language];
  if (mail) {
    const came =
      mail.cameAt === null ? null : say.came(clockFormat(language, timeZone, 'day').format(mail.cameAt));
    return lines(say.unfetched(oneLine(name, 80)), came, say.enter);
  }
  const hours = Math.max(1, Math.floor((now - since) / 3_600_000));
  return kind === 'stopped'
    ? lines(
        say.stopped(oneLine(name, 80)),
        readableAt === undefined ? say.unseen : say.elsewhere(oneLine(readableAt, 60)),
      )
    : lines(say.silence(oneLine(name, 80), hours), say.unusual);
}

/** @param until when the window closes, epoch milliseconds */
export function oneTapText(until: number, timeZone: string, language: Language): string {
  const say = words[language];
  return lines(say['one-tap'](clockFormat(language, timeZone, 'time').format(until)), say.press);
}
