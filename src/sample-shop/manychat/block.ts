import { isObject, textOf } from '../http.ts';

/** The visible content of a dynamic block, and its buttons. */
export type Shown = {
  readonly texts: readonly string[];
  readonly cards: readonly Card[];
  readonly replies: readonly Button[];
};
export type Card = {
  readonly title: string;
  readonly subtitle: string;
  readonly buttons: readonly Button[];
};
export type Button =
  | { readonly kind: 'link'; readonly caption: string; readonly url: string }
  | {
      readonly kind: 'callback';
      readonly caption: string;
      readonly url: string;
      readonly headers: { readonly [name: string]: string };
      readonly payload: unknown;
    };

/** Parses a response of the receiver as Messenger would show it; unsupported parts are left out. */
export function shownOf(data: unknown): Shown {
  const content = isObject(data) && isObject(data.content) ? data.content : {};
  const messages = listOf(content.messages);
  return {
    texts: messages.flatMap((message) => textOf(message.text) ?? []),
    cards: messages.flatMap(({ elements }) =>
      listOf(elements).map((card) => ({
        title: textOf(card.title) ?? '',
        subtitle: textOf(card.subtitle) ?? '',
        buttons: listOf(card.buttons).flatMap(buttonOf),
      })),
    ),
    replies: listOf(content.quick_replies).flatMap(buttonOf),
  };
}

const listOf = (value: unknown): readonly { readonly [key: string]: unknown }[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

function buttonOf(button: { readonly [key: string]: unknown }): readonly Button[] {
  const [caption, url] = [textOf(button.caption), textOf(button.url)];
  if (caption === null || url === null) return [];
  if (button.type === 'url') return [{ kind: 'link', caption, url }];
  if (button.type !== 'dynamic_block_callback') return [];
  const headers = Object.entries(isObject(button.headers) ? button.headers : {}).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  return [
    {
      kind: 'callback',
      caption,
      url,
      headers: Object.fromEntries(headers),
      payload: button.payload ?? {},
    },
  ];
}
