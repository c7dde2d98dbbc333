import { parse } from 'lossless-json';
import { z } from 'zod';
import type { OrderId, SubscriberId } from '../../../shared/ids.ts';
import { orderIdSchema, subscriberIdSchema } from '../../../shared/ids.ts';

const loose = <T extends z.ZodType>(schema: T) => schema.nullish().catch(undefined);
const text = loose(z.string().trim().min(1));
const https = loose(z.url({ protocol: /^https$/ }).max(2000));
/** A chat of the sample shop runs on this computer. */
const loopbackTalk = /^http:\/\/127\.0\.0\.1:\d{1,5}\/chat\/\d{1,3}$/;

/** ManyChat's "Full Contact Data"; only the id is required. It may be the whole body or its `contact` field. */
const contactSchema = z.object({
  id: subscriberIdSchema,
  name: text,
  first_name: text,
  last_name: text,
  profile_pic: https,
  live_chat_url: loose(z.union([z.url({ protocol: /^https$/ }).max(2000), z.string().regex(loopbackTalk)])),
  last_input_text: text,
  locale: text,
  language: text,
  last_interaction: text,
  last_seen: text,
});

const askedSchema = z.object({
  contact: loose(z.unknown()),
  intent: text,
  pressed: loose(z.boolean()),
  product: loose(z.object({ id: z.string().max(200), title: text })),
  search: text,
  collection: text,
  offset: text,
  locale: text,
  take: loose(orderIdSchema),
  subscriber: loose(subscriberIdSchema),
});

export type Contact = {
  readonly id: SubscriberId;
  readonly name: string | undefined;
  readonly picture: string | undefined;
  readonly chatUrl: string | undefined;
  readonly lastWords: string | undefined;
  /** When the person last interacted, epoch milliseconds; undefined if the body does not contain it. */
  readonly interactionAt: number | undefined;
};

export type ManagerAction =
  | { readonly kind: 'take'; readonly order: OrderId; readonly by: SubscriberId }
  | { readonly kind: 'shift'; readonly on: boolean; readonly by: SubscriberId };

export type Asked = {
  readonly contact: Contact | undefined;
  readonly locale: string | undefined;
  readonly wantsManager: boolean;
  /** The action a manager requests. A button in a notification sends no contact. */
  readonly action: ManagerAction | undefined;
  /** Whether a button made by this app was pressed just now, which counts as an interaction. */
  readonly isPressed: boolean;
  readonly product: { readonly id: string; readonly title: string | undefined } | undefined;
  readonly search: string | undefined;
  readonly collection: string | undefined;
  readonly offset: number;
};

/**
 * Parses a request of the bot: the body and, for flows that can send only the contact, the query. Never throws: an invalid value
 * counts as missing. Pure.
 */
export function readRequest(body: string, query: URLSearchParams = new URLSearchParams()): Asked {
  const raw = objectOf(body);
  const asked = askedSchema.parse({ ...raw, ...Object.fromEntries(query) });
  const contact =
    contactSchema.safeParse(asked.contact).data ??
    // the body itself, also if a ManyChat variable under `contact` was not filled in
    contactSchema.safeParse(raw).data;
  const fullName = [contact?.first_name, contact?.last_name].filter(Boolean).join(' ');
  const intent = asked.intent?.toLowerCase();
  return {
    contact: contact && {
      id: contact.id,
      name: cut(contact.name ?? (fullName === '' ? undefined : fullName), 200),
      picture: contact.profile_pic ?? undefined,
      chatUrl: contact.live_chat_url ?? undefined,
      lastWords: cut(contact.last_input_text ?? undefined, 1000),
      interactionAt: millisOf(contact.last_interaction ?? contact.last_seen),
    },
    locale: cut(asked.locale ?? contact?.locale ?? contact?.language ?? undefined, 35),
    wantsManager: intent === 'manager',
    action: actionOf(intent, asked.take, asked.subscriber ?? contact?.id),
    isPressed: asked.pressed === true,
    product: asked.product
      ? { id: asked.product.id, title: cut(asked.product.title ?? undefined, 200) }
      : undefined,
    search: cut(asked.search ?? undefined, 100),
    collection: cut(asked.collection ?? undefined, 100),
    offset: /^\d{1,6}$/.test(asked.offset ?? '') ? Number(asked.offset) : 0,
  };
}

function actionOf(
  intent: string | undefined,
  take: OrderId | null | undefined,
  by: SubscriberId | undefined,
): ManagerAction | undefined {
  if (by === undefined) return undefined;
  if (take) return { kind: 'take', order: take, by };
  if (intent === 'start-shift') return { kind: 'shift', on: true, by };
  return intent === 'end-shift' ? { kind: 'shift', on: false, by } : undefined;
}

/** Numbers stay the text they were written in: a contact's id may exceed 2^53. */
function objectOf(body: string): object {
  try {
    const value = parse(body, null, (number) => number);
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    // a SyntaxError, or a RangeError of a body nested too deep
    if (error instanceof SyntaxError || error instanceof RangeError) return {};
    throw error;
  }
}

/** Never splits a surrogate pair. */
const cut = (value: string | undefined, length: number): string | undefined =>
  value?.slice(0, length).replace(/[\ud800-\udbff]$/, '');

function millisOf(time: string | null | undefined): number | undefined {
  const millis = Date.parse(time ?? '');
  return Number.isNaN(millis) ? undefined : millis;
}
