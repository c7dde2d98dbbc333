import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pasted } from '../../../../src/shared/pasted/pasted.ts';
import { readPasted } from '../../../../src/shared/pasted/read-pasted.ts';
import type { Expected, Message } from './corpus.ts';
import { messages } from './corpus.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const read = ({ text, country }: Pick<Message, 'text' | 'country'>) =>
  readPasted(text, { now, timeZone: 'Europe/Kyiv', country: country ?? 'UA' });

const expectedOf = (pasted: Pasted): Expected =>
  ({
    name: pasted.name,
    phone: pasted.phone,
    email: pasted.email,
    recipientName: pasted.recipient?.name,
    recipientPhone: pasted.recipient?.phone,
    city: pasted.address?.city,
    street: pasted.address?.street,
    house: pasted.address?.house,
    flat: pasted.address?.flat,
    entrance: pasted.address?.entrance,
    floor: pasted.address?.floor,
    branch: pasted.address?.branch,
    locker: pasted.address?.locker,
    date: pasted.wanted?.date,
    from: pasted.wanted?.from,
    to: pasted.wanted?.to,
  }) as Expected;

const fields = [
  'name',
  'phone',
  'email',
  'recipientName',
  'recipientPhone',
  'city',
  'street',
  'house',
  'flat',
  'entrance',
  'floor',
  'branch',
  'locker',
  'date',
  'from',
  'to',
] as const;

/** Every field with text or a value, and its faults. */
function judge(message: Message): { readonly right: number; readonly wrong: readonly string[] } {
  const pasted = read(message);
  const values = expectedOf(pasted);
  let right = 0;
  const wrong: string[] = [];
  const mark = (isRight: boolean, words: string): void => {
    if (isRight) right += 1;
    else wrong.push(words);
  };
  for (const field of fields) {
    const [expected, got] = [message.says[field], values[field]];
    if (expected !== undefined || got !== undefined)
      mark(expected === got, `${field}: ${got} instead of ${expected}`);
  }
  for (const item of message.says.items ?? []) {
    const list = pasted.items.map(({ quantity, title }) => `${quantity} ${title}`);
    mark(
      list.some((one) => one.startsWith(item)),
      `item ${item} among ${list.join(' | ')}`,
    );
  }
  if (message.says.note !== undefined) {
    mark(
      pasted.note?.includes(message.says.note) ?? false,
      `note: ${pasted.note} without ${message.says.note}`,
    );
  }
  return { right, wrong };
}

describe('of the pasted messages', () => {
  it('at least nine fields in ten are read right', () => {
    const judged = messages.map((message) => ({ message, ...judge(message) }));
    const right = judged.reduce((sum, one) => sum + one.right, 0);
    const wrong = judged.reduce((sum, one) => sum + one.wrong.length, 0);
    const list = judged
      .filter((one) => one.wrong.length > 0)
      .map((one) => `${one.message.text}\n    ${one.wrong.join('\n    ')}`);
    expect(messages.length).toBeGreaterThanOrEqual(60);
    expect(right / (right + wrong), list.join('\n')).toBeGreaterThanOrEqual(0.9);
  });

  it.each(messages.map((message) => [message.text, message] as const))(
    'no phone is a wrong one: %s',
    (_text, message) => {
      const { phone, recipient, otherPhones } = read(message);
      const { phone: own, recipientPhone: theirs } = message.says;
      expect([own, undefined]).toContain(phone);
      expect([theirs, undefined]).toContain(recipient?.phone);
      expect(otherPhones).toEqual([]);
    },
  );
});

