import { isObject } from '../http.ts';

const types: ReadonlySet<unknown> = new Set(['text', 'image', 'video', 'audio', 'file', 'cards']);
const longest = {
  messages: 10,
  quick_replies: 11,
  actions: 5,
  buttons: 3,
  cards: 10,
  text: 2000,
  textAboveButtons: 640,
  title: 80,
};

/** The faults of a dynamic block; empty when it can be sent. */
export function faultsOfContent(data: unknown): readonly string[] {
  if (!isObject(data)) return ['data cannot be blank.'];
  if (data.version !== 'v2') return ['data.version must be "v2".'];
  const content = data.content;
  if (!isObject(content) || !Array.isArray(content.messages))
    return ['data.content.messages must be an array.'];
  const faults: string[] = [];
  for (const list of ['messages', 'quick_replies', 'actions'] as const) {
    const value = content[list];
    if (Array.isArray(value) && value.length > longest[list]) {
      faults.push(`data.content.${list} must have at most ${longest[list]} items.`);
    }
  }
  if (content.messages.length === 0) faults.push('data.content.messages cannot be empty.');
  content.messages.forEach((message: unknown, index) => {
    faults.push(...faultsOfMessage(message, `data.content.messages.${index}`));
  });
  return faults;
}

function faultsOfMessage(message: unknown, path: string): readonly string[] {
  if (!isObject(message) || !types.has(message.type)) return [`${path}.type is invalid.`];
  const buttons = faultsOfButtons(message.buttons, path);
  switch (message.type) {
    case 'text': {
      const { text } = message;
      if (typeof text !== 'string' || text === '') return [`${path}.text cannot be blank.`];
      const most =
        Array.isArray(message.buttons) && message.buttons.length > 0
          ? longest.textAboveButtons
          : longest.text;
      return text.length > most ? [`${path}.text is too long (${most}).`] : buttons;
    }
    case 'cards': {
      const cards = message.elements;
      if (!Array.isArray(cards) || cards.length === 0) return [`${path}.elements cannot be blank.`];
      if (cards.length > longest.cards) return [`${path}.elements must have at most ${longest.cards} items.`];
      return cards.flatMap((card: unknown, index) => {
        const at = `${path}.elements.${index}`;
        if (!isObject(card) || typeof card.title !== 'string' || card.title === '') {
          return [`${at}.title cannot be blank.`];
        }
        if (card.title.length > longest.title) return [`${at}.title is too long (${longest.title}).`];
        return faultsOfButtons(card.buttons, at);
      });
    }
    default:
      return typeof message.url === 'string' ? buttons : [`${path}.url cannot be blank.`];
  }
}

function faultsOfButtons(buttons: unknown, path: string): readonly string[] {
  if (buttons === undefined) return [];
  if (!Array.isArray(buttons)) return [`${path}.buttons must be an array.`];
  if (buttons.length > longest.buttons)
    return [`${path}.buttons must have at most ${longest.buttons} items.`];
  return buttons.flatMap((button: unknown, index) => {
    const at = `${path}.buttons.${index}`;
    if (!isObject(button) || typeof button.caption !== 'string') return [`${at}.caption cannot be blank.`];
    if (button.type === 'node') return [`${at}: buttons of type node are not supported in the public API.`];
    return button.type === 'url' && typeof button.url !== 'string' ? [`${at}.url cannot be blank.`] : [];
  });
}

/** The visible text. */
export function textsOf(data: unknown): readonly string[] {
  const content = isObject(data) && isObject(data.content) ? data.content : {};
  const messages = Array.isArray(content.messages) ? content.messages : [];
  return messages.flatMap((message: unknown) => {
    if (!isObject(message)) return [];
    const cards = Array.isArray(message.elements) ? message.elements : [];
    const titles = cards.map((card: unknown) => (isObject(card) ? String(card.title) : ''));
    return [
      typeof message.text === 'string' ? message.text : `[${String(message.type)}] ${titles.join(', ')}`,
    ];
  });
}

/** Every link in a block, in order. */
export function linksOf(data: unknown): readonly string[] {
  if (Array.isArray(data)) return data.flatMap(linksOf);
  if (!isObject(data)) return [];
  const own = [data.url, data.action_url].filter((value): value is string => typeof value === 'string');
  const isLink = data.type === 'url' || 'action_url' in data;
  return [...(isLink ? own : []), ...Object.values(data).flatMap(linksOf)];
}
