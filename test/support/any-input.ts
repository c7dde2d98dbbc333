import fc from 'fast-check';
import { z } from 'zod';

/** The JSON schema keywords that the contract uses. */
type Shape = {
  readonly [key: string]: unknown;
  readonly type?: string;
  readonly anyOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly properties?: { readonly [name: string]: Shape };
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly additionalProperties?: Shape | boolean;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
};

const anyText = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('shopify:1', 'manual:1', '2026-11-24', 'UAH'),
);

function anyOf(shape: Shape): fc.Arbitrary<unknown> {
  if ('const' in shape) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  const either = shape.anyOf ?? (shape.oneOf as readonly Shape[] | undefined);
  if (either) return fc.oneof(...either.map(anyOf));
  switch (shape.type) {
    case 'string':
      if (shape.format === 'uuid') return fc.uuid();
      if (shape.pattern) return fc.oneof(matching(shape.pattern), anyText);
      return fc.oneof(anyText, fc.string({ minLength: Math.min(shape.minLength ?? 1, 50), maxLength: 60 }));
    case 'integer':
      return fc.oneof(fc.nat(100), fc.integer());
    case 'number':
      return fc.oneof(fc.nat(100), fc.double());
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(anyOf(shape.items ?? {}), {
        minLength: Math.min(shape.minItems ?? 0, 3),
        maxLength: Math.min(shape.maxItems ?? 3, 3),
      });
    case 'object': {
      const known = Object.entries(shape.properties ?? {}).map(([name, one]) => [name, anyOf(one)] as const);
      if (known.length > 0)
        return fc.record(Object.fromEntries(known), { requiredKeys: [...(shape.required ?? [])] });
      return fc.dictionary(fc.string({ maxLength: 8 }), anyOf(values(shape)), { maxKeys: 3 });
    }
    default:
      return fc.jsonValue();
  }
}

const values = ({ additionalProperties }: Shape): Shape =>
  typeof additionalProperties === 'object' ? additionalProperties : {};

function matching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern));
  } catch {
    return anyText; // no text can be generated from a lookahead
  }
}

/** Inputs for a parser, most of them valid. */
export function anyInputOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  if (schema.safeParse(undefined).success) return fc.constant(undefined);
  return anyOf(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Shape); // zod's output has this shape
}

/** Unexpected values. */
const odd = fc.constantFrom<unknown>(
  undefined,
  null,
  '',
  ' ',
  '\0',
  '\ud800',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "'; DROP TABLE orders; --",
  '=HYPERLINK("https://evil.example")',
  '<img src=x onerror=alert(1)>',
  'x'.repeat(100_000),
  '9'.repeat(400),
  -1,
  -0,
  0.1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 53,
  1e308,
  10n,
  [],
  {},
  [[[[[[]]]]]],
  new Date(Number.NaN),
  new Map([['a', 1]]),
  new Uint8Array(8),
);

/** Inputs with one unexpected value at any depth. */
export const anyOddInputOf = (schema: z.ZodType): fc.Arbitrary<unknown> =>
  fc
    .tuple(anyInputOf(schema), odd, fc.array(fc.nat(20), { maxLength: 4 }), fc.boolean())
    .map(([input, put, path, isMore]) => withOdd(input, put, path, isMore));

function withOdd(input: unknown, put: unknown, path: readonly number[], isMore: boolean): unknown {
  const [at = 0, ...deeper] = path;
  if (Array.isArray(input) && input.length > 0) {
    const index = at % input.length;
    return input.map((one: unknown, number) => (number === index ? withOdd(one, put, deeper, isMore) : one));
  }
  if (typeof input !== 'object' || input === null) return put;
  const entries = Object.entries(input);
  if (isMore || entries.length === 0) return { ...input, more: put };
  const index = at % entries.length;
  return Object.fromEntries(
    entries.map(([name, one], number) => [name, number === index ? withOdd(one, put, deeper, isMore) : one]),
  );
}

/** Everything that can be sent between processes. */
export const anythingSent: fc.Arbitrary<unknown> = fc.oneof(
  odd,
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
  fc.constant(JSON.parse('{"__proto__":{"id":"shopify:1"},"constructor":{"prototype":{}}}')),
);
