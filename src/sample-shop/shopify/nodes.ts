/** The source of a field in a GraphQL response: a value, or a function of the field's arguments. */
export type Args = { readonly [name: string]: unknown };
export type Node = { readonly [field: string]: unknown };
export type Resolver = (args: Args) => unknown;

/** A refusal that is returned as a GraphQL error. */
export class Refusal extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export const gid = (kind: string, id: bigint): string => `gid://shopify/${kind}/${id}`;
/** @returns null when it is no id of this kind */
export function idOf(kind: string, value: unknown): bigint | null {
  const [, digits] = new RegExp(`^gid://shopify/${kind}/(\\d+)$`).exec(String(value)) ?? [];
  return digits === undefined ? null : BigInt(digits);
}

const mostOfAPage = 250;

/** A Relay connection over a sorted list. */
export function connection<T>(
  items: readonly T[],
  args: Args,
  idOfItem: (item: T) => bigint,
  nodeOf: (item: T) => Node,
): Node {
  const cursorOf = (item: T) => Buffer.from(`{"last_id":${idOfItem(item)}}`).toString('base64');
  const { first, last, after, before } = args;
  const size = typeof first === 'number' ? first : last;
  if (typeof size !== 'number') throw new Refusal('BAD_REQUEST', 'you must provide one of first or last');
  if (size < 0 || size > mostOfAPage) {
    throw new Refusal('BAD_REQUEST', `page size must be between 0 and ${mostOfAPage}`);
  }
  const place = (cursor: unknown): number => items.findIndex((item) => cursorOf(item) === cursor);
  if (typeof after === 'string' && place(after) < 0) throw new Refusal('BAD_REQUEST', 'Invalid cursor');
  const from = typeof after === 'string' ? place(after) + 1 : 0;
  const to = typeof before === 'string' ? place(before) : items.length;
  const start = typeof first === 'number' ? from : Math.max(from, to - size);
  const end = typeof first === 'number' ? Math.min(to, from + size) : to;
  const shown = items.slice(start, end);
  const cursors = shown.map(cursorOf);
  return {
    nodes: () => shown.map(nodeOf),
    edges: () => shown.map((item, index) => ({ cursor: cursors[index], node: nodeOf(item) })),
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: cursors.at(0) ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
  };
}
