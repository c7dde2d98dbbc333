/** What a buyer typed, kept from making lines of its own; cut to `longest` UTF-16 units. */
export function oneLine(text: string, longest: number): string {
  return cutTo(text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim(), longest);
}

/** What a text of several lines is about, where its first line says that. */
export const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

/** A text that ends in `…` where it was longer; never in half a character. */
export const cutTo = (text: string, longest: number): string =>
  text.length <= longest
    ? text
    : `${text
        .slice(0, longest - 1)
        .replace(/\p{Cs}$/u, '')
        .trimEnd()}…`;
