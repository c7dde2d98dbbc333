import type { Mail } from '../../../shared/reading.ts';

const markers =
  'forwarded message|begin forwarded message|original message|пересилане повідомлення|переслане повідомлення|пересланное сообщение|пересылаемое сообщение|przekazana wiadomość|wiadomość przekazana dalej|weitergeleitete nachricht|ursprüngliche nachricht|mensaje reenviado|mensagem encaminhada|message transféré|messaggio inoltrato';
const marker = new RegExp(`(?:-{2,}\\s*|^\\s*)(?:${markers})\\s*(?:-{2,}|:)`, 'imu');
const fromWords = 'from|від|от|od|von|de|da';
const subjectWords = 'subject|тема|temat|betreff|asunto|assunto|objet|oggetto';
const header = (words: string) =>
  new RegExp(`^[>\\s*]*(?:${words})\\s*:[*\\s]*(.+(?:\\n(?![>\\s*]*[\\p{L}-]{2,12}\\s*:)[^\\n]+)?)`, 'imu');

/**
 * A mail that somebody passed on is read as the one inside: its sender and subject are those of the quoted header. Who
 * passed it on is kept, because that is all the mail service can vouch for.
 */
export function unwrapForwarded(mail: Mail): Mail {
  const text = mail.text ?? plainStart(mail.html ?? '');
  const found = marker.exec(text);
  if (!found) return mail;
  const quoted = text.slice(found.index + found[0].length, found.index + found[0].length + 2000);
  const sender = header(fromWords).exec(quoted)?.[1] ?? '';
  const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(sender)?.[0];
  if (address === undefined) return mail;
  const name = sender
    .slice(0, sender.indexOf(address))
    .replace(/[<"*[\](]|mailto:/g, '')
    .trim();
  const subject = header(subjectWords).exec(quoted)?.[1]?.replace(/\s+/g, ' ').trim();
  return {
    ...mail,
    from: address.toLowerCase(),
    fromName: name || undefined,
    forwardedBy: mail.from,
    subject: subject ?? mail.subject,
    text: mail.text === undefined ? undefined : withoutHeader(mail.text.slice(found.index + found[0].length)),
  };
}

/** The quoted header ends at the first blank line after it began: its dates and names are no part of the order. */
const withoutHeader = (text: string): string => text.replace(/^\s*(?:[>\s]*\S[^\n]*\n)+?[>\s]*\n/u, '');

/** Enough of an HTML mail as lines to see whether it was forwarded, without building its tree. */
function plainStart(html: string): string {
  return html
    .slice(0, 50_000)
    .replace(/<(?:br|\/div|\/p|\/tr|\/td)[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&');
}
