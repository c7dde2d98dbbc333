import { isObject, textOf } from '../http.ts';

/** A value that SQLite can bind; an array or a struct becomes JSON. */
export type Bound = string | number | null;
export type Params = {
  readonly named: { readonly [name: string]: Bound };
  readonly positional: readonly Bound[];
  /** The field names of an array of structs, by parameter. */
  readonly structs: { readonly [name: string]: readonly string[] };
};

/** The parameters of a query in the REST interface's format. */
export function readParams(sent: unknown): Params {
  const named: { [name: string]: Bound } = {};
  const positional: Bound[] = [];
  const structs: { [name: string]: readonly string[] } = {};
  for (const one of Array.isArray(sent) ? sent.filter(isObject) : []) {
    const bound = bind(plain(one.parameterType, one.parameterValue));
    const name = textOf(one.name);
    if (name === null) {
      positional.push(bound);
      continue;
    }
    named[name] = bound;
    const inner = isObject(one.parameterType) ? one.parameterType.arrayType : undefined;
    const fields = isObject(inner) && Array.isArray(inner.structTypes) ? inner.structTypes : [];
    if (fields.length > 0) structs[name] = fields.filter(isObject).map((field) => String(field.name));
  }
  return { named, positional, structs };
}

function bind(value: unknown): Bound {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return JSON.stringify(value);
}

function plain(type: unknown, sent: unknown): unknown {
  if (!isObject(type) || !isObject(sent)) return null;
  const { value } = sent;
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : textOf(value);
  switch (String(type.type).toUpperCase()) {
    case 'ARRAY':
      return Array.isArray(sent.arrayValues) ? sent.arrayValues.map((one) => plain(type.arrayType, one)) : [];
    case 'STRUCT': {
      const values = isObject(sent.structValues) ? sent.structValues : {};
      const fields = Array.isArray(type.structTypes) ? type.structTypes.filter(isObject) : [];
      return Object.fromEntries(
        fields.map((field) => [String(field.name), plain(field.type, values[String(field.name)])]),
      );
    }
    case 'INT64':
    case 'INTEGER':
    case 'FLOAT64':
    case 'FLOAT':
      return text === null ? null : Number(text);
    case 'BOOL':
    case 'BOOLEAN':
      return text === null ? null : text === 'true';
    case 'TIMESTAMP':
      return text === null ? null : isoOf(text);
    default:
      return text;
  }
}

/** One format for all timestamps, so that text compares like time. */
export function isoOf(value: string | number): string {
  if (typeof value === 'number') return new Date(value * 1000).toISOString();
  const written = value
    .trim()
    .replace(' ', 'T')
    .replace(/ ?UTC$/, 'Z');
  const zoned = /(Z|[+-]\d\d(:?\d\d)?)$/.test(written.slice(10)) ? written : `${written}Z`;
  return new Date(zoned).toISOString();
}
