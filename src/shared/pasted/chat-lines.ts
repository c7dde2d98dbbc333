/** What was said, without the marks a messenger puts around it when messages are copied. */
export type ChatLines = { readonly text: string; readonly senders: readonly string[] };

const date = String.raw`\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?`;
const time = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?`;
const name = String.raw`(\p{Lu}[\p{L}’'-]{0,30}(?:\s\p{L}[\p{L}’'.-]{0,30}){0,2})`;

/** Each takes the head of a line; its group is who wrote, and what follows is what they wrote. */
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
/** Lines that are the messenger's own. */
const marks =
  /^(?:\[?(?:\d{1,4}[./]\d{1,2}[./]\d{2,4},?\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?\]?|(?:ви надіслали|вы отправили|you sent|переглянуто|просмотрено|seen|delivered|доставлено|wysłano|przesłano dalej|forwarded message|переслане повідомлення|пересланное сообщение)(?:\s.{0,40})?)$/iu;

export function readChat(text: string): ChatLines {
  const senders: string[] = [];
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (marks.test(trimmed)) continue;
    const head = heads.map((pattern) => pattern.exec(trimmed)).find((match) => match !== null);
    if (head?.[1] !== undefined) senders.push(head[1]);
    lines.push(head ? trimmed.slice(head[0].length) : trimmed);
  }
  return { text: lines.join('\n'), senders: [...new Set(senders)] };
}
