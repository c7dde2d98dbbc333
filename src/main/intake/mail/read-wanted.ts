import { areasOf } from './areas.ts';
import { bare } from './clean-text.ts';
import { findDates } from './dates.ts';
import { findLabelled } from './labelled.ts';
import type { LabelledText } from './labels.ts';
import type { Layout } from './layout.ts';

/** Labels of what a service expects or does, or of how it delivers: none says when the customer wants the order. */
const notWanted =
  /estim|stimat|expect|arriv|ship|dispatch|accept|valid|confirm|method|option|type|event|орієнт|очік|план|спосіб|тип|прийняти|підтверд|відправ|ориент|ожида|способ|принять|подтверд|отправ|przewidyw|oczekiw|planow|sposob|metod|wysl|wysyl|potwierd|zaakcept|voraussicht|erwart|versand|prev|expedi|spedi|envi|predpoklad|ocekav|verwacht|geschat/u;

/**
 * The fields of a mail that say when its order is wanted, in the mail's words. A day that is written as a date has the day
 * first, whichever way the mail writes it.
 */
export function readWanted(layout: Layout, monthFirst: boolean): readonly string[] {
  const { footer } = areasOf(layout);
  return findLabelled(layout)
    .filter(({ fields, at }) => fields.includes('notPlacedAt') && at < footer)
    .filter(({ label, beside }) => !notWanted.test(bare(beside ? (label.split(':')[0] ?? '') : label)))
    .map((label) => withDayFirst(textOf(label), monthFirst));
}

/** Hours may stand in the line below the day. */
function textOf({ lines: [first = '', second = ''] }: LabelledText): string {
  return /^\D{0,12}\d{1,2}[:.]\d{2}/u.test(second) ? `${first} ${second}` : first;
}

function withDayFirst(text: string, monthFirst: boolean): string {
  const [date] = findDates(text, monthFirst);
  if (!date) return text;
  const [, year, month, day, time = ''] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(date.iso) ?? [];
  return `${text.slice(0, date.start)}${day}.${month}.${year} ${time}${text.slice(date.end)}`;
}
