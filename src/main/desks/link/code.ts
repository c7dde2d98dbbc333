import { createHash, randomBytes } from 'node:crypto';
import { Problem } from '../../../shared/problem.ts';
import { isLoopback } from '../../settings/loopback.ts';

/** What an invite code tells the computer that is invited. */
export type Invitation = {
  /** The public address of the computer that invites, without a slash at its end. */
  readonly address: string;
  /** 256 bits that were made for this one invitation. */
  readonly key: Buffer;
};

const prefix = 'OB1-';
const keyBytes = 32;
const checkBytes = 4;
const longest = 600;

export const newInviteKey = (): Buffer => randomBytes(keyBytes);

/** Names an invitation without telling its key. */
export const inviteIdOf = (key: Buffer): string =>
  createHash('sha256').update('orderbell invitation').update(key).digest('base64url').slice(0, 22);

const checkOf = (bytes: Buffer): Buffer =>
  createHash('sha256').update(bytes).digest().subarray(0, checkBytes);

export function writeCode({ address, key }: Invitation): string {
  const bytes = Buffer.concat([key, Buffer.from(address, 'utf8')]);
  return prefix + Buffer.concat([bytes, checkOf(bytes)]).toString('base64url');
}

/**
 * Reads a code as it was typed or pasted, with blanks and line breaks a messenger may have put in.
 * @throws Problem `bad-input`
 */
export function readCode(typed: string): Invitation {
  const text = typed.replaceAll(/\s+/g, '');
  const bytes = Buffer.from(text.slice(prefix.length), 'base64url');
  const inner = bytes.subarray(0, -checkBytes);
  const isWhole =
    text.startsWith(prefix) &&
    text.length <= longest &&
    inner.length > keyBytes &&
    checkOf(inner).equals(bytes.subarray(-checkBytes));
  const address = inner.subarray(keyBytes).toString('utf8');
  if (!isWhole || !isAddress(address)) {
    throw new Problem('bad-input', 'This is no invite code, or a part of it is missing', {
      field: 'code',
      fix: 'Copy the whole code from the other computer again',
    });
  }
  return { address, key: Buffer.from(inner.subarray(0, keyBytes)) };
}

/** Everything is sealed whatever carries it; in the open it goes to this very computer only. */
function isAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const isPlain = url.username === '' && url.search === '' && url.hash === '' && !address.endsWith('/');
  return isPlain && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)));
}
