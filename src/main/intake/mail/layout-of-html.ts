import type { CheerioAPI } from 'cheerio/slim';
import { load } from 'cheerio/slim';
import { Problem } from '../../../shared/problem.ts';
import { cleanText } from './clean-text.ts';
import type { Look } from './css-hints.ts';
import { isStruck, lookOf } from './css-hints.ts';
import type { Layout, Row } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { layoutOfText } from './layout-of-text.ts';
import { withCents } from './split-cents.ts';

type HtmlNode = ReturnType<CheerioAPI['root']>[number]['children'][number];
type HtmlElement = Extract<HtmlNode, { attribs: unknown }>;

const maxHtmlBytes = 2_000_000;
const maxDepth = 256;
const maxRows = 5000;
/** Longer than any label, amount or address; a longer sentence loses only its end. */
const maxLine = 2000;

const skipped = new Set([
  'head',
  'style',
  'script',
  'title',
  'template',
  'noscript',
  'svg',
  'object',
  'select',
]);
const inline = new Set(
  'a abbr acronym b bdi bdo big cite code em font i img ins kbd label mark nobr q small span strong sub sup time tt u var wbr s strike del input button o:p'.split(
    ' ',
  ),
);

/** @throws Problem `bad-input` when the page is too large or nested too deeply to be a real mail */
export function layoutOfHtml(html: string): Layout {
  if (html.length > maxHtmlBytes) throw new Problem('bad-input', 'the HTML of the mail is larger than 2 MB');
  const $ = load(html);
  const root = $.root().get(0);
  const builder = new LayoutBuilder();
  if (root) builder.children(root.children, 0);
  builder.endLine();
  return builder.layout(/<script/i.test(html) ? jsonLdOf($) : []);
}

const jsonLdOf = ($: CheerioAPI): readonly string[] =>
  $('script[type="application/ld+json"]')
    .toArray()
    .map((node) => $(node).text());

const childTags = (node: HtmlElement): readonly HtmlElement[] =>
  node.children.filter((child): child is HtmlElement => child.type === 'tag');

/** Whether no element within it has its own layout. */
const isPlain = (node: HtmlElement, depth = 0): boolean =>
  depth < mostNested &&
  childTags(node).every((child) => {
    const name = child.name.toLowerCase();
    const look = lookOf(child);
    const isSet = inline.has(name) && !look.isHidden && !isStruck(look, name);
    return name === 'br' || (isSet && isPlain(child, depth + 1));
  });
/** Deeper nesting within one block is not typed text. */
const mostNested = 16;

const textOf = (node: HtmlElement): string =>
  node.children
    .map((child) =>
      child.type === 'text'
        ? child.data
        : child.type !== 'tag'
          ? ''
          : child.name === 'br'
            ? '\n'
            : textOf(child),
    )
    .join('');

/** The lines of a row within a box; a definition there is one line, `Size: M`. */
function linesIn(row: Row): readonly string[] {
  const lines = linesOfRow(row);
  if (!row.definition || row.cells.length < 2) return lines;
  const [term = '', ...meaning] = lines;
  return [`${term.replace(/\s*:$/, '')}: ${meaning.join(' ')}`];
}

/** Marks where a box begins or ends within a line, and that it is on the right. */
const boxEdge = '\ue000';
const toTheRight = '\ue001';
const edges = /[\ue000\ue001]/g;

/** The boxes of a line in visual order, those on the right last. */
function boxesIn(text: string): readonly string[] {
  const boxes = text.split(boxEdge);
  const isRight = (box: string) => box.startsWith(toTheRight);
  return [...boxes.filter((box) => !isRight(box)), ...boxes.filter(isRight)].map((box) =>
    box.replaceAll(toTheRight, ''),
  );
}

class LayoutBuilder {
  private rows: Row[] = [];
  private text = '';
  /** Whether text has font size 0 here and is invisible. */
  private isTiny = false;
  private readonly tables = [0];
  private readonly blocks = [0];
  private counter = 0;
  private readonly phones: string[] = [];
  private readonly pictures: string[] = [];
  private readonly emails: string[] = [];

  layout(jsonLd: readonly string[]): Layout {
    return {
      rows: this.rows,
      phones: this.phones,
      emails: this.emails,
      jsonLd,
      pictures: this.pictures,
    };
  }

  endLine(): void {
    if (this.text === '') return;
    const text = this.text.slice(0, 2 * maxLine);
    this.text = '';
    const lines = (text.includes(boxEdge) ? boxesIn(text) : [text])
      .map((box) => cleanText(box).slice(0, maxLine))
      .filter((line) => line !== '');
    if (lines.length === 0) return;
    this.add({ cells: lines.map((line, column) => ({ lines: [line], column })), head: false });
  }

  children(nodes: readonly HtmlNode[], depth: number): void {
    if (depth > maxDepth)
      throw new Problem('bad-input', `the HTML of the mail is nested more than ${maxDepth} deep`);
    for (const node of nodes) {
      if (node.type === 'text') this.text += this.isTiny ? ' ' : node.data.replace(edges, ' ');
      else if (node.type === 'tag') this.element(node, depth);
    }
  }

