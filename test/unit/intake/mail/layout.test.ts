import { describe, expect, it } from 'vitest';
import type { Layout } from '../../../../src/main/intake/mail/layout.ts';
import { layoutOfHtml } from '../../../../src/main/intake/mail/layout-of-html.ts';
import { layoutOfText } from '../../../../src/main/intake/mail/layout-of-text.ts';

const boxes = (layout: Layout) => layout.rows.map((row) => row.cells.map((cell) => cell.lines.join(' / ')));

describe('a page is rows of boxes as the eye sees them', () => {
  it('also where spans of a width, floats, flexible rows or definitions make the table', () => {
    expect(
      boxes(layoutOfHtml('<div><span style="display:inline-block;width:9em">Rose</span><b>5.00</b></div>')),
    ).toEqual([['Rose', '5.00']]);
    expect(boxes(layoutOfHtml('<div><span style="float:right">5.00</span><span>Total</span></div>'))).toEqual(
      [['Total', '5.00']],
    );
    expect(boxes(layoutOfHtml('<div style="display:flex"><div>Total</div><div>5.00</div></div>'))).toEqual([
      ['Total', '5.00'],
    ]);
    expect(boxes(layoutOfHtml('<dl><dt>Total</dt><dd>5.00</dd></dl>'))).toEqual([['Total', '5.00']]);
  });

  it('with raised cents as cents, by the separator the number does not use for thousands', () => {
    expect(boxes(layoutOfHtml('<p>$64<sup>95</sup></p>'))).toEqual([['$64.95']]);
    expect(boxes(layoutOfHtml('<p>1.064<sup>95</sup> €</p>'))).toEqual([['1.064,95 €']]);
    expect(boxes(layoutOfHtml('<p>14<sup>,95</sup> €</p>'))).toEqual([['14,95 €']]);
    expect(boxes(layoutOfHtml('<p>20 m<sup>2</sup></p>'))).toEqual([['20 m2']]);
  });

  it('keeps nothing of what is hidden or struck out', () => {
    expect(boxes(layoutOfHtml('<p><s>9.00</s> 5.00 <span style="display:none">7.00</span></p>'))).toEqual([
      ['5.00'],
    ]);
  });
});

describe('a text is rows of boxes', () => {
  it('parted by spaces, dots or upright lines, without rulers and quote marks', () => {
    const text = '> Rose .......... 5.00\n> --------\n> | Tulip | 2 |  3.00 |\nVase      9.00';
    expect(boxes(layoutOfText(text))).toEqual([
      ['Rose', '5.00'],
      ['Tulip', '2', '3.00'],
      ['Vase', '9.00'],
    ]);
  });

  it('without the addresses of links, and with the words of pictures apart', () => {
    const layout = layoutOfText(
      '[image: Desk lamp with\nbrass foot]\nDesk lamp with...\n<https://x.example/1>',
    );
    expect(boxes(layout)).toEqual([['Desk lamp with...']]);
    expect(layout.pictures).toEqual(['Desk lamp with brass foot']);
  });
});
