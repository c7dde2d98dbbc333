import { isPublicSuffix } from '../../../shared/public-suffix.ts';
import { mostBytes } from '../mail/mail-client.ts';
import type { AuthenticationResults, CheckResult } from './authentication-results.ts';
import { parseAuthenticationResults } from './authentication-results.ts';
import { readMailbox } from './from-address.ts';
import { readHead } from './mail-head.ts';

export type SenderVerdict =
  | { readonly verified: true /** The address that Google verified. */; readonly from: string }
  | { readonly verified: false; readonly why: string };

export type VerifyOptions = {
  /** The sender according to the parser. For a forwarded mail this is the sender in the quoted header. */
  readonly readAs?: string | undefined;
  /** Whether the parser read a forwarded mail inside this one, possibly from the same sender. */
  readonly isPassedOn?: boolean;
};

export const refuse = (why: string): SenderVerdict => ({ verified: false, why });
const google = 'mx.google.com';

/**
 * Checks whether Google verified the From address of a raw mail; fails closed. The topmost Authentication-Results must be
 * Google's, a valid signature must be of the sender's domain, and DMARC must not contradict. SPF alone proves nothing: senders
 * share servers. Whether the shop trusts the sender is decided elsewhere.
 */
export function verifySender(
  raw: Uint8Array,
  { readAs, isPassedOn = false }: VerifyOptions = {},
): SenderVerdict {
  const fields = readHead(raw);
  if (!fields) return refuse('the mail headers are ambiguous');
  const valuesOf = (name: string) => fields.filter((each) => each.name === name).map(({ value }) => value);
  const froms = valuesOf('from');
  const from = froms.length === 1 ? readMailbox(froms[0] ?? '') : null;
  if (!from) return refuse('the mail does not have exactly one sender');
  const reason = whatGoogleSays(valuesOf('authentication-results'), from.domain);
  if (reason !== null) return refuse(reason);
  const isOfAnother = readAs !== undefined && readAs.toLowerCase() !== from.address;
  if (isPassedOn || isOfAnother || carriesMail(raw))
    return refuse('it is a forwarded mail, and its original sender is not verified');
  return { verified: true, from: from.address };
}

/** @returns why the domain is not verified, null when it is */
function whatGoogleSays(headers: readonly string[], domain: string): string | null {
  const [top, ...lower] = headers;
  if (top === undefined) return 'Google did not check the sender';
  const parsed = parseAuthenticationResults(top);
  if (!parsed) return 'Google’s check results are ambiguous';
  // only Google adds a header at the top, and it removes headers in its own name
  if (parsed.authority !== google) return 'Google did not check the sender';
  const doubt = doubtAbout(parsed, domain);
  if (doubt !== null) return doubt;
  for (const header of lower) {
    if (!header.toLowerCase().includes(google)) continue;
    const other = parseAuthenticationResults(header);
    if (!other || (other.authority.includes(google) && doubtAbout(other, domain) !== null)) {
      return 'Google’s check results contradict each other';
    }
  }
  return null;
}

function doubtAbout({ results }: AuthenticationResults, domain: string): string | null {
  const of = (method: string) => results.filter((each) => each.method === method);
  const dmarcs = of('dmarc');
  const [dmarc] = dmarcs;
  // Google checks each once; a second result is forged
  if (dmarcs.length > 1 || of('spf').length > 1) return 'Google’s check results are ambiguous';
  const hasPolicy = dmarc !== undefined && dmarc.result !== 'none';
  if (hasPolicy && dmarc.result !== 'pass') return 'its domain says the mail is not genuine (DMARC)';
  if (dmarc && dmarc.properties.get('header.from') !== domain)
    return 'it was checked for a different domain (DMARC)';
  const signers = of('dkim')
    .filter(({ result }) => result === 'pass')
    .map(signerOf);
  const isSigned = signers.some(
    (signer) => signer === domain || (hasPolicy && signer !== null && isAligned(signer, domain)),
  );
  return isSigned ? null : 'its domain has not signed the mail (DKIM)';
}

/** Relaxed alignment: one domain is below the other, and the upper one is not shared by many owners. */
function isAligned(signer: string, domain: string): boolean {
  const upper = domain.endsWith(`.${signer}`) ? signer : signer.endsWith(`.${domain}`) ? domain : null;
  return upper !== null && !isPublicSuffix(upper);
}

/** The domain that signed; Google names the identity `header.i`, which lies within it. */
function signerOf({ properties }: CheckResult): string | null {
  const identity = properties.get('header.i')?.replace(/^.*@/, '');
  const domain = properties.get('header.d');
  if (domain === undefined) return identity ?? null;
  return identity === undefined || identity === domain || identity.endsWith(`.${domain}`) ? domain : null;
}

/** The parser reads an attached mail as if it were text, so the raw bytes are checked for one too. */
const carriesMail = (raw: Uint8Array): boolean =>
  /^content-type[ \t]*:\s*"?(?:message\/(?:rfc822|global)|multipart\/digest)\b/im.test(
    Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, mostBytes)).toString('latin1'),
  );
