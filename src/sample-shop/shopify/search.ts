/** The searchable fields of one record. Times are epoch milliseconds. */
export type Searchable = { readonly [field: string]: string | number | readonly string[] | undefined };

type Test = (record: Searchable) => boolean;
const everything: Test = () => true;

/**
 * Shopify's search syntax: `updated_at:>='2026-11-24T10:00:00Z' AND tag:gift -status:closed (a OR b)`.
 * An unknown field is ignored, as in Shopify. Free words are searched in the field `text`.
 */
export function parseSearch(query: unknown): Test {
  if (typeof query !== 'string') return everything;
  const tokens =
    query.match(/[()]|-?[\w.]+:(?:[<>]=?)?(?:'[^']*'|"[^"]*"|[^\s()]+)|-?"[^"]*"|-?'[^']*'|[^\s()]+/g) ?? [];
  let at = 0;

  function any(): Test {
    const sides = [all()];
    while (tokens[at]?.toUpperCase() === 'OR') {
      at += 1;
      sides.push(all());
    }
    return (record) => sides.some((side) => side(record));
  }
  function all(): Test {
    const tests: Test[] = [];
    for (let token = tokens[at]; token !== undefined && token !== ')'; token = tokens[at]) {
      if (token.toUpperCase() === 'OR') break;
      at += 1;
      if (token.toUpperCase() === 'AND') continue;
      tests.push(token === '(' ? group() : term(token));
    }
    return (record) => tests.every((test) => test(record));
  }
  function group(): Test {
    const inside = any();
    if (tokens[at] === ')') at += 1;
    return inside;
  }
  return tokens.length === 0 ? everything : any();
}

function term(token: string): Test {
  if (token.startsWith('-') && token.length > 1) {
    const test = term(token.slice(1));
    return (record) => !test(record);
  }
  const [, field, operator = '', raw = ''] = /^([\w.]+):([<>]=?)?(.*)$/s.exec(token) ?? [];
  if (field === undefined) {
    const word = unquoted(token).toLowerCase().replace(/\*$/, '');
    return (record) =>
      String(record.text ?? '')
        .toLowerCase()
        .includes(word);
  }
  const wanted = unquoted(raw);
  if (wanted === '*' || wanted === 'any') return everything;
  return (record) => {
    const value = record[field];
    if (value === undefined) return true;
    if (typeof value === 'number') return compare(value, operator, numberOf(wanted));
    const values = typeof value === 'string' ? [value] : value;
    return values.some((one) => equal(one.toLowerCase(), wanted.toLowerCase()));
  };
}

const unquoted = (raw: string): string => raw.replace(/^(['"])(.*)\1$/s, '$2');
const numberOf = (raw: string): number => (/^\d{4}-\d\d-\d\d/.test(raw) ? Date.parse(raw) : Number(raw));
const equal = (value: string, wanted: string): boolean =>
  wanted.endsWith('*') ? value.startsWith(wanted.slice(0, -1)) : value === wanted;

function compare(value: number, operator: string, wanted: number): boolean {
  switch (operator) {
    case '>':
      return value > wanted;
    case '>=':
      return value >= wanted;
    case '<':
      return value < wanted;
    case '<=':
      return value <= wanted;
    default:
      return value === wanted;
  }
}
