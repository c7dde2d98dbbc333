import type { Day } from './dates.ts';
import { calendarDay } from './dates.ts';

/** The text of copied messages, without the messenger's headers. */
export type ChatLines = {
  readonly text: string;
  readonly senders: readonly string[];
  /** The day of each message, by its position in the text; null if the date in its header is ambiguous. */
  readonly days: readonly SaidOn[];
};
export type SaidOn = { readonly from: number; readonly day: Day | null };

const date = String.raw`\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?`;
const time = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?`;
const name = String.raw`(\p{Lu}[\p{L}’'-]{0,30}(?:\s\p{L}[\p{L}’'.-]{0,30}){0,2})`;

/** Each matches the header of a line. Its group is the sender; the message follows. */
const heads: readonly RegExp[] = [
  // Olena Shevchuk, [24.11.2026 10:15]
  new RegExp(`^${name},?\\s\\[${date},?\\s${time}\\]:?\\s*`, 'u'),
  // [24.11.2026, 10:15] Olena: …   [10:15, 24.11.2026] Olena: …
  new RegExp(`^\\[(?:${date},?\\s${time}|${time},?\\s${date}|${time})\\]\\s${name}:\\s*`, 'u'),
  // 24.11.2026, 10:15 - Olena: …
  new RegExp(`^${date},?\\s${time}\\s-\\s${name}:\\s*`, 'u'),
  // Olena Shevchuk 10:15
  new RegExp(`^${name},?\\s(?:${date},?\\s)?${time}$`, 'u'),
];
/** Lines added by the messenger. */
const marks =
  /^(?:\[?(?:\d{1,4}[./]\d{1,2}[./]\d{2,4},?\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?\]?|(?:ви надіслали|вы отправили|you sent|переглянуто|просмотрено|seen|delivered|доставлено|wysłano|przesłano dalej|forwarded message|переслане повідомлення|пересланное сообщение)(?:\s.{0,40})?)$/iu;

export function readChat(text: string): ChatLines {
  const senders: string[] = [];
  const lines: string[] = [];
  const days: SaidOn[] = [];
  let from = 0;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (marks.test(trimmed)) continue;
    const head = heads.map((pattern) => pattern.exec(trimmed)).find((match) => match !== null);
    if (head?.[1] !== undefined) senders.push(head[1]);
    if (head) days.push({ from, day: dayTold(head[0]) });
    const said = head ? trimmed.slice(head[0].length) : trimmed;
    lines.push(said);
    from += said.length + 1;
  }
  return { text: lines.join('\n'), senders: [...new Set(senders)], days };
}

/** Ambiguous dates do not match: in `11/12/2026` the month is unclear, in `26.11.24` the year. */
const sureDate = /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)|(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/;

function dayTold(head: string): Day | null {
  const [, day, month, year, isoYear, isoMonth, isoDay] = sureDate.exec(head) ?? [];
  const [y, m, d] = [year ?? isoYear, month ?? isoMonth, day ?? isoDay].map(Number);
  return y && m && d ? calendarDay({ year: y, month: m, day: d }) : null;
}
