import { createHash, timingSafeEqual } from 'node:crypto';
import { entryIdSchema } from '../../../shared/ids.ts';
import type { Clock, Ledger, Log } from '../../ports.ts';
import type { ManychatConfig } from '../../settings/config.ts';
import { maxCards, textBlock } from './dynamic-block.ts';
import { galleryBlock } from './gallery.ts';
import type { Asked, Contact } from './read-request.ts';
import { readRequest } from './read-request.ts';
import type { ChatbotWords } from './words.ts';
import { wordsFor } from './words.ts';

export type ChatbotRequest = {
  /** Header `X-Orderbell-Key`. */
  readonly key: string | undefined;
  readonly body: Buffer;
  readonly query?: URLSearchParams;
};
export type ChatbotAnswer = { readonly status: number; readonly json: unknown };
export type ChatbotIntake = {
  /** Writes down that a person got in touch. */
  touch(request: ChatbotRequest): ChatbotAnswer;
  /** A page of the catalogue, from this desk's copy of it: the bot waits ten seconds at most. */
  catalogue(request: ChatbotRequest): ChatbotAnswer;
};

export type ChatbotIntakeParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: () => ManychatConfig | null;
  /** The receiver's public address. */
  readonly publicUrl: () => string | null;
  readonly shopDomain: () => string | null;
};

const minute = 60_000;

export function createChatbotIntake(parts: ChatbotIntakeParts): ChatbotIntake {
  const { ledger, clock, log } = parts;

  /** An answer other than 200 would break off the person's conversation, so what fails here ends in an apology. */
  function answer(
    request: ChatbotRequest,
    work: (asked: Asked, words: ChatbotWords) => unknown,
  ): ChatbotAnswer {
    const expected = parts.config()?.callbackKey ?? null;
    if (expected === null || !isSameKey(request.key, expected)) {
      const reason =
        expected === null ? 'no key is set for the chat-bot here' : 'X-Orderbell-Key is missing or wrong';
      log.warn('chat-bot request refused', { reason, fix: 'Copy the key from the ManyChat settings page.' });
      return { status: 401, json: { ok: false, reason } };
    }
    const asked = readRequest(request.body.toString('utf8'), request.query);
    const words = wordsFor(asked.locale);
    try {
      return { status: 200, json: work(asked, words) };
    } catch (error) {
      log.error('chat-bot request failed', { error });
      return { status: 200, json: textBlock(words.sorry) };
    }
  }

  function recordTouch(contact: Contact, wantsManager: boolean): void {
    const now = clock.now();
    const known = ledger.people.get(contact.id);
    const at = contact.interactionAt === undefined ? now : Math.min(contact.interactionAt, now);
    // one visit is one fact, however often the flow calls; asking for a manager is a fact of its own
    const visit = contact.interactionAt ?? Math.floor(now / minute) * minute;
    // a flow may send less than the one before it: what is known of the person stays known
    const name = contact.name ?? known?.name ?? '';
    const picture = contact.picture ?? known?.picture ?? undefined;
    const chatUrl = contact.chatUrl ?? known?.chatUrl ?? undefined;
    const { lastWords } = contact;
    ledger.entries.append({
      id: entryIdSchema.parse(`touched:${contact.id}:${visit}${wantsManager ? ':manager' : ''}`),
      orderId: null,
      at,
      by: 'chat-bot',
      kind: 'touched',
      data: {
        subscriberId: contact.id,
        name,
        wantsManager,
        ...(picture !== undefined && { picture }),
        ...(chatUrl !== undefined && { chatUrl }),
        ...(lastWords !== undefined && { lastWords }),
      },
    });
  }

  function callback(locale: string | undefined) {
    const url = parts.publicUrl();
    const key = parts.config()?.callbackKey;
    if (url === null || !key) return null;
    return { url: `${url}/manychat/catalogue`, headers: { 'X-Orderbell-Key': key }, locale };
  }

  return {
    touch: (request) =>
      answer(request, ({ contact, wantsManager }, words) => {
        if (contact) recordTouch(contact, wantsManager);
        else log.warn('a touch without a contact', { fix: 'Send Full Contact Data as the body.' });
        return textBlock(wantsManager ? words.managerComes : words.thanks);
      }),
    catalogue: (request) =>
      answer(request, ({ contact, wantsManager, search, offset, locale }, words) => {
        if (contact) recordTouch(contact, wantsManager);
        const shopDomain = parts.shopDomain();
        const page = ledger.catalogue.products(shopDomain, {
          ...(search !== undefined && { text: search }),
          offset,
          limit: maxCards,
        });
        return galleryBlock({
          ...page,
          offset,
          search,
          words,
          shopDomain,
          callback: callback(locale),
        });
      }),
  };
}

/** Hashes are compared, so that the time taken tells nothing of the key, not even its length. */
const isSameKey = (given: string | undefined, expected: string): boolean =>
  given !== undefined && expected !== '' && timingSafeEqual(sha256(given), sha256(expected));

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
