/** The parts of ManyChat's dynamic block, version 2, that are sent: as a notification, or as an answer to the bot. */
export type DynamicBlock = {
  readonly version: 'v2';
  readonly content: {
    readonly messages: readonly BlockMessage[];
    readonly actions?: readonly [];
    readonly quick_replies?: readonly Callback[];
  };
};
export type BlockMessage =
  | { readonly type: 'text'; readonly text: string; readonly buttons?: readonly (UrlButton | Callback)[] }
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
  readonly buttons: readonly (UrlButton | Callback)[];
};
export type UrlButton = { readonly type: 'url'; readonly caption: string; readonly url: string };
/** A click sends a request to our receiver with the payload as the body. */
export type Callback = {
  readonly type: 'dynamic_block_callback';
  readonly caption: string;
  readonly url: string;
  readonly method: 'post';
  readonly headers: { readonly [name: string]: string };
  readonly payload: Payload;
};
type Payload = { readonly [name: string]: string | number | boolean | Payload };
