/** A contact of the sample page in Messenger. */
export type Subscriber = {
  readonly id: string;
  readonly first: string;
  readonly last: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly lastWords: string | null;
  /** The address of the chat here; absent: ManyChat's own page of it. */
  readonly chatUrl?: string;
  /** Null: never wrote. */
  readonly lastInteraction: number | null;
};
export type Sent = {
  readonly at: number;
  readonly subscriberId: string;
  readonly texts: readonly string[];
  /** The addresses that its buttons open. */
  readonly links: readonly string[];
  readonly refusal: string | null;
};

export const pageId = '104857600123456';

/** `2026-11-24T12:00:00+00:00`, the format of ManyChat's times. */
const time = (at: number | null): string | null =>
  at === null ? null : `${new Date(at).toISOString().slice(0, 19)}+00:00`;

/** A contact as the API returns it; the bot's requests contain the same with `custom_fields` as an object. */
export const subscriberBody = (person: Subscriber) => ({
  id: person.id,
  key: `user:${person.id}`,
  page_id: pageId,
  user_refs: [],
  status: 'active',
  first_name: person.first,
  last_name: person.last,
  name: `${person.first} ${person.last}`.trim(),
  gender: 'unknown',
  profile_pic: '',
  locale: 'uk_UA',
  language: 'Ukrainian',
  timezone: 'UTC+02',
  live_chat_url: person.chatUrl ?? `https://app.manychat.com/fb${pageId}/chat/${person.id}`,
  last_input_text: person.lastWords ?? '',
  optin_phone: false,
  phone: person.phone,
  optin_email: false,
  email: person.email,
  subscribed: time(person.lastInteraction),
  last_interaction: time(person.lastInteraction),
  last_seen: time(person.lastInteraction),
  is_followup_enabled: true,
  ig_username: null,
  ig_id: null,
  whatsapp_phone: null,
  optin_whatsapp: false,
  custom_fields: [],
  tags: [],
});
