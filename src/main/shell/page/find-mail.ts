import { documentIdSchema } from '../../../shared/ids.ts';
import type { Desk } from '../../host.ts';

const place = '/mail/';

export const isMailPath = (path: string): boolean => path.startsWith(place);

/** The mail that a path names; null when it names none. */
export async function findMail(desk: Pick<Desk, 'mailHtml'>, path: string): Promise<string | null> {
  const id = documentIdSchema.safeParse(decode(path.slice(place.length)));
  return id.success ? desk.mailHtml(id.data) : null;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null; // an invalid escape is no id
  }
}
