import type { Clock } from '../../main/ports.ts';

/** A mail in the sample shop's mailbox. */
export type StoredMail = {
  /** Sixteen hex digits, as in Gmail. */
  readonly id: string;
  readonly historyId: number;
  readonly receivedAt: number;
  readonly labelIds: readonly string[];
  readonly raw: Buffer;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
};
export type Mailbox = {
  readonly address: string;
  /** Newest last. */
  readonly mails: readonly StoredMail[];
  readonly firstHistoryId: number;
  historyId(): number;
  /** Drops the history until now, as Gmail does after a week. */
  forget(): void;
  get(id: string): StoredMail | undefined;
  /** Delivers a mail as Google's servers do: with headers for the results of their sender checks. */
  deliver(message: string, options?: { readonly spam?: boolean; readonly genuine?: boolean }): StoredMail;
  /** Stores a mail that was sent from here. */
  keepSent(message: string): StoredMail;
};

/** History ids rise with the clock; one from before this start is refused as too old. */
export function createMailbox(
  address: string,
  clock: Clock,
  onMail: (mail: StoredMail) => void = () => {},
): Mailbox {
  const mails: StoredMail[] = [];
  let firstHistoryId = Math.floor(clock.now() / 100);
  let historyId = firstHistoryId;
  return {
    address,
    mails,
    get firstHistoryId() {
      return firstHistoryId;
    },
    forget() {
      historyId += 17;
      firstHistoryId = historyId;
    },
    historyId: () => historyId,
    get: (id) => mails.find((mail) => mail.id === id),
    deliver(message, { spam = false, genuine = true } = {}) {
      const labelIds = spam ? ['SPAM', 'UNREAD'] : ['UNREAD', 'CATEGORY_UPDATES', 'INBOX'];
      return put(`${receivedHeaders(message, { address, now: clock.now(), genuine })}${message}`, labelIds);
    },
    keepSent: (message) => put(message, ['SENT']),
  };

  function put(raw: string, labelIds: readonly string[]): StoredMail {
    const now = clock.now();
    historyId += 17;
    const mail: StoredMail = {
      id: (BigInt(now) * 1_048_576n + BigInt(mails.length)).toString(16).padStart(16, '0'),
      historyId,
      receivedAt: now,
      labelIds,
      raw: Buffer.from(raw, 'utf8'),
      headers: readHeaders(raw),
    };
    mails.push(mail);
    onMail(mail);
    return mail;
  }
}

function receivedHeaders(
  message: string,
  { address, now, genuine }: { readonly address: string; readonly now: number; readonly genuine: boolean },
): string {
  const from = headerOf(readHeaders(message), 'from');
  const domain = /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'unknown.example';
  const verdict = genuine ? 'pass' : 'fail';
  return [
    `Delivered-To: ${address}`,
    `Received: by 2002:a05:6a10:1234::1 with SMTP id sample${now}; ${new Date(now).toUTCString()}`,
    'Authentication-Results: mx.google.com;',
    `       dkim=${verdict} header.i=@${domain} header.s=s1 header.b=Sample00;`,
    `       spf=${verdict} (google.com: domain of bounce@${domain}) smtp.mailfrom=bounce@${domain};`,
    `       dmarc=${verdict} (p=REJECT sp=REJECT dis=NONE) header.from=${domain}`,
    `Return-Path: <bounce@${domain}>`,
    '',
  ].join('\r\n');
}

/** Unfolded, in the order of the message. */
export function readHeaders(message: string): StoredMail['headers'] {
  const head = message.split(/\r?\n\r?\n/, 1)[0] ?? '';
  return head
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .map((line) => {
      const colon = line.indexOf(':');
      return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
    });
}

export const headerOf = (headers: StoredMail['headers'], name: string): string =>
  headers.find((header) => header.name.toLowerCase() === name)?.value ?? '';
