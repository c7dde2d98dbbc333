/** What a message says, field by field; a field that is not named must stay empty. Items by quantity and beginning. */
export type Expected = {
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly recipientName?: string;
  readonly recipientPhone?: string;
  readonly city?: string;
  readonly street?: string;
  readonly house?: string;
  readonly flat?: string;
  readonly entrance?: string;
  readonly floor?: string;
  readonly branch?: string;
  readonly locker?: string;
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
  /** Must be among the items. */
  readonly items?: readonly string[];
  /** Must be left in the note. */
  readonly note?: string;
};
export type Message = { readonly text: string; readonly says: Expected; readonly country?: 'PL' };

/** Invented messages, written as people write them, on Tuesday 24 November 2026 at noon in Kyiv. */
export const messages: readonly Message[] = [
  // ── Ukrainian ──
  {
    text: 'Добрий день! Хочу замовити 15 червоних троянд на завтра до 12. Київ, вул. Саксаганського 41 кв 12. Олена 067 123 45 67',
    says: {
      name: 'Олена',
      phone: '+380671234567',
      city: 'Київ',
      street: 'вул. Саксаганського',
      house: '41',
      flat: '12',
      date: '2026-11-25',
      to: '12:00',
      items: ['15 червоних троянд'],
    },
  },
  {
    text: 'доброго дня, букет піонів завтра після 18\nшевчук олена\n0671234567\nнова пошта 12 львів',
    says: {
      name: 'шевчук олена',
      phone: '+380671234567',
      city: 'львів',
      branch: '12',
      date: '2026-11-25',
      from: '18:00',
      note: 'букет піонів',
    },
  },
  {
    text: 'Отримувач: Бондар Андрій\nТел: +38 (050) 000-11-22\nм. Харків\nВідділення НП №45',
    says: { name: 'Бондар Андрій', phone: '+380500001122', city: 'Харків', branch: '45' },
  },
  {
    text: 'Вітаю 🌸 мене звати Ірина, хочу два букети тюльпанів 💐 на суботу з 10 до 14. Адреса вулиця Хорива 25, 3 під’їзд, 5 поверх. Мій номер 0931112233, отримувач мама 0974445566',
    says: {
      name: 'Ірина',
      phone: '+380931112233',
      recipientPhone: '+380974445566',
      street: 'вулиця Хорива',
      house: '25',
      entrance: '3',
      floor: '5',
      date: '2026-11-28',
      from: '10:00',
      to: '14:00',
      items: ['2 букети тюльпанів'],
    },
  },
  {
    text: 'Марія Ткаченко\n+380 66 777 88 99\nmaria.tk@petal.example\nм.Одеса, вул.Дерибасівська, буд. 7, кв.3',
    says: {
      name: 'Марія Ткаченко',
      phone: '+380667778899',
      email: 'maria.tk@petal.example',
      city: 'Одеса',
      street: 'вул.Дерибасівська',
      house: '7',
      flat: '3',
    },
  },
  {
    text: 'Можна доставку сьогодні о 19:30 на Антоновича 18 кв 7? Це Дмитро 0505556677',
    says: {
      name: 'Дмитро',
      phone: '+380505556677',
      street: 'Антоновича',
      house: '18',
      flat: '7',
      date: '2026-11-24',
      from: '19:30',
      to: '19:30',
    },
  },
  {
    text: 'Кравець Дмитро Олексійович 380673334455 Дніпро поштомат 24567',
    says: { name: 'Кравець Дмитро Олексійович', phone: '+380673334455', city: 'Дніпро', locker: '24567' },
  },
  {
    text: 'піб: Гнатюк Остап\nтелефон: 0 6 7 8 8 8 7 7 6 6\nмісто: Рівне\nвідділення: 3',
    says: { name: 'Гнатюк Остап', phone: '+380678887766', city: 'Рівне', branch: '3' },
  },
  {
    text: 'Соломія Левченко, [24.11.2026 10:15]\nДобрий день\n\nСоломія Левченко, [24.11.2026 10:16]\nпотрібно 3 шт кава Ефіопія в зернах\n\nСоломія Левченко, [24.11.2026 10:17]\n0639990011 бульв. Лесі Українки 19 кв 88 код домофону 88в1234',
    says: {
      name: 'Соломія Левченко',
      phone: '+380639990011',
      street: 'бульв. Лесі Українки',
      house: '19',
      flat: '88',
      items: ['3 кава Ефіопія'],
      note: 'код домофону 88в1234',
    },
  },
  {
    text: 'замовлення на 25.11 до 15:00, отримувач Юрій Панчук (050) 123-45-67, від кого: Катерина 098 765 43 21',
    says: {
      name: 'Катерина',
      phone: '+380987654321',
      recipientName: 'Юрій Панчук',
      recipientPhone: '+380501234567',
      date: '2026-11-25',
      to: '15:00',
    },
  },
  {
    text: 'Хочу оплатити карткою 5168 7551 2345 6789, замовлення №100234, тел 0681234567',
    says: { phone: '+380681234567', note: '5168 7551 2345 6789' },
  },
  {
    text: 'ТТН 20450123456789 ще не прийшла( Віра 0677654321',
    says: { name: 'Віра', phone: '+380677654321', note: '20450123456789' },
  },
  {
    text: 'вул Володимирська 49а, домофон не працює, наберіть 0731234567 Максим',
    says: {
      name: 'Максим',
      phone: '+380731234567',
      street: 'вул Володимирська',
      house: '49а',
      note: 'домофон не працює',
    },
  },
  {
    text: 'післязавтра зранку, просп. Берестейський 62 кв 104, Назар Дорош 095 12 34 567',
    says: {
      name: 'Назар Дорош',
      phone: '+380951234567',
      street: 'просп. Берестейський',
      house: '62',
      flat: '104',
      date: '2026-11-26',
      from: '08:00',
      to: '12:00',
    },
  },
  {
    text: 'Добрий вечір! На п\'ятницю ввечері 1 букет "Осінь" за адресою Рейтарська 20, кв.5. Без лілій, у мами алергія. Олійник Віра, 0961231212',
    says: {
      name: 'Олійник Віра',
      phone: '+380961231212',
      street: 'Рейтарська',
      house: '20',
      flat: '5',
      date: '2026-11-27',
      from: '17:00',
      to: '21:00',
      note: 'Без лілій, у мами алергія',
    },
  },
  {
    text: 'Скажіть будь ласка чи є білі хризантеми? якщо так то 7 шт на неділю 12:00-14:00 самовивіз. Тетяна',
    says: { name: 'Тетяна', date: '2026-11-29', from: '12:00', to: '14:00', note: 'чи є білі хризантеми' },
  },
  {
    text: '+380(67)-321-65-49\nБогдан Кушнір\nРусанівська наб., 8, кв. 43\n28 листопада о 16:00',
    says: {
      name: 'Богдан Кушнір',
      phone: '+380673216549',
      street: 'Русанівська наб.',
      house: '8',
      flat: '43',
      date: '2026-11-28',
      from: '16:00',
      to: '16:00',
    },
  },
  {
    text: 'зп 12300 грн це багато) ладно беру кошик з фруктами, м. Вінниця НП 7, Романюк Дарина, 0 50 111 22 33',
    says: { name: 'Романюк Дарина', phone: '+380501112233', city: 'Вінниця', branch: '7' },
  },
  {
    text: 'мій тел 067-111-22-33, її номер 067-444-55-66, вул. Драгомирова, 15, кв. 119, сюрприз: не кажіть, від кого',
    says: {
      phone: '+380671112233',
      recipientPhone: '+380674445566',
      street: 'вул. Драгомирова',
      house: '15',
      flat: '119',
      note: 'сюрприз',
    },
  },
  {
    text: 'Ви надіслали\nНапишіть дані для відправки\n10:42\nЗоряна Мельник 10:44\nМельник Зоряна, Івано-Франківськ, відділення 14, 0997776655',
    says: { name: 'Мельник Зоряна', phone: '+380997776655', city: 'Івано-Франківськ', branch: '14' },
  },
  {
    text: '2 торта наполеон і 1 медовик на 30.11.2026, забере Роман 0632223344',
    says: {
      name: 'Роман',
      phone: '+380632223344',
      date: '2026-11-30',
      items: ['2 торта наполеон', '1 медовик'],
    },
  },
  {
    text: 'Замовити троянди 25 шт. Доставка 1 грудня до обіду. Чернівці, вулиця Головна 12/4. Оксана +380991234500',
    says: {
      name: 'Оксана',
      phone: '+380991234500',
      city: 'Чернівці',
      street: 'вулиця Головна',
      house: '12/4',
      date: '2026-12-01',
      to: '12:00',
      items: ['25 троянди'],
    },
  },
  {
    text: '0671234567, 0671234567 Лілія',
    says: { name: 'Лілія', phone: '+380671234567' },
  },
  {
    text: 'ок, 1200 грн. Скидаю на карту. Павло',
    says: { name: 'Павло', note: '1200 грн' },
  },
  // ── Russian ──
  {
    text: 'Здравствуйте! Нужно 11 роз в субботу к 15:00, Киев, ул. Большая Васильковская 72, кв. 30, подъезд 2, этаж 4, Наталья 050 333 44 55',
    says: {
      name: 'Наталья',
      phone: '+380503334455',
      city: 'Киев',
      street: 'ул. Большая Васильковская',
      house: '72',
      flat: '30',
      entrance: '2',
      floor: '4',
      date: '2026-11-28',
      from: '15:00',
      to: '15:00',
      items: ['11 роз'],
    },
  },
  {
    text: 'получатель Сергей Бойко 0661112200\nзаказчик Анна 0662221100\nзавтра с 10 до 12\nпроспект Победы 10',
    says: {
      name: 'Анна',
      phone: '+380662221100',
      recipientName: 'Сергей Бойко',
      recipientPhone: '+380661112200',
      street: 'проспект Победы',
      house: '10',
      date: '2026-11-25',
      from: '10:00',
      to: '12:00',
    },
  },
  {
    text: 'привет) хочу кофе эфиопия 2 шт. отправьте новой почтой харьков отделение 21 Петров Игорь 8 067 123 45 67',
    says: {
      name: 'Петров Игорь',
      phone: '+380671234567',
      city: 'харьков',
      branch: '21',
      items: ['2 кофе эфиопия'],
    },
  },
  {
    text: '[10:15, 24.11.2026] Анна: добрый день\n[10:16, 24.11.2026] Анна: букет на завтра в 9:00 можно?\n[10:20, 24.11.2026] Анна: 0501239876',
    says: { name: 'Анна', phone: '+380501239876', date: '2026-11-25', from: '09:00', to: '09:00' },
  },
  {
    text: 'меня зовут екатерина, тел 097 000 11 22, почтомат 3321 одесса',
    says: { name: 'екатерина', phone: '+380970001122', city: 'одесса', locker: '3321' },
  },
  {
    text: 'до пятницы успеете? ул Сумская 37б кв 9 Харьков. Максим 0933219876 пожалуйста позвоните за час',
    says: {
      name: 'Максим',
      phone: '+380933219876',
      city: 'Харьков',
      street: 'ул Сумская',
      house: '37б',
      flat: '9',
      date: '2026-11-27',
      note: 'позвоните за час',
    },
  },
  {
    text: 'послезавтра после 14, Днепр, пер. Добровольцев 3, Света 0674561230, курьеру наличными',
    says: {
      name: 'Света',
      phone: '+380674561230',
      city: 'Днепр',
      street: 'пер. Добровольцев',
      house: '3',
      date: '2026-11-26',
      from: '14:00',
      note: 'курьеру наличными',
    },
  },
  {
    text: 'Сегодня вечером можно? Левый берег, ул. Драйзера 5 кв 44. Юля 063-123-00-99',
    says: {
      name: 'Юля',
      phone: '+380631230099',
      street: 'ул. Драйзера',
      house: '5',
      flat: '44',
      date: '2026-11-24',
      from: '17:00',
      to: '21:00',
      note: 'Левый берег',
    },
  },
  {
    text: 'в воскресенье 29 ноября к 11:00 три букета пионов, Александра 0687770099',
    says: {
      name: 'Александра',
      phone: '+380687770099',
      date: '2026-11-29',
      from: '11:00',
      to: '11:00',
      items: ['3 букета пионов'],
    },
  },
  {
    text: 'номер карты 4149439012345678 имя Ольга Коваль тел. 38 050 777 66 55',
    says: { name: 'Ольга Коваль', phone: '+380507776655', note: '4149439012345678' },
  },
  {
    text: 'Полтава нп 5\nИванов Иван Иванович\n0501110000\nналоженный платеж',
    says: {
      name: 'Иванов Иван Иванович',
      phone: '+380501110000',
      city: 'Полтава',
      branch: '5',
      note: 'наложенный платеж',
    },
  },
  {
    text: 'добрый день, это снова я 😊 повторите прошлый заказ на понедельник до 10:30',
    says: { date: '2026-11-30', to: '10:30', note: 'повторите прошлый заказ' },
  },
  // ── English ──
  {
    text: 'Hi! Can I get 2 bouquets of peonies tomorrow by noon? My name is Lina Bergström, +46 70 123 45 67. Kyiv, 14 Patorzhynskoho St, apt 3',
    says: {
      name: 'Lina Bergström',
      phone: '+46701234567',
      city: 'Kyiv',
      street: 'Patorzhynskoho St',
      house: '14',
      flat: '3',
      date: '2026-11-25',
      to: '12:00',
      items: ['2 bouquets'],
    },
  },
  {
    text: 'Hello, please deliver on Friday between 2 and 4 pm to 59 Zhylianska St, apt 210. Oleksandra Hrytsenko, 0500009911',
    says: {
      name: 'Oleksandra Hrytsenko',
      phone: '+380500009911',
      street: 'Zhylianska St',
      house: '59',
      flat: '210',
      date: '2026-11-27',
      from: '14:00',
      to: '16:00',
    },
  },
  {
    text: 'Recipient: Mark Stone, her phone 067 765 43 21\nfrom me: James Cole, my phone +44 7700 900123\nNov 28 after 6pm',
    says: {
      name: 'James Cole',
      phone: '+447700900123',
      recipientName: 'Mark Stone',
      recipientPhone: '+380677654321',
      date: '2026-11-28',
      from: '18:00',
    },
  },
  {
    text: 'today 5pm ok? john.smith@mail.example',
    says: { email: 'john.smith@mail.example', date: '2026-11-24', from: '17:00', to: '17:00' },
  },
  {
    text: "it's Emma, ring twice the bell is quiet 🙂 Lviv, Rynok Square 5, floor 2, 0638887766",
    says: {
      name: 'Emma',
      phone: '+380638887766',
      city: 'Lviv',
      street: 'Rynok Square',
      house: '5',
      floor: '2',
      note: 'ring twice the bell is quiet',
    },
  },
  {
    text: 'I need one cheesecake for next Saturday 10:00. Anna Kovalenko 0671010101',
    says: {
      name: 'Anna Kovalenko',
      phone: '+380671010101',
      date: '2026-12-05',
      from: '10:00',
      to: '10:00',
      items: ['1 cheesecake'],
    },
  },
  {
    text: 'nova poshta branch 8, Ternopil, Taras Hnatyuk, 0985551122',
    says: { name: 'Taras Hnatyuk', phone: '+380985551122', city: 'Ternopil', branch: '8' },
  },
  {
    text: '25th of December, before 12:00 please. Postomat 1209 Kyiv. Nick 0661230045',
    says: {
      name: 'Nick',
      phone: '+380661230045',
      city: 'Kyiv',
      locker: '1209',
      date: '2026-12-25',
      to: '12:00',
    },
  },
  {
    text: 'write on the card: Happy birthday Maks! From all of us',
    says: { note: 'Happy birthday Maks' },
  },
  {
    text: 'Seen\nYou sent\nhow many?\nMike Ross 14:02\n3 x lavender candle\nMike Ross 14:03\n050 404 50 60',
    says: { name: 'Mike Ross', phone: '+380504045060', items: ['3 lavender candle'] },
  },
  // ── Polish ──
  {
    text: 'Dzień dobry, poproszę bukiet róż na jutro po 15, ul. Marszałkowska 10/12, Warszawa. Katarzyna Nowak 601 234 567',
    country: 'PL',
    says: {
      name: 'Katarzyna Nowak',
      phone: '+48601234567',
      city: 'Warszawa',
      street: 'ul. Marszałkowska',
      house: '10/12',
      date: '2026-11-25',
      from: '15:00',
      items: ['1 bukiet róż'],
    },
  },
  {
    text: 'nazywam się Piotr Kowalski, tel. +48 512 345 678, paczkomat WAW123M, w sobotę',
    says: { name: 'Piotr Kowalski', phone: '+48512345678', locker: 'WAW123M', date: '2026-11-28' },
  },
  {
    text: 'Odbiorca: Anna Wiśniewska 502 111 222, zamawiający Tomasz 503 333 444, pojutrze od 10 do 12, Kraków ul. Długa 5 m. 7',
    country: 'PL',
    says: {
      name: 'Tomasz',
      phone: '+48503333444',
      recipientName: 'Anna Wiśniewska',
      recipientPhone: '+48502111222',
      city: 'Kraków',
      street: 'ul. Długa',
      house: '5',
      flat: '7',
      date: '2026-11-26',
      from: '10:00',
      to: '12:00',
    },
  },
  {
    text: 'cześć, dwa bukiety tulipanów w piątek do 12, 00-950 Warszawa, aleja Róż 3, Zofia 48 600 100 200',
    country: 'PL',
    says: {
      name: 'Zofia',
      phone: '+48600100200',
      city: 'Warszawa',
      street: 'aleja Róż',
      house: '3',
      date: '2026-11-27',
      to: '12:00',
      items: ['2 bukiety tulipanów'],
    },
  },
  {
    text: 'jutro o 14 możecie? Gdańsk, ul. Piwna 8, klatka 2, piętro 3. Magda, magda@kwiaty.example, 505-606-707',
    country: 'PL',
    says: {
      name: 'Magda',
      phone: '+48505606707',
      email: 'magda@kwiaty.example',
      city: 'Gdańsk',
      street: 'ul. Piwna',
      house: '8',
      entrance: '2',
      floor: '3',
      date: '2026-11-25',
      from: '14:00',
      to: '14:00',
    },
  },
  {
    text: 'wtorek 1 grudnia wieczorem, 3 szt świeca lawendowa, Wrocław. Jan Zieliński 6 0 1 2 2 3 3 4 4',
    country: 'PL',
    says: {
      name: 'Jan Zieliński',
      phone: '+48601223344',
      city: 'Wrocław',
      date: '2026-12-01',
      from: '17:00',
      to: '21:00',
      items: ['3 świeca lawendowa'],
    },
  },
  // ── typos, no punctuation, mixed ──
  {
    text: 'зафтра до 12 київ вул хрещатик 22 кв 5 оля 0501234500',
    says: {
      name: 'оля',
      phone: '+380501234500',
      city: 'київ',
      street: 'вул хрещатик',
      house: '22',
      flat: '5',
      date: '2026-11-25',
      to: '12:00',
    },
  },
  {
    text: 'софія 067 123 45 6',
    says: { name: 'софія', note: '067 123 45 6' },
  },
  {
    text: 'ДОБРИЙ ДЕНЬ! ПЕТРЕНКО ІВАН, ЧЕРКАСИ, ВІДДІЛЕННЯ №2, 0673219870',
    says: { name: 'ПЕТРЕНКО ІВАН', phone: '+380673219870', city: 'ЧЕРКАСИ', branch: '2' },
  },
  {
    text: 'Lina Shevchuk\n0501112299\nвул. Костянтинівська 56 кв 2 Київ tomorrow 11am',
    says: {
      name: 'Lina Shevchuk',
      phone: '+380501112299',
      city: 'Київ',
      street: 'вул. Костянтинівська',
      house: '56',
      flat: '2',
      date: '2026-11-25',
      from: '11:00',
      to: '11:00',
    },
  },
  {
    text: 'відправте на НП Бровари відділення 6 (вул. Київська 100) Коваль Ніна 0 95 444 33 22 дякую!!!',
    says: {
      name: 'Коваль Ніна',
      phone: '+380954443322',
      city: 'Бровари',
      branch: '6',
      street: 'вул. Київська',
      house: '100',
    },
  },
  {
    text: 'тел. (044) 123-45-67 офіс, вул. Жилянська 59 оф 210, пн 10:00-18:00, Інна',
    says: {
      name: 'Інна',
      phone: '+380441234567',
      street: 'вул. Жилянська',
      house: '59',
      flat: '210',
      from: '10:00',
      to: '18:00',
    },
  },
  {
    text: 'ярослава 0971239900 завтра 2 під’їзд 7 поверх вул межигірська 3',
    says: {
      name: 'ярослава',
      phone: '+380971239900',
      street: 'вул межигірська',
      house: '3',
      entrance: '2',
      floor: '7',
      date: '2026-11-25',
    },
  },
  {
    text: 'а можна на 5 грудня? хочу еустоми. Аліна',
    says: { name: 'Аліна', date: '2026-12-05', items: ['1 еустоми'] },
  },
  {
    text: 'Київ, Подільський район, Хорива 25, кв. 4. Отримувачка Соломія 0939876543. Від Остапа',
    says: {
      name: 'Соломія',
      phone: '+380939876543',
      city: 'Київ',
      street: 'Хорива',
      house: '25',
      flat: '4',
      note: 'Від Остапа',
    },
  },
  {
    text: 'завтра з 12:00 по 14:00 вул. Ярославів Вал 9, Марія 0673450011, листівка "З днем народження!"',
    says: {
      name: 'Марія',
      phone: '+380673450011',
      street: 'вул. Ярославів Вал',
      house: '9',
      date: '2026-11-25',
      from: '12:00',
      to: '14:00',
      note: 'листівка',
    },
  },
  {
    text: 'укрпошта 01033 Київ вул. Саксаганського 41 кв. 12 Шевчук Олена Іванівна +380671234567',
    says: {
      name: 'Шевчук Олена Іванівна',
      phone: '+380671234567',
      city: 'Київ',
      street: 'вул. Саксаганського',
      house: '41',
      flat: '12',
    },
  },
  // ── written after the reader was, to see what it makes of them ──
  {
    text: 'Привіт! Потрібен торт на 10 осіб на 28.11 о 17:00, забиратиму сама. Марта, 096 222 33 44',
    says: { name: 'Марта', phone: '+380962223344', date: '2026-11-28', from: '17:00', to: '17:00' },
  },
  {
    text: 'Доброго ранку, прошу надіслати каву 1 кг. Луцьк, нова пошта, відділення номер 9. Ковальчук Петро Ілліч. 050-777-12-34',
    says: { name: 'Ковальчук Петро Ілліч', phone: '+380507771234', city: 'Луцьк', branch: '9' },
  },
  {
    text: 'можна на пт до 18? вул Шевченка буд 4 кв 17 Віталій 0731110022',
    says: {
      name: 'Віталій',
      phone: '+380731110022',
      street: 'вул Шевченка',
      house: '4',
      flat: '17',
      date: '2026-11-27',
      to: '18:00',
    },
  },
  {
    text: 'добрый вечер, букет из 21 розы, доставка сегодня с 18 до 20, Оболонский проспект 15, подъезд 1, этаж 9, кв 36, Артем +380 (67) 900 80 70',
    says: {
      name: 'Артем',
      phone: '+380679008070',
      street: 'Оболонский проспект',
      house: '15',
      flat: '36',
      entrance: '1',
      floor: '9',
      date: '2026-11-24',
      from: '18:00',
      to: '20:00',
    },
  },
  {
    text: 'Имя: Елена Смирнова\nТелефон: 063 444 55 66\nАдрес: Одесса, Французский бульвар 22, кв 5\nДата: 27 ноября\nВремя: 14:00',
    says: {
      name: 'Елена Смирнова',
      phone: '+380634445566',
      city: 'Одесса',
      street: 'Французский бульвар',
      house: '22',
      flat: '5',
      date: '2026-11-27',
      from: '14:00',
      to: '14:00',
    },
  },
  {
    text: 'hey can you deliver a cake to Anna Petrova at 12 Franka Street apt 8 Lviv on Sunday at 3pm? My number is 0681112200. Thanks, Tom',
    says: {
      name: 'Tom',
      phone: '+380681112200',
      city: 'Lviv',
      street: 'Franka Street',
      house: '12',
      flat: '8',
      date: '2026-11-29',
      from: '15:00',
      to: '15:00',
    },
  },
  {
    text: 'Zamawiam 5 świec na poniedziałek, ul. Kwiatowa 3/15, 30-001 Kraków, Marta Lis, 600700800',
    country: 'PL',
    says: {
      name: 'Marta Lis',
      phone: '+48600700800',
      city: 'Kraków',
      street: 'ul. Kwiatowa',
      house: '3/15',
      date: '2026-11-30',
    },
  },
  {
    text: 'наталочка 0951112233 завтра на 9 ранку вулиця лесі українки 7',
    says: {
      name: 'наталочка',
      phone: '+380951112233',
      street: 'вулиця лесі українки',
      house: '7',
      date: '2026-11-25',
      from: '09:00',
      to: '09:00',
    },
  },
  {
    text: 'Поштомат 5544, Житомир. Гриценко Ольга. Оплата при отриманні. 0 (98) 765-43-00',
    says: {
      name: 'Гриценко Ольга',
      phone: '+380987654300',
      city: 'Житомир',
      locker: '5544',
      note: 'Оплата при отриманні',
    },
  },
  {
    text: 'Скинула 500 грн на карту 4441 1144 2233 5566. Мій номер 0669998877, Христина. Чекаю у середу',
    says: { name: 'Христина', phone: '+380669998877', date: '2026-11-25', note: '4441 1144 2233 5566' },
  },
  {
    text: 'Для кого: Ірина Савчук 0631239988. Від: Олег 0501239988. 26 листопада 13:00-15:00. Київ, пр-т Науки 8',
    says: {
      name: 'Олег',
      phone: '+380501239988',
      recipientName: 'Ірина Савчук',
      recipientPhone: '+380631239988',
      city: 'Київ',
      street: 'пр-т Науки',
      house: '8',
      date: '2026-11-26',
      from: '13:00',
      to: '15:00',
    },
  },
  {
    text: 'Вячеслав тел 0675550011 с. Софіївська Борщагівка, вул. Садова 2а, заїзд з двору',
    says: {
      name: 'Вячеслав',
      phone: '+380675550011',
      city: 'Софіївська Борщагівка',
      street: 'вул. Садова',
      house: '2а',
      note: 'заїзд з двору',
    },
  },
];
