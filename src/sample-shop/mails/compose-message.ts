export type MessageParts = {
  readonly fromName: string;
  readonly fromAddress: string;
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  /** ISO 8601 instant. */
  readonly date: string;
  readonly text: string;
  readonly html: string;
};

/** An RFC 822 message with a plain and an HTML body, in ASCII with CRLF line ends. */
export function composeMessage(parts: MessageParts): string {
  const boundary = `=_${Buffer.from(parts.messageId).toString('hex').slice(0, 40)}`;
  const lines = [
    `From: ${encodedWord(parts.fromName)} <${parts.fromAddress}>`,
    `To: ${parts.to}`,
    `Subject: ${encodedWord(parts.subject)}`,
    `Date: ${new Date(parts.date).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${parts.messageId}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    ...bodyPart(boundary, 'text/plain', parts.text),
    ...bodyPart(boundary, 'text/html', parts.html),
    `--${boundary}--`,
    '',
  ];
  return lines.join('\r\n');
}

function bodyPart(boundary: string, type: string, body: string): readonly string[] {
  const encoded = Buffer.from(body, 'utf8').toString('base64');
  return [
    `--${boundary}`,
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(encoded.match(/.{1,76}/g) ?? []),
    '',
  ];
}

/** RFC 2047, folded so that no encoded word exceeds 75 characters. */
function encodedWord(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 42) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  words.push(word);
  return words.map((part) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ');
}
