import { describe, expect, it } from 'vitest';
import type { Pasted } from '../../../src/shared/pasted/pasted.ts';
import { readPasted } from '../../../src/shared/pasted/read-pasted.ts';
import type { Expected, Message } from './corpus.ts';
import { messages } from './corpus.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const read = ({ text, country = 'UA' }: Pick<Message, 'text' | 'country'> & { country?: string }) =>
  readPasted(text, { now, timeZone: 'Europe/Kyiv', country });

const told = (pasted: Pasted): Expected => ({
  name: pasted.name,
  phone: pasted.phone,
  email: pasted.email,
  recipientName: pasted.recipient?.name,
  recipientPhone: pasted.recipient?.phone,
  city: pasted.address?.city,
  street: pasted.address?.street,
  house: pasted.address?.house,
  flat: pasted.address?.flat,
  entrance: pasted.address?.entrance,
  floor: pasted.address?.floor,
  branch: pasted.address?.branch,
  locker: pasted.address?.locker,
  date: pasted.wanted?.date,
  from: pasted.wanted?.from,
  to: pasted.wanted?.to,
}) as Expected;

const fields = [
  'name', 'phone', 'email', 'recipientName', 'recipientPhone', 'city', 'street', 'house', 'flat', 'entrance',
  'floor', 'branch', 'locker', 'date', 'from', 'to',
] as const;

/** Every field that is said or read, and what was wrong with it. */
function judge(message: Message): { readonly right: number; readonly wrong: readonly string[] } {
  const pasted = read(message);
  const values = told(pasted);
  let right = 0;
  const wrong: string[] = [];
  const mark = (isRight: boolean, words: string): void => {
    if (isRight) right += 1;
    else wrong.push(words);
  };
  for (const field of fields) {
    const [said, got] = [message.says[field], values[field]];
    if (said !== undefined || got !== undefined) mark(said === got, `${field}: ${got} instead of ${said}`);
  }
  for (const item of message.says.items ?? []) {
    const list = pasted.items.map(({ quantity, title }) => `${quantity} ${title}`);
    mark(list.some((one) => one.startsWith(item)), `item ${item} among ${list.join(' | ')}`);
  }
  if (message.says.note !== undefined) {
    mark(pasted.note?.includes(message.says.note) ?? false, `note: ${pasted.note} without ${message.says.note}`);
  }
  return { right, wrong };
}

describe('of the pasted messages', () => {
  it('at least nine fields in ten are read right', () => {
    const judged = messages.map((message) => ({ message, ...judge(message) }));
    const right = judged.reduce((sum, one) => sum + one.right, 0);
    const wrong = judged.reduce((sum, one) => sum + one.wrong.length, 0);
    const list = judged.filter((one) => one.wrong.length > 0).map((one) => `${one.message.text}\n    ${one.wrong.join('\n    ')}`);
    console.info(`${right} of ${right + wrong} fields of ${messages.length} messages are right\n${list.join('\n')}`);
    expect(messages.length).toBeGreaterThanOrEqual(60);
    expect(right / (right + wrong)).toBeGreaterThanOrEqual(0.9);
  });

  it.each(messages.map((message) => [message.text, message] as const))('no phone is a wrong one: %s', (_text, message) => {
    const { phone, recipient, otherPhones } = read(message);
    const { phone: own, recipientPhone: theirs } = message.says;
    expect([own, undefined]).toContain(phone);
    expect([theirs, undefined]).toContain(recipient?.phone);
    expect(otherPhones).toEqual([]);
  });
});
