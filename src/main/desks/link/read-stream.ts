import type { SessionKeys } from './handshake.ts';
import type { Message } from './messages.ts';
import { readFrame } from './messages.ts';
import { numberOf, unseal } from './seal.ts';

/** A frame of the largest entries in base64; what is longer is none. */
const longest = 4 * 1024 * 1024;

/**
 * Reads what comes down a line, piece by piece as it arrives.
 * @returns what to call with each piece: the messages in it, or null when the line cannot be believed any longer
 */
export function createStreamReader({
  session,
  down,
}: Pick<SessionKeys, 'session' | 'down'>): (piece: string) => readonly Message[] | null {
  let rest = '';
  let taken = 0;

  /** @returns null when it is not what was sent, or one before it is missing */
  function open(data: string): readonly Message[] | null {
    const sealed = Buffer.from(data, 'base64url');
    if (numberOf(sealed) !== taken + 1) return null;
    const text = unseal(down, session, sealed);
    if (text === null) return null;
    taken += 1;
    // what a newer version says is passed over
    return readFrame(text) ?? [];
  }

  return (piece) => {
    rest += piece;
    const events = rest.split('\n\n');
    rest = events.pop() ?? '';
    if (rest.length > longest) return null;
    const messages: Message[] = [];
    for (const event of events) {
      if (!event.startsWith('data: ')) continue;
      const opened = open(event.slice('data: '.length));
      if (opened === null) return null;
      messages.push(...opened);
    }
    return messages;
  };
}
