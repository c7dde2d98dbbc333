/** Puts a buyer's text on one line; cut to `longest` UTF-16 units. */
export function oneLine(text: string, longest: number): string {
  return cutTo(text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim(), longest);
}

/** The first line of a text. */
export const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

/** Shortens a text with `…`; never splits a character. */
export const cutTo = (text: string, longest: number): string =>
  text.length <= longest
    ? text
    : `${text
        .slice(0, longest - 1)
        .replace(/\p{Cs}$/u, '')
        .trimEnd()}…`;
