import { z } from 'zod';

/** `shopify:450789469`, `mail:dostavo:DS-1042`, `manual:01JD…`: source and source id, so it is the same on every computer. */
export type OrderId = string & z.BRAND<'OrderId'>;
export type EntryId = string & z.BRAND<'EntryId'>;
export type WorkstationId = string & z.BRAND<'WorkstationId'>;
export type DocumentId = string & z.BRAND<'DocumentId'>;
export type MessageId = string & z.BRAND<'MessageId'>;
/** A ManyChat contact. A string of digits that may exceed 2^53. */
export type SubscriberId = string & z.BRAND<'SubscriberId'>;
export type DraftId = string & z.BRAND<'DraftId'>;

const id = z.string().min(1).max(300);
export const orderIdSchema = id.brand<'OrderId'>();
export const entryIdSchema = id.brand<'EntryId'>();
export const workstationIdSchema = id.brand<'WorkstationId'>();
export const documentIdSchema = id.brand<'DocumentId'>();
export const messageIdSchema = id.brand<'MessageId'>();
export const subscriberIdSchema = z
  .string()
  .regex(/^\d{1,30}$/, 'a subscriber ID has only digits')
  .brand<'SubscriberId'>();
export const draftIdSchema = id.brand<'DraftId'>();

/** `shopify`, `manual`, or `mail:<template family>`. */
export const sourceSchema = z.string().regex(/^(shopify|manual|mail:[a-z0-9][a-z0-9-]*)$/, 'not a source');
export type Source = z.infer<typeof sourceSchema>;

/** Whether its orders come by mail. */
export const isOfMail = (source: Source): boolean => source.startsWith('mail:');

/** The source of a service that sends mail, by its template family. */
export const mailSource = (family: string): Source => sourceSchema.parse(`mail:${family}`);

/** The template family of a mail source; for other sources their name. */
export const mailFamily = (source: Source): string => source.replace(/^mail:/, '');

/** The order id for a source and source id, the same on every computer. */
export const orderIdOf = (source: Source, sourceId: string): OrderId =>
  orderIdSchema.parse(`${source}:${sourceId}`);

/** The source of an order id; null for an id of another format. */
export function sourceOf(id: OrderId): Source | null {
  const [head = '', family = ''] = id.split(':');
  const source = sourceSchema.safeParse(head === 'mail' ? `${head}:${family}` : head);
  return source.success ? source.data : null;
}
