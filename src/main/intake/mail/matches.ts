/**
 * Every match of a global pattern in a text. `matchAll` compiles the pattern again at each call. For a pattern of hundreds of
 * words, that takes ten times as long as the search.
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

/** A surrogate pair counts as one character in Unicode mode: from its second half the match would be found twice. */
const lengthOfSign = (text: string, { lastIndex, unicode }: RegExp): number =>
  unicode && (text.codePointAt(lastIndex) ?? 0) > 0xffff ? 2 : 1;
