import { expect, it } from 'vitest';
import { bufferedOutput } from '../../../src/main/cli/output.ts';

function open() {
  const printed: string[] = [];
  const errors: string[] = [];
  const output = bufferedOutput(
    (text) => printed.push(text),
    (text) => errors.push(text),
  );
  const flushed = (): string => {
    output.flush();
    return printed.join('');
  };
  return { output, errors, flushed };
}

// clears the screen, names the window, colours, goes back to the line's begin, turns it about
const hostile = 'Anna\u001b[2J\u001b]0;x\u0007\u009b31m\u007f\rNo\u202eyes\u2066\b';
const shown = 'Anna\\u001b[2J\\u001b]0;x\\u0007\\u009b31m\\u007f\\u000dNo\\u202eyes\\u2066\\u0008';

it('escapes terminal commands in any text', () => {
  const { output, errors, flushed } = open();
  output.line(hostile);
  output.say(hostile);
  expect(flushed()).toBe(`${shown}\n`);
  expect(errors).toEqual([shown]);
});

it('prints JSON that says the same', () => {
  const { output, flushed } = open();
  output.line(JSON.stringify({ name: hostile }));
  expect(JSON.parse(flushed())).toEqual({ name: hostile });
  expect(flushed()).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
});

it('leaves line ends, tabs and words of every script as they are', () => {
  const { output, flushed } = open();
  const text = '"Не телефонувати\r\nподзвонити о 9\n\tשלום\u200f, 👩‍🌾"';
  output.line(text);
  expect(flushed()).toBe(`${text}\n`);
});
