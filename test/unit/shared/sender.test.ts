import { describe, expect, it } from 'vitest';
import { mailTemplateSchema } from '../../../src/shared/mail-template.ts';
import { blockableSchema, isOfSender, senderSchema } from '../../../src/shared/sender.ts';
import type { SenderDecisions } from '../../../src/shared/sender-decisions.ts';
import { senderStatus } from '../../../src/shared/sender-decisions.ts';
import { kiosklyTemplate } from '../../support/templates.ts';

describe('a sender', () => {
  it('is one full address, or every address of one domain', () => {
    expect(senderSchema.parse(' Orders@Bloomdash.example ')).toBe('orders@bloomdash.example');
    expect(senderSchema.parse('@Bloomdash.example')).toBe('@bloomdash.example');
  });

  it.each([
    'com',
    '@com',
    '@co.uk',
    '@com.ua',
    '@github.io',
    '@',
    'a@',
    'a@com',
    'bloomdash.example',
    'a b@x.example',
    '@@x.example',
  ])('is not %s', (text) => {
    expect(senderSchema.safeParse(text).success).toBe(false);
  });

  it('is of a domain only exactly there', () => {
    expect(isOfSender('@bloomdash.example', 'a@Bloomdash.example')).toBe(true);
    expect(isOfSender('@bloomdash.example', 'a@mail.bloomdash.example')).toBe(false);
    expect(isOfSender('@bloomdash.example', 'a@evilbloomdash.example')).toBe(false);
    expect(isOfSender('a@bloomdash.example', 'b@bloomdash.example')).toBe(false);
  });
});

it('mails of no single sender can be blocked, and not approved', () => {
  expect(blockableSchema.safeParse('unknown').success).toBe(true);
  expect(senderSchema.safeParse('unknown').success).toBe(false);
});

describe('a mail template', () => {
  const parse = (changes: object) =>
    mailTemplateSchema.safeParse({ ...kiosklyTemplate(), ...changes }).success;
  it.each(['com', '@com', 'co.uk', '@co.uk', '@github.io', 'gmail.com'])('reads no mails of %s', (sender) => {
    expect(parse({ match: { sender } })).toBe(false);
  });

  it('has a name of at most 60 characters', () => {
    expect(parse({ name: 'x'.repeat(60) })).toBe(true);
    expect(parse({ name: 'x'.repeat(61) })).toBe(false);
    expect(parse({ name: ' ' })).toBe(false);
  });
});

describe('the status of an address', () => {
  const decided = (
    ...all: readonly (readonly [string, 'approved' | 'blocked' | 'open'])[]
  ): SenderDecisions =>
    new Map(
      all.map(([sender, verdict]) => {
        const fields = { sender, decision: 1, by: 'Anna', at: 1 };
        return [
          sender,
          verdict === 'approved' ? { ...fields, verdict, family: 'f' } : { ...fields, verdict },
        ];
      }),
    );
  const template = kiosklyTemplate();
  const address = template.match.sender;

  it('is undecided until a manager decides, and after an undo', () => {
    expect(senderStatus('a@x.example', decided(), [])).toEqual({ state: 'undecided' });
    expect(senderStatus('a@x.example', decided(['a@x.example', 'open']), [])).toEqual({ state: 'undecided' });
  });

  it('is that of its domain unless the address itself was decided on', () => {
    const all = decided(['@x.example', 'approved'], ['b@x.example', 'blocked']);
    expect(senderStatus('a@x.example', all, [])).toEqual({ state: 'approved', family: 'f' });
    expect(senderStatus('b@x.example', all, [])).toEqual({ state: 'blocked' });
  });

  it('is approved by a template of the address, unless that is blocked', () => {
    expect(senderStatus(address, decided(), [template])).toEqual({ state: 'approved', family: 'kioskly' });
    expect(senderStatus(address, decided([address, 'blocked']), [template])).toEqual({ state: 'blocked' });
  });
});
