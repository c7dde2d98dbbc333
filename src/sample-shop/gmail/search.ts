import type { StoredMail } from './mailbox.ts';
import { headerOf } from './mailbox.ts';

type Test = (mail: StoredMail) => boolean;
const day = 86_400_000;

export type Search = {
  readonly test: Test;
  /** Whether spam and trash were named in the query. */
  readonly everywhere: boolean;
};

/** Parses Gmail's search operators: `from:(a OR b) newer_than:14d -in:chats`, with `OR`, `{a b}`, brackets and `-`. */
export function parseQuery(query: string, now: number): Search {
  const tokens = query.match(/[(){}]|-(?=[({])|-?\w+:"[^"]*"|-?\w+:(?=[({])|-?"[^"]*"|[^\s(){}]+/g) ?? [];
  let at = 0;

  function any(stop: string, wrap: (word: string) => string): Test {
    const groups: Test[][] = [[]];
    for (let token = tokens[at]; token !== undefined && token !== stop; token = tokens[at]) {
      at += 1;
      if (token === 'OR' || token === '|') groups.push([]);
      else if (token !== 'AND') groups.at(-1)?.push(one(token, wrap));
      // without an `OR` between them, the words of `{}` are alternatives
      if (stop === '}' && tokens[at] !== '}') groups.push([]);
    }
    at += 1;
    const sides = groups.filter((group) => group.length > 0);
    return (mail) => sides.length === 0 || sides.some((group) => group.every((test) => test(mail)));
  }

  function one(token: string, wrap: (word: string) => string): Test {
    if (token === '(') return any(')', wrap);
    if (token === '{') return any('}', wrap);
    if (token.startsWith('-') && token.length > 1) return not(one(token.slice(1), wrap));
    if (token === '-') {
      const opening = tokens[at++] ?? '(';
      return not(any(opening === '{' ? '}' : ')', wrap));
    }
    if (/^\w+:$/.test(token)) {
      const opening = tokens[at++];
      return any(opening === '{' ? '}' : ')', (word) => `${token}${word}`);
    }
    return testOf(wrap(token), now);
  }

  return {
    test: any('', (word) => word),
    everywhere: /\b(in|is|label):(anywhere|spam|trash)\b/i.test(query),
  };
}

const not =
  (test: Test): Test =>
  (mail) =>
    !test(mail);

function testOf(word: string, now: number): Test {
  const colon = word.indexOf(':');
  const field = colon < 0 ? '' : word.slice(0, colon).toLowerCase();
  const value = word
    .slice(colon + 1)
    .replaceAll('"', '')
    .toLowerCase();
  const has = (name: string) => (mail: StoredMail) =>
    headerOf(mail.headers, name)
      .toLowerCase()
      .includes(value.replace(/^[*@]+/, ''));
  switch (field) {
    case 'from':
    case 'to':
    case 'subject':
      return has(field);
    case 'rfc822msgid':
      return (mail) =>
        headerOf(mail.headers, 'message-id').toLowerCase() === `<${value.replace(/[<>]/g, '')}>`;
    case 'in':
    case 'is':
    case 'label':
      return value === 'anywhere' ? () => true : (mail) => mail.labelIds.includes(value.toUpperCase());
    case 'after':
    case 'newer':
      return (mail) => mail.receivedAt >= instant(value);
    case 'before':
    case 'older':
      return (mail) => mail.receivedAt < instant(value);
    case 'newer_than':
      return (mail) => mail.receivedAt >= now - span(value);
    case 'older_than':
      return (mail) => mail.receivedAt < now - span(value);
    default:
      return (mail) => mail.headers.some((header) => header.value.toLowerCase().includes(value));
  }
}

/** Epoch seconds, or a day. */
const instant = (value: string): number =>
  /^\d{9,}$/.test(value) ? Number(value) * 1000 : Date.parse(value.replaceAll('/', '-'));

const units: { readonly [unit: string]: number } = {
  h: day / 24,
  d: day,
  w: 7 * day,
  m: 30 * day,
  y: 365 * day,
};
function span(value: string): number {
  const [, count = '0', unit = 'd'] = /^(\d+)([hdwmy])$/.exec(value) ?? [];
  return Number(count) * (units[unit] ?? day);
}
