import { describe, expect, it } from 'vitest';
import { layoutOfHtml } from '../../../../src/main/intake/mail/layout-of-html.ts';

const linesOf = (html: string): readonly string[] =>
  layoutOfHtml(html).rows.flatMap((row) => row.cells.flatMap((cell) => cell.lines));

describe('what is seen of a mail', () => {
  it('is the text inside a frame of size 0 that has a size of its own', () => {
    expect(linesOf('<td style="font-size:0">gap<div style="font-size:14px">Total</div>gap</td>')).toEqual([
      'Total',
    ]);
  });

  it('is not what is set in size 0, hidden, or given no height', () => {
    expect(
      linesOf(
        '<p style="font-size:0px">a</p><p style="display:none">b</p><p style="max-height:0">c</p><p hidden>d</p><p>e</p>',
      ),
    ).toEqual(['e']);
  });

  it('is what one mail program alone would hide', () => {
    expect(linesOf('<p style="mso-hide:all">Total</p>')).toEqual(['Total']);
  });
});
