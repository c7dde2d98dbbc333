import { z } from 'zod';

/** The `Headers` of any of several `fetch` implementations. */
const fetched = z.custom<Pick<Headers, 'get'>>(
  (headers) => headers instanceof Object && 'get' in headers && typeof headers.get === 'function',
);
const value = z.union([z.string(), z.tuple([z.string()]).transform(([only]) => only)]).optional();

/**
 * Reads a header from `fetch` headers, or from an object of values or one-element lists; null if it is missing.
 * @param name in lower case
 */
export function headerOf(headers: unknown, name: 'retry-after' | 'date'): string | null {
  const ofFetch = fetched.safeParse(headers).data;
  if (ofFetch) return ofFetch.get(name);
  const capitals = name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
  const named = z.object({ [name]: value, [capitals]: value }).safeParse(headers).data;
  return named?.[name] ?? named?.[capitals] ?? null;
}

const answerSchema = z.object({ headers: z.unknown() });

/** The `Date` header of a response, by the server's clock, epoch milliseconds; NaN if it is missing. */
export const dateOf = (answer: unknown): number =>
  Date.parse(headerOf(answerSchema.safeParse(answer).data?.headers, 'date') ?? '');
