export type SenderVerdict = { readonly verified: true } | { readonly verified: false; readonly why: string };

type Result = {
  readonly method: string;
  readonly result: string;
  readonly properties: ReadonlyMap<string, string>;
};

const refuse = (why: string): SenderVerdict => ({ verified: false, why });

/**
 * Whether Google vouches for the sender (RFC 8601), failing closed: only the topmost result of `mx.google.com` counts, a
 * DKIM signature that passed has to be of the sender's own domain, and DMARC must not say otherwise. SPF alone proves
 * nothing: senders share servers.
 */
export function verifySender(authenticationResults: readonly string[], from: string | null): SenderVerdict {
  if (from === null) return refuse('the mail does not name exactly one sender');
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const parsed = authenticationResults.map(parseResults).find((each) => each.authority === 'mx.google.com');
  if (!parsed) return refuse('Google did not check the sender');
  const dmarc = parsed.results.filter((each) => each.method === 'dmarc');
  if (dmarc.some((each) => each.result !== 'pass' && each.result !== 'none')) return refuse('DMARC failed');
  const dmarcPassed = dmarc.filter((each) => each.result === 'pass');
  if (dmarcPassed.some((each) => each.properties.get('header.from') !== domain)) {
    return refuse('DMARC passed for another sender');
  }
  const signed = parsed.results
    .filter((each) => each.method === 'dkim' && each.result === 'pass')
    .map((each) => each.properties.get('header.d') ?? each.properties.get('header.i')?.replace(/^.*@/, ''));
  if (!signed.some((signer) => signer !== undefined && isAligned(signer, domain))) {
    return refuse('no DKIM signature of the sender passed');
  }
  return { verified: true };
}

/** The same domain, or one above or below it; never a bare top-level domain. */
const isAligned = (signer: string, domain: string): boolean =>
  signer.includes('.') &&
  (signer === domain || domain.endsWith(`.${signer}`) || signer.endsWith(`.${domain}`));

function parseResults(value: string): { readonly authority: string; readonly results: readonly Result[] } {
  const [head = '', ...parts] = splitOutsideQuotes(withoutComments(value), ';');
  const authority = head.trim().split(/\s+/)[0]?.toLowerCase() ?? '';
  return {
    authority,
    results: parts.flatMap((part) => {
      const words = splitOutsideQuotes(part.trim().replace(/\s*=\s*/g, '='), ' ').filter(
        (word) => word !== '',
      );
      const [first, ...rest] = words.map(pairOf);
      if (!first?.value) return [];
      return [
        {
          method: first.name.replace(/\/.*$/, ''),
          result: first.value,
          properties: new Map(rest.map(({ name, value: property }) => [name, property])),
        },
      ];
    }),
  };
}

function pairOf(word: string): { readonly name: string; readonly value: string } {
  const equals = word.indexOf('=');
  if (equals < 0) return { name: word.toLowerCase(), value: '' };
  const value = word.slice(equals + 1).replace(/^"(.*)"$/, '$1');
  return { name: word.slice(0, equals).toLowerCase(), value: value.toLowerCase() };
}

/** Google writes `spf=pass` into its comments, and a forger can too: nested brackets go before anything is read. */
function withoutComments(value: string): string {
  let depth = 0;
  let quoted = false;
  let kept = '';
  for (let index = 0; index < value.length; index += 1) {
    const character = value.charAt(index);
    if (character === '\\') {
      if (depth === 0) kept += character + value.charAt(index + 1);
      index += 1;
    } else if (character === '"' && depth === 0) {
      quoted = !quoted;
      kept += character;
    } else if (character === '(' && !quoted) depth += 1;
    else if (character === ')' && !quoted && depth > 0) {
      depth -= 1;
      kept += ' ';
    } else if (depth === 0) kept += character;
  }
  return kept;
}

function splitOutsideQuotes(text: string, separator: ';' | ' '): readonly string[] {
  const parts = [''];
  let quoted = false;
  for (const character of text.replace(/\s/g, ' ')) {
    if (character === '"') quoted = !quoted;
    if (character === separator && !quoted) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}
