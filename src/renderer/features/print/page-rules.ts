import type { Paper } from '../../../shared/ticket/paper.ts';
import type { TicketFormat } from '../../../shared/ticket/printing.ts';
import { rollWidths } from '../../../shared/ticket/printing.ts';

/** A CSS inch is 96 pixels on every screen. */
const micrometresOf = (pixels: number): number => Math.ceil((pixels * 25_400) / 96);

/** Extra height: printed layout differs slightly from the screen, and the ticket needs a margin to hold. */
const footMicrometres = 6_000;
const a4: Paper = { width: 210_000, height: 297_000 };

/**
 * The paper of one ticket.
 * @param pixels the height of its content; ignored for sheets
 */
export function paperOf(format: TicketFormat, pixels: number): Paper {
  if (format === 'a4') return a4;
  const width = rollWidths[format] * 1000;
  // a page that is wider than high would be rotated
  return { width, height: Math.max(width + 1_000, micrometresOf(pixels) + footMicrometres) };
}

export const pageName = (index: number): string => `ticket${index}`;

/** The `@page` rules for the paper of each ticket. `name` is printed in the footer of a sheet, beside the page number. */
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

/** Quotes a text as a CSS string: all but plain letters and digits are escaped, so that nothing ends the string. */
const cssText = (text: string): string =>
  `"${text.replaceAll(/[^\p{L}\p{N} ]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `)}"`;
