import type { PastedItem } from './pasted.ts';

const counts: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'один одна одне одну один одно one jeden jedna jedną a an',
    'два дві две двох two dwa dwie',
    'три трьох three trzy',
    'чотири четыре four cztery',
    'п’ять пять five pięć',
    'шість шесть six sześć',
    'сім семь seven siedem',
    'вісім восемь eight osiem',
    'дев’ять девять nine dziewięć',
    'десять ten dziesięć',
  ].flatMap((line, index) => line.split(' ').map((word) => [word, index + 1])),
);

const pieces = '(?:шт(?:ук\\p{L}?)?\\.?|pcs|pieces?|szt(?:uk\\p{L}?)?\\.?|x|х|×|\\*)';
const word = String.raw`\p{L}[\p{L}’'-]*`;
const title = `(${word}(?:[ ]${word}){0,5})`;
const left = String.raw`(?<![\p{L}\p{N}.,:/№#+-])`;
const before = new RegExp(`${left}(\\d{1,3})[ ]?${pieces}?[ ]${title}`, 'giu');
const after = new RegExp(
  `${left}${title}[ ]?(?:[-–—:]|по)?[ ]?(?:(?:x|х|×|\\*)[ ]?(\\d{1,3})|(\\d{1,3})[ ]?${pieces})(?![\\p{L}\\p{N}])`,
  'giu',
);
const spelled = new RegExp(
  `${left}(${Object.keys(counts)
    .filter((one) => one.length > 2)
    .join('|')})[ ]${title}`,
  'giu',
);
const asked = new RegExp(
  `(?<!\\p{L})(?:хочу|хотіла б|хотів би|хотела бы|хотел бы|замовити|замовляю|заказать|закажу|потрібн\\p{L}+|нужн\\p{L}+|можна|можно|візьму|возьму|i(?: would|[’']d) like|i want|i need|order|can i get|poproszę|chcę|chciał\\p{L}+|zamówić|zamawiam)(?:[ ](?:замовити|заказать|купити|купить|to order|to buy|zamówić|kupić|мені|мне|у вас|a|an|the))*[ ]${title}`,
  'giu',
);
const notGoods =
  /^(?:грн|гривень|гривен|uah|zł|год|годин|час|часов|кв|поверх|этаж|під|подъезд|дн|день|дні|дней|хв|мин|minutes?|hours?|km|км|відділення|отделение|людей|осіб|pm|am|числа|років|лет|відео|фото|доставк\p{L}*|доставити|доставить|уточнити|уточнить|дізнатися|узнать|оплатити|оплатить|delivery|to|дякую)/iu;
/** Words that end a product title, because the sentence continues. */
const ends =
  /\s(?:на|у|в|в|до|по|для|за|з|с|і|и|та|а|але|но|від|от|будь|пожалуйста|please|for|to|on|at|and|with|by|na|do|dla|i|z|proszę|можна|можно|хочу|якщо|если|доставк\p{L}*|завтра|сьогодні|сегодня|tomorrow|today|jutro|бо|який|яка|які|что|що)(?!\p{L}).*$/iu;

const most = 12;

/** The products and quantities of a message. Only suggestions: the catalogue decides. */
export function readItems(text: string): readonly PastedItem[] {
  const items: { readonly at: number; readonly quantity: number; readonly title: string }[] = [];
  const add = (at: number, quantity: number, said: string | undefined): void => {
    const cut = (said ?? '').replace(ends, '').trim();
    if (cut.length < 3 || notGoods.test(cut) || quantity < 1) return;
    const overlaps = items.some(
      (item) => at < item.at + item.title.length + 8 && item.at < at + cut.length + 8,
    );
    if (!overlaps) items.push({ at, quantity, title: cut });
  };
  for (const match of text.matchAll(after))
    add(match.index, Number(match[2] ?? match[3]), match[1]?.replace(leads, ''));
  for (const match of text.matchAll(before)) add(match.index, Number(match[1]), match[2]);
  for (const match of text.matchAll(spelled))
    add(match.index, counts[(match[1] ?? '').toLowerCase()] ?? 0, match[2]);
  for (const match of text.matchAll(asked)) add(match.index, 1, match[1]?.replace(leads, ''));
  return items
    .toSorted((a, b) => a.at - b.at)
    .slice(0, most)
    .map(({ quantity, title: goods }) => ({ quantity, title: goods }));
}

const leads =
  /^(?:(?:добрий день|привіт|хочу|хотіла|хотів|замовити|заказать|потрібно|нужно|можна|можно|і|и|та|плюс|ще|еще|ещё|and|plus|also|i|oraz|мені|мне|один|одна|одну|a|an|the|please)(?:\s+|$))+/iu;
