/** The paper size of one page of a print job, in micrometres. */
export type Paper = { readonly width: number; readonly height: number };

const head = 'ticket';

/** The title of a page that is ready to print. It carries the paper size for the printing process. */
export const readyTitle = ({ width, height }: Paper): string => `${head} ${width}x${height}`;
export const failedTitle = (reason: string): string => `${head} failed: ${reason}`;

export type PrintTitle =
  | { readonly kind: 'ready'; readonly paper: Paper }
  | { readonly kind: 'failed'; readonly reason: string };

/** @returns null for the title of a page that is not ready */
export function readTitle(title: string): PrintTitle | null {
  const [, width, height] = /^ticket (\d{3,8})x(\d{3,8})$/.exec(title) ?? [];
  if (width !== undefined && height !== undefined) {
    return { kind: 'ready', paper: { width: Number(width), height: Number(height) } };
  }
  const [, reason] = /^ticket failed: (.*)$/s.exec(title) ?? [];
  return reason === undefined ? null : { kind: 'failed', reason };
}