  /** Templates set font size 0 on frames to avoid gaps, and reset the size for each text. */
  private childrenOf(node: HtmlElement, look: Look, depth: number): void {
    const outer = this.isTiny;
    this.isTiny = look.isTiny ?? outer;
    this.children(node.children, depth);
    this.isTiny = outer;
  }

  private element(node: HtmlElement, depth: number): void {
    const name = node.name.toLowerCase();
    const look = lookOf(node);
    if (skipped.has(name) || look.isHidden || isStruck(look, name)) return;
    this.link(node);
    if (name === 'img' && node.attribs.alt) this.pictures.push(cleanText(node.attribs.alt).slice(0, maxLine));
    const { placement } = look;
    if (name === 'br' || name === 'hr') this.endLine();
    else if (name === 'tr') this.row(childTags(node), depth);
    else if (name === 'dl') this.definitions(node, depth);
    else if (name === 'pre' && isPlain(node)) this.preformatted(node);
    else if (name === 'table') this.within(this.tables, node, look, depth);
    else if (placement === 'row' && childTags(node).length > 1) this.row(childTags(node), depth);
    else if (placement === 'box' || placement === 'right-box') this.box(node, look, depth);
    else if (name === 'sup') this.raised(node, look, depth);
    else if (inline.has(name) && placement !== 'block') this.childrenOf(node, look, depth + 1);
    else this.within(this.blocks, node, look, depth);
  }

  /** A box within a line. One that contains blocks is split by them, and its edges are then ignored. */
  private box(node: HtmlElement, look: Look, depth: number): void {
    this.text += look.placement === 'box' ? boxEdge : boxEdge + toTheRight;
    this.childrenOf(node, look, depth + 1);
    this.text += boxEdge;
  }

  private raised(node: HtmlElement, look: Look, depth: number): void {
    const before = this.text;
    this.childrenOf(node, look, depth + 1);
    if (this.text.startsWith(before)) this.text = before + withCents(before, this.text.slice(before.length));
  }

  /** Preformatted text: its line breaks and runs of spaces are the layout, as in a mail of plain text. */
  private preformatted(node: HtmlElement): void {
    this.endLine();
    const { rows } = layoutOfText(textOf(node));
    const first = this.counter + 1;
    for (const row of rows) this.push({ ...row, table: this.tables.at(-1) ?? 0, block: first + row.block });
    this.counter = first + (rows.at(-1)?.block ?? 0);
  }

  /** A definition list, as a table of two columns. */
  private definitions(node: HtmlElement, depth: number): void {
    this.endLine();
    this.counter += 1;
    this.tables.push(this.counter);
    let terms: HtmlElement[] = [];
    for (const child of childTags(node)) {
      const name = child.name.toLowerCase();
      if (name === 'dd') {
        this.row([...terms, child], depth, true);
        terms = [];
      } else if (name === 'dt') terms.push(child);
      else this.children([child], depth + 1);
    }
    if (terms.length > 0) this.row(terms, depth);
    this.tables.pop();
  }

  /** A separate block: its lines do not run into its neighbours', and its rows share a number. */
  private within(stack: number[], node: HtmlElement, look: Look, depth: number): void {
    this.endLine();
    this.counter += 1;
    stack.push(this.counter);
    this.childrenOf(node, look, depth + 1);
    this.endLine();
    stack.pop();
  }

  private row(boxes: readonly HtmlElement[], depth: number, definition = false): void {
    this.endLine();
    const outer = this.rows;
    const cells: { readonly rows: readonly Row[]; readonly column: number; readonly head: boolean }[] = [];
    let column = 0;
    for (const child of boxes) {
      this.rows = [];
      const look = lookOf(child);
      this.within(this.blocks, child, look, depth + 1);
      if (look.isHidden) this.rows = [];
      if (this.rows.length > 0)
        cells.push({ rows: this.rows, column, head: child.name.toLowerCase() === 'th' });
      column += Math.max(1, Math.min(100, Number(child.attribs.colspan) || 1));
    }
    this.rows = outer;
    const [first] = cells;
    if (!first) return;
    // A row of one box is only a frame, and so is one whose boxes contain rows.
    const isFrame =
      cells.length === 1 ||
      cells.some((cell) => cell.rows.some((row) => row.cells.length > 1 && !row.definition));
    if (isFrame) for (const row of cells.flatMap((cell) => cell.rows)) this.push(row);
    else {
      const head = cells.every((cell) => cell.head);
      this.add({
        cells: cells.map((cell) => ({
          lines: cell.rows.flatMap(linesIn),
          column: cell.column,
        })),
        head,
        ...(definition && { definition }),
      });
    }
  }

  private add(row: Pick<Row, 'cells' | 'head' | 'definition'>): void {
    this.push({ ...row, table: this.tables.at(-1) ?? 0, block: this.blocks.at(-1) ?? 0 });
  }

  private push(row: Row): void {
    if (this.rows.length >= maxRows) throw new Problem('bad-input', `the mail has more than ${maxRows} rows`);
    this.rows.push(row);
  }

  private link(node: HtmlElement): void {
    const href = node.attribs.href;
    if (href?.startsWith('tel:')) this.phones.push(href.slice(4));
    if (href?.startsWith('mailto:')) this.emails.push(href.slice(7).replace(/\?.*$/, ''));
  }
}
