import type { TFunction } from 'i18next';
import { firstSpoken } from '../../../shared/languages.ts';
import { textsOf } from '../../../shared/texts.ts';
import type { ChatbotView } from '../../../shared/views.ts';
import { rateLimited } from '../../log/rate-limited.ts';
import type { Clock, Ledger, Log } from '../../ports.ts';
import { isSameSecret } from '../../same-secret.ts';
import type { ManychatConfig } from '../../settings/config.ts';
import { cardLine, maxCards, textBlock } from './dynamic-block.ts';
import type { CallbackTo } from './gallery.ts';
import { galleryBlock } from './gallery.ts';
import type { ManagerActions } from './managers-door.ts';
import { answerTo } from './managers-door.ts';
import type { Asked } from './read-request.ts';
import { readRequest } from './read-request.ts';
import type { HeardKind } from './touch-book.ts';
import { createTouchBook } from './touch-book.ts';

export type ChatbotRequest = {
  /** Header `X-Orderbell-Key`. */
  readonly key: string | undefined;
  readonly body: Buffer;
  readonly query?: URLSearchParams;
};
export type ChatbotAnswer = { readonly status: number; readonly json: unknown };
/** Neither method rejects: a status other than 200 would break off the person's conversation. */
export type ChatbotIntake = {
  /** Resolves when the contact is stored on disk. */
  touch(request: ChatbotRequest): Promise<ChatbotAnswer>;
  /** A page of the local copy of the catalogue: the bot waits ten seconds at most. */
  catalogue(request: ChatbotRequest): Promise<ChatbotAnswer>;
  /** Whether the bot has reached this computer. */
  status(): ChatbotView;
};

export type ChatbotIntakeParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: () => ManychatConfig | null;
  /** The receiver's public address. */
  readonly publicUrl: () => string | null;
  readonly shopDomain: () => string | null;
  /** Whether a test run with this name is running: its requests do not count as requests of the bot. */
  readonly isTestRun?: (name: string | null) => boolean;
  /** The actions of managers in Messenger; absent: none. */
  readonly managers?: ManagerActions;
  /** How far this computer's clock is ahead of Shopify's, in milliseconds. */
  readonly ahead?: () => number;
};

export function createChatbotIntake(parts: ChatbotIntakeParts): ChatbotIntake {
  const { ledger, clock, log, shopDomain, isTestRun = () => false, ahead = () => 0 } = parts;
  const book = createTouchBook({ ledger, clock, log, ahead });
  const refusals = rateLimited(log, clock);
  let refused: ChatbotView['refused'] = null;

  async function answer(
    request: ChatbotRequest,
    kind: 'catalogue' | 'touch',
    work: (asked: Asked, t: TFunction<'chatbot'>) => unknown,
  ): Promise<ChatbotAnswer> {
    const expected = parts.config()?.callbackKey ?? null;
    if (expected === null || !isSameKey(request.key, expected)) {
      const reason = expected === null ? 'no bot key is set' : 'X-Orderbell-Key is missing or wrong';
      refused = { at: clock.now(), reason };
      const fix = 'Copy the key from the ManyChat settings page.';
      refusals.warn('chat-bot request refused', { reason, fix });
      return { status: 401, json: { ok: false, reason } };
    }
    const asked = readRequest(request.body.toString('utf8'), request.query);
    // ManyChat sends `uk_UA`, `en_US` or the English name of a language
    const t = textsOf(firstSpoken([asked.locale ?? '']), 'chatbot');
    try {
      if (!isTestRun(request.query?.get('drill') ?? null)) {
        heard(kind);
        if (asked.wantsManager) heard('manager');
      }
      return { status: 200, json: await work(asked, t) };
    } catch (error) {
      log.error('chat-bot request failed', { error });
      return { status: 200, json: textBlock(t('sorry')) };
    }
  }

  function heard(kind: HeardKind): void {
    try {
      book.heard(kind);
    } catch (error) {
      // the setup page may miss it; the person gets a response anyway
      log.error('that the chat-bot asked could not be written', { error });
    }
  }

  /** The product with the shop's own title, if known. */
  function productOf({ product }: Asked): { readonly id: string; readonly title: string } | undefined {
    if (product === undefined) return undefined;
    const title = ledger.catalogue.product(shopDomain(), product.id)?.title ?? product.title;
    return title === undefined ? undefined : { id: product.id, title: title.slice(0, 200).toWellFormed() };
  }

  /** @returns the product asked about; resolves when the contact is on disk */
  async function writeTouch(asked: Asked): Promise<ReturnType<typeof productOf>> {
    const { contact, wantsManager, isPressed } = asked;
    const product = productOf(asked);
    if (contact) await book.write({ contact, wantsManager, isPressed, product });
    return product;
  }

  function callback(): CallbackTo | null {
    const base = parts.publicUrl();
    const key = parts.config()?.callbackKey;
    return base === null || !key ? null : { base, headers: { 'X-Orderbell-Key': key } };
  }

  return {
    touch: (request) =>
      answer(request, 'touch', async (asked, t) => {
        // the shop's managers are not customers
        if (asked.action && parts.managers) return textBlock(answerTo(asked.action, parts.managers));
        const product = await writeTouch(asked);
        if (!asked.contact) {
          log.warn('a touch without a contact', { fix: 'Send Full Contact Data as the body.' });
          return textBlock(asked.wantsManager ? t('writeHere') : t('thanks'));
        }
        if (!asked.wantsManager) return textBlock(t('thanks'));
        return textBlock(
          product ? t('managerComesFor', { product: cardLine(product.title) }) : t('managerComes'),
        );
      }),
    catalogue: (request) =>
      answer(request, 'catalogue', async (asked, t) => {
        const { contact, search, collection, offset, locale } = asked;
        const page = ledger.catalogue.products(shopDomain(), {
          ...(search !== undefined && { text: search }),
          ...(collection !== undefined && { collection }),
          offset,
          limit: maxCards,
        });
        try {
          await writeTouch(asked);
        } catch (error) {
          // show the catalogue even if this cannot be stored; a request for a manager must be stored
          if (asked.wantsManager) throw error;
          log.error('a look at the catalogue could not be written', { error });
        }
        return galleryBlock({
          ...page,
          isEmpty: page.products.length === 0 && ledger.catalogue.count(shopDomain()) === 0,
          offset,
          search,
          collection,
          locale,
          t,
          contact,
          shopDomain: shopDomain(),
          callback: callback(),
        });
      }),
    status: () => {
      const address = parts.publicUrl();
      return {
        catalogueAt: book.heardAt('catalogue'),
        touchAt: book.heardAt('touch'),
        managerAt: book.heardAt('manager'),
        refused,
        hasKey: !!parts.config()?.callbackKey,
        // ManyChat calls only https addresses
        address: address?.startsWith('https://') ? address.replace(/\/+$/, '') : null,
        collections: ledger.catalogue.collections(shopDomain()),
      };
    },
  };
}

const isSameKey = (given: string | undefined, expected: string): boolean =>
  given !== undefined && expected !== '' && isSameSecret(given, expected);
