import { describe, expect, it } from 'vitest';
import { newInviteKey, readCode, writeCode } from '../../../../src/main/desks/link/code.ts';
import { missingOf } from '../../../../src/main/desks/link/missing.ts';
import { deskIdSchema } from '../../../../src/shared/ids.ts';

describe('an invite code', () => {
  const invitation = { address: 'https://tulips.ngrok-free.dev', key: newInviteKey() };

  it('says where and with which key, however it was wrapped on its way', () => {
    const code = writeCode(invitation);
    const wrapped = ` ${code.slice(0, 30)}\n${code.slice(30, 60)} ${code.slice(60)}\n`;
    expect(readCode(wrapped)).toEqual(invitation);
  });

  it('with any one sign wrong or missing is none', () => {
    const code = writeCode(invitation);
    for (let at = 0; at < code.length; at += 1) {
      const other = code[at] === 'A' ? 'B' : 'A';
      const wrong = code.slice(0, at) + other + code.slice(at + 1);
      const without = code.slice(0, at) + code.slice(at + 1);
      for (const text of [wrong, without]) {
        // the last sign of base64 may hold bits that stand for nothing
        const read = tryRead(text);
        expect(read === null || JSON.stringify(read) === JSON.stringify(invitation)).toBe(true);
      }
    }
  });

  it('leads to no address that would carry it in the open', () => {
    for (const address of [
      'http://tulips.example',
      'ftp://tulips.example',
      'javascript:1',
      'https://a@b.c',
    ]) {
      expect(tryRead(writeCode({ ...invitation, address }))).toBeNull();
    }
  });
});

describe('what one desk has and another has not', () => {
  const one = deskIdSchema.parse('one');
  const two = deskIdSchema.parse('two');
  const numbers = (text: string) =>
    text.split(' ').map((range) => {
      const [first = 0, last = first] = range.split('-').map(Number);
      return { first, last };
    });

  it('is found whatever the order and overlap of what the other told', () => {
    const ours = new Map([[one, numbers('1-10 20-30')]]);
    const theirs = new Map([[one, numbers('25-40 2-5 3-7')]]);
    expect(missingOf(ours, theirs, 100)).toEqual([
      { desk: one, first: 1, last: 1 },
      { desk: one, first: 8, last: 10 },
      { desk: one, first: 20, last: 24 },
    ]);
  });

  it('is cut to the newest of each desk', () => {
    const ours = new Map([
      [one, numbers('1-1000')],
      [two, numbers('1-5')],
    ]);
    expect(missingOf(ours, new Map(), 20)).toEqual([
      { desk: two, first: 1, last: 5 },
      { desk: one, first: 991, last: 1000 },
    ]);
  });

  it('is nothing when the other has it all', () => {
    expect(missingOf(new Map([[one, numbers('1-3')]]), new Map([[one, numbers('1-3')]]), 9)).toEqual([]);
  });
});

function tryRead(code: string) {
  try {
    return readCode(code);
  } catch {
    return null;
  }
}
