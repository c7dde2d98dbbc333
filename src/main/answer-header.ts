import { z } from 'zod';

/** The headers of some `fetch`, of which there are several. */
const fetched = z.custom<Pick<Headers, 'get'>>(
  (headers) => headers instanceof Object && 'get' in headers && typeof headers.get === 'function',
);
const value = z.union([z.string(), z.tuple([z.string()]).transform(([only]) => only)]).optional();

/**
 * A header as the libraries have them: by `fetch`, or by name, in a list of one or not; null where it is not told.
 * @param name in small letters
 */
export function headerOf(headers: unknown, name: 'retry-after' | 'date'): string | null {
  const ofFetch = fetched.safeParse(headers).data;
  if (ofFetch) return ofFetch.get(name);
  const capitals = name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
  const named = z.object({ [name]: value, [capitals]: value }).safeParse(headers).data;
  return named?.[name] ?? named?.[capitals] ?? null;
}

const answerSchema = z.object({ headers: z.unknown() });

/** When an answer was given by the clock of who gave it, epoch milliseconds; not a number where it does not say. */
export const dateOf = (answer: unknown): number =>
  Date.parse(headerOf(answerSchema.safeParse(answer).data?.headers, 'date') ?? '');
