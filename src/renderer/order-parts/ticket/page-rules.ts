import type { Paper } from '../../../shared/ticket/paper.ts';
import type { TicketFormat } from '../../../shared/ticket/printing.ts';
import { rollWidths } from '../../../shared/ticket/printing.ts';

/** CSS has 96 pixels an inch, on every screen. */
const micrometresOf = (pixels: number): number => Math.ceil((pixels * 25_400) / 96);

/** A printer lays lines out a hair otherwise than a screen does; and there is something to hold the ticket by. */
const footMicrometres = 6_000;
const a4: Paper = { width: 210_000, height: 297_000 };

/**
 * The paper of one ticket.
 * @param pixels how high its content is; of a sheet that says nothing
 */
export function paperOf(format: TicketFormat, pixels: number): Paper {
  if (format === 'a4') return a4;
  const width = rollWidths[format] * 1000;
  // a page that is wider than high would be turned
  return { width, height: Math.max(width + 1_000, micrometresOf(pixels) + footMicrometres) };
}

export const pageName = (index: number): string => `ticket${index}`;

/** What the browser is told of each ticket's paper. `name` stands at the foot of a sheet, beside the page's number. */
export const pageRules = (
  format: TicketFormat,
  tickets: readonly { readonly paper: Paper; readonly name: string }[],
): string =>
  tickets
    .map(({ paper, name }, index) => {
      const size = `size: ${paper.width / 1000}mm ${paper.height / 1000}mm;`;
      const rest =
        format === 'a4'
          ? `margin: 14mm 14mm 18mm; @bottom-left { content: ${cssText(name)}; ${foot} }
             @bottom-right { content: counter(page) " / " counter(pages); ${foot} }`
          : 'margin: 0;';
      return `@page ${pageName(index)} { ${size} ${rest} }`;
    })
    .join('\n');

const foot = 'font: 9pt sans-serif; color: #000;';

/** Any text as a string of CSS: what is no plain letter or digit by its number, so that it ends nothing. */
const cssText = (text: string): string =>
  `"${text.replaceAll(/[^\p{L}\p{N} ]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `)}"`;
