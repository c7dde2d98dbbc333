/** The parts of ManyChat's dynamic block v2 that are sent. */
export type DynamicBlock = {
  readonly version: 'v2';
  readonly content: {
    readonly messages: readonly BlockMessage[];
    readonly actions: readonly [];
    readonly quick_replies: readonly Callback[];
  };
};
export type BlockMessage =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'cards';
      readonly image_aspect_ratio: 'square';
      readonly elements: readonly BlockCard[];
    };
export type BlockCard = {
  readonly title: string;
  readonly subtitle: string;
  readonly image_url?: string;
  readonly action_url?: string;
  readonly buttons: readonly { readonly type: 'url'; readonly caption: string; readonly url: string }[];
};
/** Asks us again when it is pressed, with the payload as the body. */
export type Callback = {
  readonly type: 'dynamic_block_callback';
  readonly caption: string;
  readonly url: string;
  readonly method: 'post';
  readonly headers: { readonly [name: string]: string };
  readonly payload: { readonly [name: string]: string | number };
};

/** Messenger shows no more cards in one gallery, and no longer titles and subtitles. */
export const maxCards = 10;
const maxLine = 80;

export const block = (
  messages: readonly BlockMessage[],
  quickReplies: readonly Callback[] = [],
): DynamicBlock => ({
  version: 'v2',
  content: { messages, actions: [], quick_replies: quickReplies },
});

export const textBlock = (text: string): DynamicBlock => block([{ type: 'text', text }]);

/** At most 80 characters, never half of one. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= maxLine) return line;
  let short = '';
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    if (short.length + segment.length > maxLine - 1) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
}
