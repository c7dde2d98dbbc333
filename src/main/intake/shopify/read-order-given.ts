/** Trimmed; empty text is no text. */
export function words(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}

export const list = <T>(values: readonly T[]): readonly T[] | undefined =>
  values.length > 0 ? values : undefined;

/** A time that can be read as one, as it was written. */
export const time = (text: string | null | undefined): string | undefined =>
  text && !Number.isNaN(Date.parse(text)) ? text : undefined;

/** Whatever an app put into a property, as one piece of text. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.trim();
  return JSON.stringify(value) ?? '';
}
