export type Upload = { readonly metadata: string; readonly content: string };

/**
 * The two parts of a `multipart/related` upload.
 * @returns null for another format
 */
export function readMultipart(contentType: string, body: Buffer): Upload | null {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return null;
  // the delimiter includes the line end before it
  const parts = `\r\n${body.toString('utf8')}`
    .replaceAll(/\r?\n--/g, '\r\n--')
    .split(`\r\n--${boundary}`)
    .slice(1, -1)
    .map((part) => part.slice((/\r?\n\r?\n/.exec(part)?.index ?? 0) + blankLine(part)));
  const [metadata, content] = parts;
  return metadata === undefined || content === undefined ? null : { metadata, content };
}

const blankLine = (part: string): number => /\r?\n\r?\n/.exec(part)?.[0].length ?? 0;
