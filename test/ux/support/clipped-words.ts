import type { Page } from 'playwright-core';

/** Identifies our texts: those between two marks, or exactly these. */
export type Words = { readonly begin: string; readonly end: string } | { readonly texts: readonly string[] };

/**
 * The app's texts that are cut off by a box without scrolling, or outside the window. @returns each as `"text" is
 * cut by tag.class`
 */
export const clippedWords = (page: Page, words: Words): Promise<readonly string[]> =>
  page.evaluate(find, words);

/** Runs in the page, so it cannot use anything of this file. */
function find(words: Words): readonly string[] {
  const slack = 1.5;
  const texts = 'texts' in words ? new Set(words.texts) : null;
  /** The range of our text within a node, without inserted values. */
  const oursIn = (text: string): readonly [from: number, to: number] | null => {
    if (!('begin' in words)) return texts?.has(text.trim()) ? [0, text.length] : null;
    const [from, to] = [text.indexOf(words.begin), text.lastIndexOf(words.end)];
    return to < 0 ? null : [Math.max(0, from), to + 1];
  };
  const ellipsis = 14;
  const nameOf = (element: Element): string =>
    [element.localName, ...element.classList].join('.').replaceAll(/\.(m_|mantine-)[\w-]+/g, '') || 'box';
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent ?? '';
    const ours = oursIn(text);
    if (node.parentElement === null || ours === null) continue;
    const range = document.createRange();
    range.setStart(node, ours[0]);
    range.setEnd(node, ours[1]);
    const by = cutBy(node.parentElement, range.getBoundingClientRect());
    if (by !== null) found.push(`"${text.trim()}" is cut by ${by}`);
  }
  return [...new Set(found)];

  function cutBy(parent: Element, box: DOMRect): string | null {
    if (box.width === 0 || box.height === 0) return null;
    let { left, right, top, bottom } = box;
    for (let at: Element | null = parent; at !== null; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.visibility === 'hidden' || style.opacity === '0') return null;
      const edge = at.getBoundingClientRect();
      // visible only to screen readers
      if (style.clipPath !== 'none' || (edge.width <= 1 && edge.height <= 1)) return null;
      if (style.display === 'inline' || style.display === 'contents') continue;
      const cuts = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
      const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
      if (cuts(style.overflowX) && (left < edge.left - slack || right > edge.right + slack))
        return nameOf(at);
      if (cuts(style.overflowY) && (top < edge.top - slack || bottom > edge.bottom + slack))
        return nameOf(at);
      const isCutShort = style.textOverflow === 'ellipsis' && at.scrollWidth > at.clientWidth + 1;
      if (isCutShort && right > edge.right - ellipsis) return `${nameOf(at)} …`;
      // scrolling shows the rest, so only the visible part of a scroll container matters
      if (scrolls(style.overflowX)) [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      if (scrolls(style.overflowY)) [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
      if (left > right || top > bottom) return null;
      if (style.position === 'fixed') break;
    }
    const isOut = left < -slack || right > innerWidth + slack || top < -slack || bottom > innerHeight + slack;
    return isOut ? 'the window' : null;
  }
}
