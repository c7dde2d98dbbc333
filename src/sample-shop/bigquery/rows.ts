import { isObject, textOf } from '../http.ts';

export type Field = {
  readonly name: string;
  readonly type: string;
  readonly mode?: string;
  readonly fields?: readonly Field[];
};
export type Row = { readonly [name: string]: unknown };

/** The fields of a schema as a client sends it. */
export function readFields(schema: unknown): readonly Field[] {
  const fields = isObject(schema) && Array.isArray(schema.fields) ? schema.fields : [];
  return fields.filter(isObject).map((field) => ({
    name: String(field.name),
    type: String(field.type).toUpperCase(),
    ...(field.mode !== undefined && { mode: (textOf(field.mode) ?? '').toUpperCase() }),
    ...(field.fields !== undefined && { fields: readFields(field) }),
  }));
}

export type Loaded =
  | { readonly rows: readonly Row[] }
  | { readonly fault: string; readonly row: number; readonly position: number };

/** Validates newline-delimited JSON against a schema, as a load job does: one bad row, and nothing is loaded. */
export function readRows(lines: string, fields: readonly Field[], ignoreUnknown: boolean): Loaded {
  const rows: Row[] = [];
  let position = 0;
  for (const line of lines.split('\n')) {
    if (line.trim() !== '') {
      const fault = readRow(line);
      if (fault !== null) return { fault, row: rows.length, position };
    }
    position += Buffer.byteLength(line) + 1;
  }
  return { rows };

  function readRow(line: string): string | null {
    let row: unknown;
    try {
      row = JSON.parse(line);
    } catch (error) {
      if (error instanceof SyntaxError) return 'Parser terminated before end of string';
      throw error;
    }
    if (!isObject(row)) return 'Expected an object';
    const fault = faultOfRecord(row, fields, ignoreUnknown, '');
    if (fault === null) rows.push(row);
    return fault;
  }
}

function faultOfRecord(
  row: Row,
  fields: readonly Field[],
  ignoreUnknown: boolean,
  path: string,
): string | null {
  // column names are case-insensitive
  const known = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
  for (const name of Object.keys(row)) {
    if (!known.has(name.toLowerCase()) && !ignoreUnknown) return `No such field: ${path}${name}.`;
  }
  const given = new Map(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value]));
  for (const field of fields) {
    const value = given.get(field.name.toLowerCase());
    const fault = faultOfField(value, field, ignoreUnknown, `${path}${field.name}`);
    if (fault !== null) return fault;
  }
  return null;
}

function faultOfField(value: unknown, field: Field, ignoreUnknown: boolean, path: string): string | null {
  if (field.mode === 'REPEATED') {
    if (value === undefined || value === null) return null;
    if (!Array.isArray(value)) return `Array specified for non-repeated field: ${path}.`;
    for (const one of value) {
      if (one === null) return `Only optional fields can be set to NULL. Field: ${path}; Value: NULL`;
      const fault = faultOfField(one, { ...field, mode: 'NULLABLE' }, ignoreUnknown, path);
      if (fault !== null) return fault;
    }
    return null;
  }
  if (value === undefined || value === null) {
    return field.mode === 'REQUIRED' ? `Missing required field: ${path}.` : null;
  }
  if (Array.isArray(value) && field.type !== 'JSON')
    return `Array specified for non-repeated field: ${path}.`;
  if (field.type === 'RECORD' || field.type === 'STRUCT') {
    return isObject(value)
      ? faultOfRecord(value, field.fields ?? [], ignoreUnknown, `${path}.`)
      : `This field: ${path} is not a record.`;
  }
  return fits(value, field.type)
    ? null
    : `Could not convert value to ${names[field.type] ?? field.type.toLowerCase()}. Field: ${path}; Value: ${shown(value)}`;
}

const names: { readonly [type: string]: string } = {
  INTEGER: 'integer',
  INT64: 'integer',
  FLOAT64: 'double',
};
const shown = (value: unknown): string => String(JSON.stringify(value)).slice(0, 80);

function fits(value: unknown, type: string): boolean {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  switch (type) {
    case 'JSON':
      return true;
    case 'STRING':
      return text !== null || typeof value === 'boolean';
    case 'INTEGER':
    case 'INT64':
      return text !== null && /^-?\d{1,19}(\.0+)?$/.test(text);
    case 'FLOAT':
    case 'FLOAT64':
      return text !== null && text !== '' && !Number.isNaN(Number(text));
    case 'NUMERIC':
      return text !== null && /^-?\d{1,29}(\.\d{1,9})?$/.test(text);
    case 'BIGNUMERIC':
      return text !== null && /^-?\d{1,38}(\.\d{1,38})?$/.test(text);
    case 'BOOLEAN':
    case 'BOOL':
      return typeof value === 'boolean' || /^(true|false)$/i.test(text ?? '');
    case 'TIMESTAMP':
      return (
        typeof value === 'number' ||
        (text !== null && /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text)))
      );
    case 'DATE':
      return /^\d{4}-\d\d-\d\d$/.test(text ?? '');
    case 'TIME':
      return /^\d\d:\d\d:\d\d(\.\d{1,6})?$/.test(text ?? '');
    case 'DATETIME':
      return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{1,6})?$/.test(text ?? '');
    case 'BYTES':
      return /^[A-Za-z0-9+/=]*$/.test(text ?? '-');
    default:
      return false;
  }
}
