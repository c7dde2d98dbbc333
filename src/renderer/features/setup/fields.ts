import type { ConnectionName, ConnectionView } from '../../../shared/views.ts';
import type { Typed } from './typed-accounts.ts';

/** The fields of each card, in the order a person fills them in; `more` has the advanced ones. */
export const usual = {
  shopify: ['SHOPIFY_SHOP', 'SHOPIFY_CLIENT_ID', 'SHOPIFY_CLIENT_SECRET'],
  gmail: ['GMAIL_CLIENT_ID', 'GMAIL_CLIENT_SECRET'],
  bigquery: ['BIGQUERY_PROJECT', 'BIGQUERY_KEY_FILE', 'BIGQUERY_DATASET'],
  manychat: ['MANYCHAT_TOKEN', 'MANYCHAT_CALLBACK_KEY', 'TELEGRAM_TOKEN', 'MANAGERS'],
  tunnel: ['TUNNEL', 'NGROK_AUTHTOKEN', 'NGROK_DOMAIN', 'PUBLIC_URL'],
} as const satisfies { readonly [N in ConnectionName]: readonly string[] };

export const more = {
  shopify: ['SHOPIFY_ACCESS_TOKEN', 'SHOPIFY_CLIENT_SECRET_OLD'],
  gmail: ['GMAIL_REFRESH_TOKEN', 'GMAIL_SEND_REFRESH_TOKEN', 'GMAIL_POLL_SECONDS'],
  bigquery: ['BIGQUERY_LOCATION', 'BIGQUERY_MODE'],
  manychat: [],
  tunnel: [],
} as const satisfies { readonly [N in ConnectionName]: readonly string[] };

export type FieldName = (typeof usual | typeof more)[ConnectionName][number];
export type FieldView = ConnectionView['fields'][number];

/** The part of `typed` that is still unsaved after `saved` was saved: input during the save stays. */
export const unsavedOf = (typed: Typed, saved: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name, text]) => saved[name] !== text));

/** Adds a typed text; a text equal to the saved value counts as unchanged. */
export const typedOn = (typed: Typed, { name, secret, value }: FieldView, text: string): Typed =>
  unsavedOf({ ...typed, [name]: text }, { [name]: secret ? '' : (value ?? '') });

/** Clearing a secret by hand does not remove it, because removal has its own button. */
export function changesOf(fields: readonly FieldView[], typed: Typed, removed: ReadonlySet<string>): Typed {
  const changes: Record<string, string> = {};
  for (const { name, secret, value } of fields) {
    const text = typed[name]?.trim();
    if (removed.has(name)) changes[name] = '';
    else if (text !== undefined && (secret ? text !== '' : text !== (value ?? ''))) changes[name] = text;
  }
  return changes;
}

/** The first missing value that the account needs before it can be checked; null if none is missing. */
export function lacking(name: ConnectionName, fields: readonly FieldView[]): FieldName | 'sign-in' | null {
  const has = (field: FieldName): boolean => fields.some((view) => view.name === field && view.isSet);
  const first = (...wanted: readonly FieldName[]) => wanted.find((field) => !has(field)) ?? null;
  switch (name) {
    case 'shopify':
      return has('SHOPIFY_ACCESS_TOKEN') ? first('SHOPIFY_SHOP') : first(...usual.shopify);
    case 'gmail':
      return first(...usual.gmail) ?? (has('GMAIL_REFRESH_TOKEN') ? null : 'sign-in');
    case 'bigquery':
      return first('BIGQUERY_PROJECT', 'BIGQUERY_KEY_FILE');
    case 'manychat':
      return has('MANYCHAT_CALLBACK_KEY') || has('TELEGRAM_TOKEN') ? null : first('MANYCHAT_TOKEN');
    case 'tunnel':
      return lackingOfTunnel(fields.find((view) => view.name === 'TUNNEL')?.value ?? 'none', first);
  }
}

function lackingOfTunnel(
  kind: string,
  first: (...wanted: readonly FieldName[]) => FieldName | null,
): FieldName | null {
  if (kind === 'ngrok') return first('NGROK_AUTHTOKEN', 'NGROK_DOMAIN');
  return kind === 'url' ? first('PUBLIC_URL') : 'TUNNEL';
}

/** Whether the field applies to the chosen kind of public address. */
export function isAsked(name: FieldName, tunnel: string): boolean {
  if (name === 'PUBLIC_URL') return tunnel === 'url';
  if (name === 'NGROK_AUTHTOKEN' || name === 'NGROK_DOMAIN') return tunnel === 'ngrok';
  return true;
}

/** Removes the environment variable's name from a message, because the card shows the field's name. */
export const plainWords = (message: string): string => message.replace(/^ORDERBELL_[A-Z_]+: /, '');
