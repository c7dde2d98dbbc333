/** Trims a text; undefined if it is empty. */
export function words(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}

export const list = <T>(values: readonly T[]): readonly T[] | undefined =>
  values.length > 0 ? values : undefined;

/** Returns a valid time unchanged. */
export const time = (text: string | null | undefined): string | undefined =>
  text && !Number.isNaN(Date.parse(text)) ? text : undefined;

/** Converts any value of a property to text. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.trim();
  return JSON.stringify(value) ?? '';
}
