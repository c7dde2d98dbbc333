import { escapeHtml } from '../escape-html.ts';
import type { Answer } from '../http.ts';
import { page } from '../http.ts';
import type { Mail } from './drafts.ts';

/** The mails that buyers received, newest first. */
export const mailsPage = (mails: readonly Mail[]): Answer =>
  page(
    200,
    'Mails of the sample shop',
    mails.toReversed().map(bubble).join('') || '<p><small>Nothing yet.</small></p>',
  );

const bubble = ({ at, to, subject, text, link }: Mail): string =>
  `<h2>${escapeHtml(subject)}</h2><p><small>to ${escapeHtml(to)}, ${new Date(at).toISOString().slice(11, 19)}</small></p>
<div class="said">${escapeHtml(text)}<br><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></div>`;
