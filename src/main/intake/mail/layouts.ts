import type { Mail } from '../../../shared/reading.ts';
import type { Layout } from './layout.ts';
import { layoutOfHtml } from './layout-of-html.ts';
import { layoutOfText } from './layout-of-text.ts';

/**
 * The HTML first: it is what people see. The plain text where there is no other, or where it alone reads whole.
 * @throws Problem `bad-input` when the page is too large or nested too deeply to be a real mail
 */
export function layoutsOf(mail: Mail): readonly Layout[] {
  const layouts: Layout[] = [];
  if (mail.html !== undefined) layouts.push(layoutOfHtml(mail.html));
  if (mail.text !== undefined) layouts.push(layoutOfText(mail.text));
  return layouts.filter((layout) => layout.rows.length > 0);
}
