/**
 * Every match of a global pattern in a text. `matchAll` makes a new pattern of it at each call, which for one of hundreds
 * of words takes ten times as long as the search.
 */
export function matchesIn(text: string, pattern: RegExp, from = 0): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === '') pattern.lastIndex += lengthOfSign(text, pattern);
  }
  return found;
}

/** A sign of two units is one for a pattern that knows Unicode: from its middle it would be found again. */
const lengthOfSign = (text: string, { lastIndex, unicode }: RegExp): number =>
  unicode && (text.codePointAt(lastIndex) ?? 0) > 0xffff ? 2 : 1;
