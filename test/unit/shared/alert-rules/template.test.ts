import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NoticeField } from '../../../../src/shared/alert-rules/template.ts';
import {
  faultText,
  fillTemplate,
  noticeFields,
  readTemplate,
} from '../../../../src/shared/alert-rules/template.ts';

const filled = (text: string, values: { readonly [F in NoticeField]?: string }, items: string[] = []) => {
  const read = readTemplate(text);
  if (read.kind === 'fault') throw new Error(faultText(read.fault));
  return fillTemplate(read.lines, { ...values, items });
};
const faultOf = (text: string) => {
  const read = readTemplate(text);
  return read.kind === 'fault' ? read.fault : null;
};

describe('a template', () => {
  it('says its words around the values', () => {
    expect(filled('№ {number}: {total}, call {phone}', { number: '7', total: '5 UAH', phone: '1' })).toEqual([
      '№ 7: 5 UAH, call 1',
    ]);
  });

  it('drops a line whose fields are all empty, and keeps others', () => {
    expect(filled('Hello\nNote: {note}\n{name} {phone}', { phone: '1' })).toEqual(['Hello', ' 1']);
  });

  it('leaves no hole where lines fell away', () => {
    expect(filled('\nHello\n\n{note}\n\nBye\n\n', {})).toEqual(['Hello', '', 'Bye']);
    expect(filled('{note}', {})).toEqual([]);
  });

  it('lists the items on lines of their own', () => {
    expect(filled('{number}\n{items}\nBye', { number: '7' }, ['a', 'b'])).toEqual(['7', 'a', 'b', 'Bye']);
  });

  it('never reads a value as a template', () => {
    expect(filled('{note}', { note: '{number}{' })).toEqual(['{number}{']);
  });

  it.each([
    ['Hi\nyou {foo}', { kind: 'unknown-field', name: 'foo', line: 2, column: 5 }],
    ['{Number}', { kind: 'unknown-field', name: 'Number', line: 1, column: 1 }],
    ['{}', { kind: 'unknown-field', name: '', line: 1, column: 1 }],
    ['{constructor}', { kind: 'unknown-field', name: 'constructor', line: 1, column: 1 }],
    ['a\r\n\r\n{number', { kind: 'stray-brace', line: 3, column: 1 }],
    ['number}', { kind: 'stray-brace', line: 1, column: 7 }],
    ['{num\nber}', { kind: 'stray-brace', line: 1, column: 1 }],
    ['Items: {items}', { kind: 'items-not-alone', line: 1, column: 8 }],
    ['{items}\n{items}', { kind: 'items-twice', line: 2, column: 1 }],
  ])('is refused with the place: %j', (text, fault) => {
    expect(faultOf(text)).toEqual(fault);
  });

  it('is valid or refused, and prints only its text and values', () => {
    const piece = fc.oneof(
      fc.constantFrom(...noticeFields.map((name) => `{${name}}`), '\n', '{', '}', '{x}'),
      fc.string({ unit: 'binary' }),
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (typed) => {
        const read = readTemplate(typed);
        if (read.kind === 'fault') return;
        const lines = fillTemplate(read.lines, { number: '#', items: ['*'] });
        expect(lines.every((line) => !/[\n\r{}]/.test(line))).toBe(true);
      }),
    );
  });
});
