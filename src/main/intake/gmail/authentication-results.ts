/** One check of a mail and its result, such as `dkim=pass` with `header.i`. Everything in lower case. */
export type CheckResult = {
  readonly method: string;
  readonly result: string;
  readonly properties: ReadonlyMap<string, string>;
};
export type AuthenticationResults = {
  /** The server that checked: the text before the first semicolon. */
  readonly authority: string;
  readonly results: readonly CheckResult[];
};

const longest = 20_000;

/**
 * Parses an Authentication-Results header (RFC 8601) as Google writes it. Returns null for anything ambiguous: a sender chooses
 * some of its words (server name, bounce address) and could use them to forge results.
 */
export function parseAuthenticationResults(value: string): AuthenticationResults | null {
  if (value.length > longest || /[^\x20-\x7e\t]/.test(value)) return null;
  const plain = withoutComments(value);
  const parts = plain === null ? null : splitOutsideQuotes(plain, ';');
  if (parts === null) return null;
  const [authority = '', ...checks] = parts.map((part) => part.trim());
  const results: CheckResult[] = [];
  for (const check of checks) {
    if (check === '' || check.toLowerCase() === 'none') continue;
    const result = resultOf(check);
    if (!result) return null;
    results.push(result);
  }
  return { authority: authority.toLowerCase(), results };
}

function resultOf(check: string): CheckResult | null {
  const words = splitOutsideQuotes(check, ' ')?.filter((word) => word !== '') ?? [];
  const pairs = words.map(pairOf);
  const [first, ...rest] = pairs;
  if (!first || !/^[a-z][a-z-]*$/.test(first.name)) return null;
  const properties = new Map<string, string>();
  for (const pair of rest) {
    // a duplicate property is ambiguous
    if (!pair || properties.has(pair.name)) return null;
    properties.set(pair.name, pair.value);
  }
  return { method: first.name, result: first.value, properties };
}

function pairOf(word: string): { readonly name: string; readonly value: string } | null {
  const [, name, value] = /^([^=";]+)=(.+)$/.exec(word) ?? [];
  if (name === undefined || value === undefined) return null;
  return { name: name.toLowerCase(), value: value.replace(/^"(.*)"$/, '$1').toLowerCase() };
}

/**
 * Removes comments first: Google writes `spf=pass` into them, and a forger can too. They must be separated from other text and
 * contain no quotes or backslashes, since parsers disagree on where such a comment ends.
 */
function withoutComments(value: string): string | null {
  let depth = 0;
  let isQuoted = false;
  let kept = '';
  for (let index = 0; index < value.length; index += 1) {
    const character = value.charAt(index);
    if (character === '\\') return null;
    if (character === '"') {
      if (depth > 0) return null;
      isQuoted = !isQuoted;
    }
    if (character === '(' && !isQuoted) {
      if (depth === 0 && !/[\s;]/.test(value.charAt(index - 1))) return null;
      depth += 1;
    } else if (character === ')' && !isQuoted) {
      depth -= 1;
      if (depth < 0 || (depth === 0 && !/^(?:[\s;]|$)/.test(value.slice(index + 1, index + 2)))) return null;
    } else if (depth === 0) kept += character;
  }
  return depth === 0 && !isQuoted ? kept : null;
}

function splitOutsideQuotes(text: string, separator: ';' | ' '): readonly string[] | null {
  const parts = [''];
  let isQuoted = false;
  for (const character of text.replaceAll('\t', ' ')) {
    if (character === '"') isQuoted = !isQuoted;
    if (character === separator && !isQuoted) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return isQuoted ? null : parts;
}
