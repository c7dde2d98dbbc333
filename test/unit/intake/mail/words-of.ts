import { layoutOfHtml } from '../../../../src/main/intake/mail/layout-of-html.ts';
import { layoutOfText } from '../../../../src/main/intake/mail/layout-of-text.ts';
import { readWords } from '../../../../src/main/intake/mail/read-words.ts';
import type { Mail } from '../../../../src/shared/reading.ts';

/** A mail of a shop that no test knows more of than its subject. */
export const mailOf = (subject: string, html?: string): Mail => ({
  messageId: undefined,
  from: 'orders@hatbox.example',
  fromName: 'Hatbox',
  forwardedBy: undefined,
  subject,
  date: undefined,
  html,
  text: undefined,
});

/** What the words of a plain mail tell. */
export const ofText = (text: string, subject = 'New order') =>
  readWords(mailOf(subject), layoutOfText(text), false);

/** What the words of a mail's page tell. */
export const ofHtml = (html: string, subject = 'New order') =>
  readWords(mailOf(subject, html), layoutOfHtml(html), false);

/** A table, a list of boxes for each row. */
export const rows = (...cells: readonly (readonly string[])[]): string =>
  `<table>${cells.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