describe('hostile text', () => {
  const long = 100_000;
  it.each([
    ['digits', '1 '.repeat(long)],
    ['phones', '0671234567 '.repeat(long)],
    ['a word', 'а'.repeat(long)],
    ['streets', 'вул. '.repeat(long)],
    ['words', 'вул Велика кв '.repeat(long)],
    ['ranges', 'з 10 до '.repeat(long)],
    ['brackets', '(((('.repeat(long)],
    ['mails', 'a@a.'.repeat(long)],
    ['emojis', '🌸'.repeat(long)],
    ['half a letter', '\ud83c'.repeat(long)],
    ['heads', '[10:15, 24.11.2026] Anna: '.repeat(long)],
    ['marks', '\u0000\ufffc\u202e'.repeat(long)],
    ['months', '25 листопада 26 грудня '.repeat(long)],
    ['spaces', ' '.repeat(long)],
    ['an hour and spaces', `о 7${' '.repeat(long)}`],
    ['a part of the day and spaces', `ввечері${' '.repeat(long)}`],
    ['parts of the day', 'this evening, tonight, '.repeat(long)],
    ['hours and parts of the day', 'tomorrow at 7 this evening and '.repeat(long)],
    ['counted days', 'на 2-3 дня '.repeat(long)],
  ])('of %s is read in no time, and never fails', (_name, text) => {
    const begun = performance.now();
    read({ text });
    expect(performance.now() - begun).toBeLessThan(2000); // a busy machine's; a moment on a free one
  });

  it('of any characters is parsed into no longer text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const { note = '', name = '' } = read({ text });
        expect(note.length + name.length).toBeLessThanOrEqual(text.length * 4 + 40);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a wanted day', () => {
  const on = (text: string, at: string) =>
    readPasted(text, { now: Date.parse(at), timeZone: 'Europe/Kyiv', country: 'UA' }).wanted?.date;

  it('is counted in the shop’s own zone', () => {
    expect(on('на завтра', '2026-11-24T21:59:00Z')).toBe('2026-11-25');
    expect(on('на завтра', '2026-11-24T22:01:00Z')).toBe('2026-11-26');
  });

  it('passes the end of a month, a year and February', () => {
    expect(on('післязавтра', '2026-12-30T10:00:00Z')).toBe('2027-01-01');
    expect(on('завтра', '2028-02-28T10:00:00Z')).toBe('2028-02-29');
    expect(on('на 05.01', '2026-12-30T10:00:00Z')).toBe('2027-01-05');
    expect(on('31.02.2026', '2026-01-30T10:00:00Z')).toBeUndefined();
  });

  it('counts from the day of the message when its header has it', () => {
    const pastedOn = '2026-11-25T08:00:00Z';
    const [copied] = messages.filter(({ text }) => text.startsWith('[10:15, 24.11.2026] Анна'));
    expect(on(copied?.text ?? '', pastedOn)).toBe('2026-11-25');
    expect(on('[24.11.2026, 21:40] Анна: букет на завтра в 9:00', pastedOn)).toBe('2026-11-25');
    expect(on('Olena Koval, [24.11.2026 21:40]\nна завтра', pastedOn)).toBe('2026-11-25');
    expect(on('2026-11-24, 21:40 - Anna: tomorrow please', pastedOn)).toBe('2026-11-25');
    expect(on('[24.11.2026, 21:40] Анна: букет\nна среду', pastedOn)).toBe('2026-11-25');
    expect(on('[24.11.2026, 21:40] Анна: на 25.11', '2026-11-26T08:00:00Z')).toBe('2026-11-25');
    expect(on('[24.11.2026, 21:40] Анна: 24-го', pastedOn)).toBe('2026-11-24');
  });

  it('counts from the day of its own message among several', () => {
    const talk = (first: string, second: string) =>
      `[23.11.2026, 20:00] Анна: ${first}\n[24.11.2026, 21:40] Анна: ${second}`;
    expect(on(talk('добрый день', 'на завтра'), '2026-11-25T08:00:00Z')).toBe('2026-11-25');
    expect(on(talk('на завтра', 'добрый день'), '2026-11-25T08:00:00Z')).toBe('2026-11-24');
  });

  it('counts from today when the message’s day is unknown or future', () => {
    for (const head of ['[11/12/2026, 21:40]', '[24.11.26, 21:40]', '[21:40]', '[27.11.2026, 21:40]']) {
      expect(on(`${head} Анна: на завтра`, '2026-11-25T08:00:00Z')).toBe('2026-11-26');
    }
    expect(on('[31.02.2026, 21:40] Анна: на завтра', '2026-11-25T08:00:00Z')).toBe('2026-11-26');
  });

  it('of a weekday is the next one, not today', () => {
    expect(on('у вівторок', '2026-11-24T10:00:00Z')).toBe('2026-12-01');
    expect(on('в среду', '2026-11-24T10:00:00Z')).toBe('2026-11-25');
  });
});

describe('a wanted time', () => {
  const timeIn = (text: string): string => {
    const { from = '', to = '' } = read({ text }).wanted ?? {};
    return `${from}-${to}`;
  };

  const textLeft = (text: string): string => {
    const { note = '', items, address } = read({ text });
    return [
      note,
      ...items.map(({ quantity, title }) => `${quantity} ${title}`),
      ...Object.values(address ?? {}),
    ].join('\n');
  };

  it.each([
    ['завтра о 7 вечора', '19:00-19:00'],
    ['завтра о 7 годині вечора', '19:00-19:00'],
    ['завтра 7:30 вечора', '19:30-19:30'],
    ['завтра 7 вечора', '19:00-19:00'],
    ['до 8 вечора', '-20:00'],
    ['после 6 вечера', '18:00-'],
    ['о 7 ввечері', '19:00-19:00'],
    ['завтра ввечері о 7', '19:00-19:00'],
    ['завтра вечером, до 8', '-20:00'],
    ['в 6 вечера', '18:00-18:00'],
    ['о 2 дня', '14:00-14:00'],
    ['о 12 дня', '12:00-12:00'],
    ['об 11 дня', '11:00-11:00'],
    ['на 9 ранку', '09:00-09:00'],
    ['о 12 ранку', '12:00-12:00'],
    ['до 11 ночі', '-23:00'],
    ['до 12 ночі', '-24:00'],
    ['о 2 ночі', '02:00-02:00'],
    ['o 7 wieczorem', '19:00-19:00'],
    ['o 3 po południu', '15:00-15:00'],
    ['завтра по обіді о 3', '15:00-15:00'],
    ['jutro o 9 rano', '09:00-09:00'],
    ["at 7 o'clock in the evening", '19:00-19:00'],
    ['at 3 in the afternoon', '15:00-15:00'],
    ['at 19:00 in the evening', '19:00-19:00'],
  ])('takes the part of the day beside an hour: %s', (text, expected) => {
    expect(timeIn(text)).toBe(expected);
  });

  it.each([
    ['з 5 до 7 вечора', '17:00-19:00'],
    ['з 7 вечора до 9', '19:00-21:00'],
    ['ввечері з 7 до 9', '19:00-21:00'],
    ['between 2 and 4 in the afternoon', '14:00-16:00'],
    ['od 5 do 7 wieczorem', '17:00-19:00'],
    ['з 9 ранку до 5 вечора', '09:00-17:00'],
    ['з 9 до 5 вечора', '09:00-17:00'],
    ['from 10 to 2 pm', '10:00-14:00'],
    ['с 11 до 2 дня', '11:00-14:00'],
  ])('applies the part of the day to both ends: %s', (text, expected) => {
    expect(timeIn(text)).toBe(expected);
  });

  it.each([
    ['сьогодні з 22:00 до 2:00', '22:00-24:00'],
    ['з 22 до 2', '22:00-24:00'],
    ['з 10 вечора до 2 ночі', '22:00-24:00'],
    ['з 10 вечора до 2', '22:00-24:00'],
    ['from 6 pm to 12 am', '18:00-24:00'],
    ['с 20:00 до 00:00', '20:00-24:00'],
    ['20:00-6:00', '20:00-24:00'],
  ])('across midnight is its part within the day: %s', (text, expected) => {
    expect(timeIn(text)).toBe(expected);
  });

  it.each(['з 20:00 до 9:00', 'з 22:00 до 24:30', 'з 10 до 2', 'from 9 am to 5', '15:00-14:00'])(
    'is not half of a senseless range, kept in the note: %s',
    (text) => {
      expect(timeIn(text)).toBe('-');
      expect(read({ text }).note).toBe(text);
    },
  );

  it('is read beside such a stretch', () => {
    expect(timeIn('працюю з 20:00 до 9:00, привезіть до 18')).toBe('-18:00');
  });

  it.each([
    ['at 12 am', '00:00-00:00'],
    ['at 12:30 am', '00:30-00:30'],
    ['at 12 pm', '12:00-12:00'],
    ['до 24:00', '-24:00'],
    ['by 12 am', '-24:00'],
    ['до 00:00', '-24:00'],
  ])('is midnight as a start, and the day’s end as deadline: %s', (text, expected) => {
    expect(timeIn(text)).toBe(expected);
  });

  it.each(['о 24:30', 'до 24:30', '24:30', 'о 25:00', 'о 12:30 ночі'])(
    'that no clock shows is none: %s',
    (text) => {
      expect(timeIn(text)).toBe('-');
    },
  );

  it.each([
    ['завтра о 19:00 та 3 троянди', '19:00-19:00', '3 троянди'],
    ['на 19:00 и 5 шаров', '19:00-19:00', '5 шаров'],
    ['tomorrow at 18:00 and 5 balloons', '18:00-18:00', '5 balloons'],
    ['о 19:00 - 2 букети', '19:00-19:00', '2 букети'],
    ['о 19:00-2 букети', '19:00-19:00', '2 букети'],
    ['15.50 - 2 szt', '-', '2 szt'],
    ['завтра о 18:00 та 9 троянд', '18:00-18:00', '9 троянд'],
    ['at 18:00 - 9 roses', '18:00-18:00', '9 roses'],
    ['о 7 вечора - 9 троянд', '19:00-19:00', '9 троянд'],
    ['з 18:00 та 20 троянд', '18:00-', '20 троянд'],
    ['до 18:00 та 20 троянд', '-18:00', '20 троянд'],
    ['at 18:00 to 20 Baker Street', '18:00-18:00', 'Baker Street, 20'],
  ])('does not end with a following quantity, which remains: %s', (text, expected, goods) => {
    expect(timeIn(text)).toBe(expected);
    expect(textLeft(text)).toContain(goods);
  });

  it.each([
    ['з 18:00 до 20 Олена', '18:00-20:00'],
    ['between 18:00 and 20 please', '18:00-20:00'],
    ['між 18:00 та 20 Олена', '18:00-20:00'],
    ['з 18:00 та до 20', '-20:00'],
    ['16:00-18 Львів', '16:00-18:00'],
  ])('ends with a bare hour in a clear range: %s', (text, expected) => {
    expect(timeIn(text)).toBe(expected);
  });

  it.each([
    'через 2-3 дня',
    'доставка за 3-4 дня',
    'срок 1-2 дня',
    'аренда 2 дня и 3 ночи',
    'на 3 дня',
    'завтра на 2 дня',
  ])('is not read out of how many days something takes: %s', (text) => {
    expect(timeIn(text)).toBe('-');
  });

  it('is read beside how many days something takes', () => {
    expect(timeIn('через 2 дня до 18:00')).toBe('-18:00');
  });

  it.each([
    ['в 2-3 дня', '14:00-15:00'],
    ['от 2 до 3 дня', '14:00-15:00'],
    ['в 3 дня', '15:00-15:00'],
    ['до 3 дня', '-15:00'],
    ['после 2 дня', '14:00-'],
    ['завтра 2:30-4 дня', '14:30-16:00'],
    ['завтра 2-3 часа дня', '14:00-15:00'],
    ['на 2 часа дня', '14:00-14:00'],
    ['завтра 11-2 дня', '11:00-14:00'],
    ['на 5 дня', '17:00-17:00'],
  ])('is read where the same word cannot count days: %s', (text, expected) => {
    expect(timeIn(text)).toBe(expected);
  });

  it.each([
    ['завтра ввечері на 5 поверх', '17:00-21:00', '5'],
    ['вечером в 12 квартиру', '17:00-21:00', '12'],
    ['tomorrow in the evening at 12 Baker Street', '17:00-21:00', '12'],
    ['завтра вранці на 15 троянд', '08:00-12:00', '15'],
    ['вранці до 5 школи', '08:00-12:00', '5'],
    ['вечером на 3 дня', '17:00-21:00', '3'],
    ['завтра вранці 7-9 троянд', '08:00-12:00', '7-9'],
  ])('is not a quantity after a part of the day: %s', (text, expected, number) => {
    expect(timeIn(text)).toBe(expected);
    expect(textLeft(text)).toContain(number);
  });

  it.each([
    ['завтра ввечері на 7', '19:00-19:00'],
    ['ввечері о 7 Олені', '19:00-19:00'],
    ['завтра вранці 7-9', '07:00-09:00'],
  ])('takes the part of the day before an unrelated number: %s', (text, expected) => {
    expect(timeIn(text)).toBe(expected);
  });

  it.each(['сьогодні до 2 ночі', 'today by 1 am', 'do 1 w nocy', 'до 02:00'])(
    'after midnight as a deadline is the day’s end: %s',
    (text) => {
      expect(timeIn(text)).toBe('-24:00');
    },
  );

  it.each([
    ['завтра до 4', '-04:00'],
    ['today by 4:30', '-04:30'],
  ])('without a word for night is not the day’s end: %s', (text, expected) => {
    expect(timeIn(text)).toBe(expected);
  });

  it.each([
    ['Cake for 12 tomorrow evening', '17:00-21:00'],
    ['Breakfast for 2 tomorrow morning', '08:00-12:00'],
    ['Sushi for 4 tonight', '17:00-21:00'],
    ['roses for 7 in the evening', '19:00-19:00'],
    ['вул. Шевченка 5-7 завтра ввечері', '17:00-21:00'],
    ['з 5 до 7 завтра ввечері', '17:00-19:00'],
  ])('is no time when it counts people or numbers a house: %s', (text, expected) => {
    expect(timeIn(text)).toBe(expected);
  });

  it.each([
    'Писала вам ввечері, завтра о 9:30 потрібен букет',
    'I was out this evening, tomorrow at 9:30 please',
  ])('has its part of the day from its own clause: %s', (text) => {
    expect(timeIn(text)).toBe('09:30-09:30');
  });

  it.each([
    ['tomorrow evening at 7:30', '19:30-19:30'],
    ['this evening by 8', '-20:00'],
    ['at 7 this evening', '19:00-19:00'],
    ['tomorrow afternoon at 3:30', '15:30-15:30'],
    ['tomorrow morning at 9', '09:00-09:00'],
    ['tonight by 8', '-20:00'],
    ['tonight at 7:30', '19:30-19:30'],
    ['roses by 8 tonight', '-20:00'],
    ['tonight from 7 to 9', '19:00-21:00'],
    ['tonight, 7:30', '19:30-19:30'],
    ['tonight at 8', '20:00-20:00'],
    ['for tonight', '17:00-21:00'],
    ['about 7:30, 24.11, tonight by 8', '-20:00'],
  ])('takes the part of the day as English says it: %s', (text, expected) => {
    expect(timeIn(text)).toBe(expected);
  });

  it('ignores tonight when another day is named', () => {
    const { wanted, note } = read({ text: 'I will be home tonight, roses tomorrow by 18:00' });
    expect(wanted).toEqual({ date: '2026-11-25', to: '18:00', words: 'tomorrow by 18:00' });
    expect(note).toContain('tonight');
  });

  it('is quoted once when one word names day and part', () => {
    expect(read({ text: 'roses tonight by 8' }).wanted?.words).toBe('tonight by 8');
    expect(read({ text: 'by 18:00, roses, tonight' }).wanted?.words).toBe('by 18:00 tonight');
  });

  it.each([
    ['о 7 завтра ввечері', '19:00-19:00', 'о 7 ввечері завтра'],
    ['вечером в пятницу в 7:30', '19:30-19:30', 'вечером в 7:30 в пятницу'],
    ['at 7 tomorrow evening', '19:00-19:00', 'at 7 evening tomorrow'],
    ['з 5 до 7 завтра ввечері', '17:00-19:00', 'з 5 до 7 ввечері завтра'],
  ])('prefers the part of the day to a day between: %s', (text, expected, words) => {
    expect(timeIn(text)).toBe(expected);
    expect(read({ text }).wanted?.words).toBe(words);
  });

  it.each([
    ['Good evening, tomorrow at 7:30', '07:30-07:30'],
    ['Good evening! Please tomorrow at 7:30 in the morning', '07:30-07:30'],
    ['Good morning, at 7:30 in the evening', '19:30-19:30'],
    ['Good afternoon, by 9:30', '-09:30'],
    ['Good evening! A cake for tomorrow, please', '-'],
  ])('takes no part of the day from a greeting: %s', (text, expected) => {
    expect(timeIn(text)).toBe(expected);
  });
});
