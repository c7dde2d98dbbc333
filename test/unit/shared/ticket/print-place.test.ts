import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderIdSchema } from '../../../../src/shared/ids.ts';
import { failedTitle, readTitle, readyTitle } from '../../../../src/shared/ticket/paper.ts';
import { parsePrintHash, printHash } from '../../../../src/shared/ticket/print-place.ts';
import { ticketFormats } from '../../../../src/shared/ticket/printing.ts';

it('parses back any orders, format and printing of an address', () => {
  const place = fc.record({
    orders: fc.array(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map((id) => orderIdSchema.parse(id)),
    ),
    format: fc.constantFrom(null, ...ticketFormats),
    printing: fc.constantFrom(null, 'taken:deed:1', 'asked:&=,%'),
  });
  fc.assert(
    fc.property(place, (one) => {
      expect(parsePrintHash(printHash(one))).toEqual(one);
    }),
  );
});

it('recognizes its own address, and survives a typed one', () => {
  expect(parsePrintHash('#/inbox/new')).toBeNull();
  expect(parsePrintHash('#/printing')).toBeNull();
  expect(parsePrintHash('#/print')).toEqual({ orders: [], format: null, printing: null });
  expect(parsePrintHash('#/print?orders=%&format=a5')).toEqual({
    orders: ['%'],
    format: null,
    printing: null,
  });
});

it('gives the paper size in its title, or the failure', () => {
  const paper = { width: 80_000, height: 163_400 };
  expect(readTitle(readyTitle(paper))).toEqual({ kind: 'ready', paper });
  expect(readTitle(failedTitle('There is no order 1'))).toEqual({
    kind: 'failed',
    reason: 'There is no order 1',
  });
  expect(readTitle('(3) Orderbell')).toBeNull();
});
