import type { Dice } from './dice.ts';

/** An invented customer. Telephone numbers begin with +380 50 000, which no operator assigns. */
export type Person = {
  readonly uk: readonly [first: string, last: string];
  readonly en: readonly [first: string, last: string];
  readonly phone: string;
  readonly email: string;
  readonly street: { readonly uk: string; readonly en: string };
  readonly zip: string;
  /** The language this person types in. */
  readonly types: 'uk' | 'en';
};

const rows = [
  [
    'Олена',
    'Шевчук',
    'Olena',
    'Shevchuk',
    'вул. Саксаганського, 41, кв. 12',
    '41 Saksahanskoho St, apt 12',
    '01033',
  ],
  ['Андрій', 'Бондар', 'Andrii', 'Bondar', 'вул. Антоновича, 18, кв. 7', '18 Antonovycha St, apt 7', '01004'],
  ['Марія', 'Ткаченко', 'Mariia', 'Tkachenko', 'вул. Ярославів Вал, 9', '9 Yaroslaviv Val St', '01034'],
  [
    'Дмитро',
    'Кравець',
    'Dmytro',
    'Kravets',
    'вул. Велика Васильківська, 72, кв. 30',
    '72 Velyka Vasylkivska St, apt 30',
    '03150',
  ],
  ['Ірина', 'Мельник', 'Iryna', 'Melnyk', 'вул. Хорива, 25', '25 Khoryva St', '04071'],
  [
    'Остап',
    'Гнатюк',
    'Ostap',
    'Hnatiuk',
    'вул. Межигірська, 3, офіс 4',
    '3 Mezhyhirska St, office 4',
    '04070',
  ],
  [
    'Соломія',
    'Левченко',
    'Solomiia',
    'Levchenko',
    'бульв. Лесі Українки, 19, кв. 88',
    '19 Lesi Ukrainky Blvd, apt 88',
    '01133',
  ],
  [
    'Юрій',
    'Панчук',
    'Yurii',
    'Panchuk',
    'вул. Бульварно-Кудрявська, 11, кв. 5',
    '11 Bulvarno-Kudriavska St, apt 5',
    '01054',
  ],
  [
    'Катерина',
    'Зінченко',
    'Kateryna',
    'Zinchenko',
    'вул. Володимирська, 49а',
    '49a Volodymyrska St',
    '01034',
  ],
  [
    'Назар',
    'Дорош',
    'Nazar',
    'Dorosh',
    'просп. Берестейський, 62, кв. 104',
    '62 Beresteiskyi Ave, apt 104',
    '03057',
  ],
  ['Віра', 'Олійник', 'Vira', 'Oliinyk', 'вул. Рейтарська, 20', '20 Reitarska St', '01030'],
  [
    'Максим',
    'Сорока',
    'Maksym',
    'Soroka',
    'вул. Костянтинівська, 56, кв. 2',
    '56 Kostiantynivska St, apt 2',
    '04071',
  ],
  [
    'Дарина',
    'Романюк',
    'Daryna',
    'Romaniuk',
    'вул. Златоустівська, 30, кв. 61',
    '30 Zlatoustivska St, apt 61',
    '01135',
  ],
  [
    'Богдан',
    'Кушнір',
    'Bohdan',
    'Kushnir',
    'Русанівська наб., 8, кв. 43',
    '8 Rusanivska Emb, apt 43',
    '02154',
  ],
  [
    'Тетяна',
    'Яремчук',
    'Tetiana',
    'Yaremchuk',
    'вул. Драгомирова, 15, кв. 119',
    '15 Drahomyrova St, apt 119',
    '01103',
  ],
  [
    'Oleksandra',
    'Hrytsenko',
    'Oleksandra',
    'Hrytsenko',
    'вул. Жилянська, 59, кв. 210',
    '59 Zhylianska St, apt 210',
    '01033',
  ],
  [
    'Роман',
    'Вдовиченко',
    'Roman',
    'Vdovychenko',
    'вул. Михайла Бойчука, 5',
    '5 Mykhaila Boichuka St',
    '01103',
  ],
  [
    'Lina',
    'Bergström',
    'Lina',
    'Bergström',
    'вул. Паторжинського, 14, кв. 3',
    '14 Patorzhynskoho St, apt 3',
    '01030',
  ],
] as const;

export const people: readonly Person[] = rows.map(([firstUk, lastUk, first, last, uk, en, zip], index) => ({
  uk: [firstUk, lastUk],
  en: [first, last],
  phone: `+38050000${String(110 + index * 7).padStart(4, '0')}`,
  email: `${first}.${last}@mail.example`.toLowerCase().replace('ö', 'o'),
  street: { uk, en },
  zip,
  types: /^[A-Z]/.test(firstUk) ? 'en' : 'uk',
}));

const notes = [
  'Подзвоніть, будь ласка, за пів години до приїзду.',
  'Без лілій, у мами алергія.',
  'Домофон не працює, наберіть мене внизу.',
  'Please write on the card: “Happy birthday, Maks! From all of us.”',
  'Це сюрприз: не кажіть, від кого.',
  'Leave it with the concierge, she knows.',
  'Якщо півоній не буде, то можна ранункулюси.',
  'Зерно, будь ласка, змеліть під гейзер.',
  'Ring twice, the bell is quiet 🙂',
] as const;

/** A customer's note on an order; most write none. */
export const noteOf = (dice: Dice): string | null => (dice.chance(0.4) ? dice.pick(notes) : null);

const firstWords = [
  'Добрий день! Що порадите до 800 грн?',
  'Hi! Can you deliver flowers today after six?',
  'А кава в зернах є свіжа?',
  'Хочу букет для вчительки',
  'show me gifts please',
] as const;
/** A customer's first message to the chat-bot. */
export const firstWordsOf = (dice: Dice): string => dice.pick(firstWords);
