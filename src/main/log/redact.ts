/** Replaces private data in a log line. */
const hidden = '[hidden]';

const secretKeys =
  /token|secret|password|authorization|cookie|api-?key|callback-?key|private-?key|-key$|signature/i;
const privateKeys = /^(phone|e-?mail|address|customer(Name)?|recipient(Name)?|html|raw)$/i;

type Pattern = readonly [RegExp, string];

const tokenPatterns: readonly Pattern[] = [
  [/\bBearer\s+\S+/gi, `Bearer ${hidden}`],
  // prefixes of tokens: Shopify, Google, GitHub-like keys, private keys
  [/\b(?:shp(?:at|ca|pa|ss)|gh[pousr])_\w+/g, hidden],
  [/\b(?:ya29\.|GOCSPX-|1\/\/0)[\w-]+/g, hidden],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, hidden],
  [/([?&](?:token|code|state|key|access_token)=)[^&\s"']+/gi, `$1${hidden}`],
];
const patterns: readonly Pattern[] = [
  ...tokenPatterns,
  // only from the start of a word: otherwise a long word without an @ is scanned again from each of its letters
  [/(?<![\w.+-])(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+)+/g, '[e-mail]'],
  // with a plus, or written in groups; a bare run of digits is an id
  [/\+\d[\d\s().-]{7,}\d/g, '[phone]'],
  [/(?<![\w.:-])\(?0\d{2}\)?[\s-]\d{3}[\s-]?\d{2}[\s-]?\d{2}(?!\w)/g, '[phone]'],
];

const deepest = 6;
const longest = 4000;

export type Redactor = {
  /** Redacts this exact text from now on. */
  hide(secret: string): void;
  text(value: string): string;
  /** A copy of a log line's fields without private data; errors become plain objects. */
  fields(value: { readonly [name: string]: unknown }): Record<string, unknown>;
};

/** The text without these secrets, and without what looks like one; names stay. */
export const withoutSecrets = (value: string, secrets: readonly string[]): string =>
  tokenPatterns.reduce(
    (text, [pattern, instead]) => text.replace(pattern, instead),
    secrets.reduce((text, secret) => text.replaceAll(secret, hidden), value),
  );

/** Redacts inside the logger, so that no call site has to. */
export function createRedactor(): Redactor {
  const secrets = new Set<string>();

  function text(value: string): string {
    let result = value;
    // before the cut, which could leave half of one
    for (const secret of secrets) result = result.replaceAll(secret, hidden);
    if (result.length > longest) result = `${result.slice(0, longest)}…`;
    for (const [pattern, instead] of patterns) result = result.replace(pattern, instead);
    return result;
  }

  function clean(value: unknown, depth: number): unknown {
    if (typeof value === 'string') return text(value);
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > deepest) return '[deep]';
    if (value instanceof Error) return cleanError(value, depth);
    if (value instanceof URL) return text(value.href);
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    if (Array.isArray(value)) return value.slice(0, 100).map((item) => clean(item, depth + 1));
    return cleanObject(value, depth);
  }

  function cleanObject(value: object, depth: number): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        const isHidden =
          (secretKeys.test(key) || privateKeys.test(key)) && item !== null && item !== undefined;
        return [key, isHidden ? hidden : clean(item, depth + 1)];
      }),
    );
  }

  function cleanError(error: Error, depth: number): Record<string, unknown> {
    const { name, message, stack, cause } = error;
    return {
      type: name,
      message: text(message),
      ...('kind' in error && { kind: error.kind }),
      ...('code' in error && { code: error.code }),
      ...(stack !== undefined && { stack: text(stack) }),
      ...(cause !== undefined && { cause: clean(cause, depth + 1) }),
    };
  }

  return {
    hide: (secret) => {
      // a short secret would redact ordinary text
      if (secret.length >= 8) secrets.add(secret);
    },
    text,
    fields: (value) => cleanObject(value, 0),
  };
}
