import { z } from 'zod';

// ManyChat's dynamic block v2, as its documentation words it, for any channel.
const action = z.object({ action: z.string() }).loose();
const actions = z.array(action).max(5);
const callback = {
  url: z.url({ protocol: /^https$/ }),
  method: z.enum(['post', 'get']),
  headers: z.record(z.string(), z.string()),
  payload: z.record(z.string(), z.unknown()),
};
const caption = z.string().min(1);

const button = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('url'),
    caption,
    url: z.url({ protocol: /^https$/ }),
    webview_size: z.enum(['full', 'medium', 'compact', 'native']).optional(),
    actions: actions.optional(),
  }),
  z.strictObject({ type: z.literal('call'), caption, phone: z.string() }),
  z.strictObject({ type: z.literal('node'), caption, target: z.string() }),
  z.strictObject({ type: z.literal('flow'), caption, target: z.string() }),
  z.strictObject({ type: z.literal('dynamic_block_callback'), caption, ...callback }),
  z.looseObject({ type: z.literal('buy'), caption }),
]);
const buttons = z.array(button).max(3);

const line = z.string().min(1).max(80);
const card = z.strictObject({
  title: line,
  subtitle: line.optional(),
  image_url: z.url({ protocol: /^https$/ }).optional(),
  action_url: z.url({ protocol: /^https$/ }).optional(),
  buttons: buttons.optional(),
});

const media = <T extends string>(type: T) =>
  z.strictObject({ type: z.literal(type), url: z.url(), buttons: buttons.optional() });
const message = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: z.string().min(1).max(2000),
    buttons: buttons.optional(),
    // WhatsApp, Instagram and Telegram examples carry it
    actions: actions.optional(),
  }),
  media('image'),
  media('video'),
  media('audio'),
  media('file'),
  z.strictObject({
    type: z.literal('cards'),
    elements: z.array(card).min(1).max(10),
    image_aspect_ratio: z.enum(['horizontal', 'square']).optional(),
  }),
]);

const quickReply = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('node'), caption, target: z.string() }),
  z.strictObject({ type: z.literal('flow'), caption, target: z.string() }),
  z.strictObject({ type: z.literal('dynamic_block_callback'), caption, ...callback }),
]);

export const dynamicBlockSchema = z.strictObject({
  version: z.literal('v2'),
  content: z.strictObject({
    type: z.enum(['instagram', 'whatsapp', 'telegram']).optional(),
    messages: z.array(message).max(10),
    actions: actions.optional(),
    quick_replies: z.array(quickReply).max(11).optional(),
    external_message_callback: z
      .strictObject({ ...callback, timeout: z.int().positive().max(86_400) })
      .optional(),
  }),
});
