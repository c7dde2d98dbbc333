import { expect, it } from 'vitest';
import { chanceOf } from '../../../src/main/health/chance.ts';
import { findOddRun } from '../../../src/main/health/odd-run.ts';

const mails = (text: string): readonly boolean[] => text.split('').map((each) => each === '!');

it('counts by the hypergeometric distribution', () => {
  // two of two, where none of ten was: one way of the 66 to choose two of twelve
  expect(chanceOf({ hits: 2, length: 2, before: 0, count: 10 })).toBeCloseTo(1 / 66, 10);
  // at least one of two, where one of two was
  expect(chanceOf({ hits: 1, length: 2, before: 1, count: 2 })).toBeCloseTo(5 / 6, 10);
});

it('finds a run that goes on, and what came before it', () => {
  expect(findOddRun(mails(`${'.'.repeat(30)}!.!!`))).toEqual({
    from: 30,
    hits: 3,
    length: 4,
    before: 0,
    count: 30,
  });
});

it('asks for more mails where the same happens now and then', () => {
  const sometimes = '.........!'.repeat(4);
  expect(findOddRun(mails(`${sometimes}.!!`))).toBeNull();
  expect(findOddRun(mails(`${sometimes}.....!!!!!!`))).toMatchObject({
    from: 45,
    hits: 6,
    before: 4,
    count: 45,
  });
});

it('finds nothing in one odd mail, in a run that is over, or before the place it may begin', () => {
  const usual = '.'.repeat(30);
  expect(findOddRun(mails(`${usual}!`))).toBeNull();
  expect(findOddRun(mails(`${usual}!!!!....`))).toBeNull();
  expect(findOddRun(mails(`${usual}!!!`), 33)).toBeNull();
});
