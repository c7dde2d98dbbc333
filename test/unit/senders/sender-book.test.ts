import { beforeEach, describe, expect, it } from 'vitest';
import { createSenders } from '../../../src/main/intake/gmail/senders.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { SenderBook } from '../../../src/main/senders/sender-book.ts';
import { createSenderBook } from '../../../src/main/senders/sender-book.ts';
import { createTemplateStore } from '../../../src/main/trainer/template-store.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { kiosklyTemplate } from '../../support/templates.ts';

let ledger: Ledger;
let clock: FakeClock;
let senders: SenderBook;

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  const known = createSenders({ ledger, clock, recipes: templates().all });
  senders = createSenderBook({ ledger, clock, senders: known, manager: () => 'Anna' });
});
const templates = () => createTemplateStore({ ledger, clock });
const approvedAs = () => senders.view().decided.map(({ sender, source }) => [sender, source]);

describe('an approval', () => {
  it('gives each sender a service of its own', async () => {
    for (const sender of ['orders@gourmet.example', 'other@gourmet.example', 'orders@gourmet.shop']) {
      senders.approve({ sender });
      await clock.advance(1);
    }
    expect(approvedAs().toReversed()).toEqual([
      ['orders@gourmet.example', 'mail:gourmet'],
      ['other@gourmet.example', 'mail:gourmet-example'],
      ['orders@gourmet.shop', 'mail:gourmet-shop'],
    ]);
  });

  it('joins another service only where that is chosen, and it exists', () => {
    senders.approve({ sender: 'orders@gourmet.example' });
    senders.approve({ sender: 'other@gourmet.example', family: 'gourmet' });
    expect(senders.view().sources).toEqual(['mail:gourmet']);
    expect(() => senders.approve({ sender: 'x@op.pl', family: 'nobody' })).toThrow(
      'There is no service nobody',
    );
  });

  it('is of every address of a domain only where that is chosen', () => {
    expect(() => senders.approve({ sender: '@gourmet.example' })).toThrow('all addresses at gourmet.example');
    senders.approve({ sender: '@gourmet.example', everyAddress: true });
    expect(approvedAs()).toEqual([['@gourmet.example', 'mail:gourmet']]);
  });

  it('gives a sender its former service back', () => {
    const sender = 'orders@gourmet.example';
    senders.approve({ sender });
    senders.undo(sender);
    expect(senders.view().decided).toEqual([]);
    senders.approve({ sender: 'other@gourmet.example' });
    senders.approve({ sender });
    expect(approvedAs()).toContainEqual([sender, 'mail:gourmet']);
    expect(approvedAs()).toContainEqual(['other@gourmet.example', 'mail:gourmet-example']);
  });

  it('is written down once, however often it is given', () => {
    for (let nth = 0; nth < 3; nth += 1) senders.approve({ sender: 'orders@gourmet.example' });
    expect(ledger.entries.list().map(({ kind, by }) => [kind, by])).toEqual([['sender-decided', 'Anna']]);
  });
});

describe('an imported template', () => {
  const file = (changes: object) => JSON.stringify({ ...kiosklyTemplate(), ...changes });

  it('approves its sender, who stays approved without it', () => {
    const book = templates();
    book.take(file({}), 'Anna');
    book.remove('kioskly', 1, 'Anna');
    expect(approvedAs()).toEqual([['sales@kioskly.example', 'mail:kioskly']]);
  });

  it.each(['com', '@com', '@co.uk', 'gmail.com'])('is refused where it reads the mails of %s', (sender) => {
    expect(() => templates().take(file({ match: { sender } }), 'Anna')).toThrow('match.sender');
  });

  it('reads every address of a domain only where that is chosen', () => {
    const text = file({ match: { sender: '@gmail.com' } });
    expect(() => templates().take(text, 'Anna')).toThrow('all addresses at gmail.com');
    expect(ledger.entries.list()).toEqual([]);
    templates().take(text, 'Anna', true);
    expect(approvedAs()).toEqual([['@gmail.com', 'mail:kioskly']]);
  });

  it('does not take over the service of another sender', () => {
    senders.approve({ sender: 'orders@kioskly.shop' });
    const taken = templates().take(file({ match: { sender: 'evil@op.pl' } }), 'Anna');
    expect(taken.family).toBe('op');
    expect(approvedAs()).toContainEqual(['orders@kioskly.shop', 'mail:kioskly']);
  });
});
