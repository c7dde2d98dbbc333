import { areasOf } from './areas.ts';
import { bare } from './clean-text.ts';
import { findDates } from './dates.ts';
import { findLabelled } from './labelled.ts';
import type { LabelledText } from './labels.ts';
import type { Layout } from './layout.ts';

/** Labels of estimates, events or delivery methods: none is the time that the customer wants. */
const notWanted =
  /estim|stimat|expect|arriv|ship|dispatch|accept|valid|confirm|method|option|type|event|орієнт|очік|план|спосіб|тип|прийняти|підтверд|відправ|ориент|ожида|способ|принять|подтверд|отправ|przewidyw|oczekiw|planow|sposob|metod|wysl|wysyl|potwierd|zaakcept|voraussicht|erwart|versand|prev|expedi|spedi|envi|predpoklad|ocekav|verwacht|geschat/u;

/**
 * The fields of a mail with the requested delivery time, in the mail's words. In a numeric date the day comes first, whatever
 * order the mail uses.
 */
export function readWanted(layout: Layout, monthFirst: boolean): readonly string[] {
  const { footer } = areasOf(layout);
  return findLabelled(layout)
    .filter(({ fields, at }) => fields.includes('notPlacedAt') && at < footer)
    .filter(({ label, beside }) => !notWanted.test(bare(beside ? (label.split(':')[0] ?? '') : label)))
    .map((label) => withDayFirst(textOf(label), monthFirst));
}

/** The time may be in the line below the day. */
function textOf({ lines: [first = '', second = ''] }: LabelledText): string {
  return /^\D{0,12}\d{1,2}[:.]\d{2}/u.test(second) ? `${first} ${second}` : first;
}

function withDayFirst(text: string, monthFirst: boolean): string {
  const [date] = findDates(text, monthFirst);
  if (!date) return text;
  const [, year, month, day, time = ''] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(date.iso) ?? [];
  return `${text.slice(0, date.start)}${day}.${month}.${year} ${time}${text.slice(date.end)}`;
}
