import type { Place } from './state/trainer-store.ts';

/** One visible line of the mail: inline text up to a line break or a block boundary. */
export type Run = { readonly nodes: readonly Text[]; readonly text: string; readonly block: Element };

const unseen = new Set(['SCRIPT', 'STYLE', 'TITLE', 'HEAD', 'TEMPLATE', 'NOSCRIPT']);
const mostRuns = 5000;

/**
 * Every visible line of the mail in reading order. Nodes of another window are recognized by node type, because `instanceof`
 * fails.
 */
export function runsOf(document: Document): readonly Run[] {
  const { body } = document;
  const styleOf = (element: Element) => document.defaultView?.getComputedStyle(element);
  if (!body) return [];
  const runs: Run[] = [];
  let nodes: Text[] = [];

  function end(block: Element): void {
    const text = cleaned(nodes.map(({ data }) => data).join(''));
    if (text !== '' && runs.length < mostRuns && isSeen(document, nodes)) runs.push({ nodes, text, block });
    nodes = [];
  }

  function walk(parent: Element, block: Element): void {
    for (const node of parent.childNodes) {
      if (isText(node)) {
        nodes.push(node);
        continue;
      }
      if (!isElement(node) || unseen.has(node.nodeName.toUpperCase())) continue;
      if (node.nodeName.toUpperCase() === 'BR') {
        end(block);
        continue;
      }
      const { display, visibility } = styleOf(node) ?? {};
      if (display === undefined || display === 'none' || visibility === 'hidden') continue;
      if (display === 'inline' || display === 'contents') {
        walk(node, block);
        continue;
      }
      end(block);
      walk(node, node);
      end(node);
    }
  }
  walk(body, body);
  end(body);
  return runs;
}

/** The text of a place, one line each. */
export const textAt = (runs: readonly Run[], { first, last }: Place): string =>
  runs
    .slice(first, last + 1)
    .map(({ text }) => text)
    .join('\n');

type Level = { readonly place: Place; readonly element: Element | null };

/** The line, then each enclosing block with more text, from small to large. */
function levelsAround(runs: readonly Run[], index: number): readonly Level[] {
  const run = runs[index];
  if (!run) return [];
  const levels: Level[] = [{ place: { first: index, last: index }, element: null }];
  for (
    let block: Element | null = run.block;
    block && block.nodeName !== 'BODY';
    block = block.parentElement
  ) {
    const place = placeIn(runs, index, block);
    const widest = levels.at(-1);
    if (widest && place.last - place.first > widest.place.last - widest.place.first) {
      levels.push({ place, element: block });
    }
  }
  return levels;
}

function placeIn(runs: readonly Run[], index: number, block: Element): Place {
  let first = index;
  let last = index;
  while (holds(block, runs[first - 1])) first -= 1;
  while (holds(block, runs[last + 1])) last += 1;
  return { first, last };
}

const holds = (block: Element, run: Run | undefined): boolean => {
  const [node] = run?.nodes ?? [];
  return node !== undefined && block.contains(node);
};

/**
 * The lines that a click selects: the line, or a block that is so many levels wider. For an item it is the row with the name and
 * price.
 */
export function placeFor(
  runs: readonly Run[],
  index: number,
  { isItem, wider }: { readonly isItem: boolean; readonly wider: number },
): Place | null {
  const levels = levelsAround(runs, index);
  const base = isItem ? rowLevel(runs, levels) : 0;
  return levels[Math.min(base + wider, levels.length - 1)]?.place ?? null;
}

function rowLevel(runs: readonly Run[], levels: readonly Level[]): number {
  const tellsItem = ({ place }: Level): boolean => {
    const text = textAt(runs, place);
    return (
      place.last > place.first &&
      /\p{L}{3}/u.test(text) &&
      /\d[.,]\d\d(?!\d)|\p{Sc}\s?\d|\d\s?\p{Sc}/u.test(text)
    );
  };
  const isRow = ({ element }: Level): boolean =>
    element !== null && element.nodeName === 'TR' && element.children.length > 1;
  const row = levels.findIndex((level) => isRow(level) && tellsItem(level));
  return Math.max(0, row >= 0 ? row : levels.findIndex(tellsItem));
}

/** The lines that a selection touches. */
export function placeOfSelection(runs: readonly Run[], range: Range): Place | null {
  const touched = runs.flatMap((run, index) =>
    run.nodes.some((node) => range.intersectsNode(node)) ? [index] : [],
  );
  const [first] = touched;
  const last = touched.at(-1);
  return first === undefined || last === undefined ? null : { first, last };
}

export const isElement = (node: Node | EventTarget | null): node is Element =>
  node !== null && 'nodeType' in node && node.nodeType === 1;
const isText = (node: Node): node is Text => node.nodeType === 3;

const cleaned = (text: string): string => text.replace(/\s+/gu, ' ').trim();

function isSeen(document: Document, nodes: readonly Text[]): boolean {
  const range = document.createRange();
  return nodes.some((node) => {
    range.selectNodeContents(node);
    const { width, height } = range.getBoundingClientRect();
    return width > 1 && height > 1;
  });
}
