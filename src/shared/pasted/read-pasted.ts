import { takeAddress } from './address.ts';
import { readChat } from './chat-lines.ts';
import { readItems } from './items.ts';
import { takeNames } from './names.ts';
import { noteOf } from './note.ts';
import type { Pasted, ReadingFacts } from './pasted.ts';
import type { PastedPhone } from './phones.ts';
import { takePhones } from './phones.ts';
import { createSheet, plain } from './sheet.ts';
import { takeWanted } from './wanted.ts';

const email = /(?<![\p{L}\p{N}._%+-])[\w.%+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,24}(?![\p{L}\p{N}])/giu;

/**
 * Parses an order from a chat message without fixed structure. Pure, with bounded input. Each parser cuts out what it
 * recognises; the rest becomes the note.
 */
export function readPasted(pasted: string, facts: ReadingFacts): Pasted {
  const chat = readChat(plain(pasted));
  const sheet = createSheet(chat.text);
  const mail = sheet.take(email)?.[0];
  const phones = takePhones(sheet, facts.country);
  const wanted = takeWanted(sheet, facts, chat.days);
  const address = takeAddress(sheet);
  const items = readItems(sheet.text());
  const names = takeNames(sheet);
  const [sender] = chat.senders.length === 1 ? chat.senders : [];
  const note = noteOf(sheet);
  const whose = shareOut(phones, names, sender);
  return {
    ...whose,
    ...(mail !== undefined && { email: mail }),
    ...(address && { address }),
    ...(wanted && { wanted }),
    items,
    ...(note !== undefined && { note }),
  };
}

/** A person named only as the recipient is the customer: they order for themselves. */
function shareOut(
  phones: readonly PastedPhone[],
  { name, recipient }: ReturnType<typeof takeNames>,
  sender: string | undefined,
): Pick<Pasted, 'name' | 'phone' | 'recipient' | 'otherPhones'> {
  const theirs =
    phones.length > 1 || name !== undefined ? phones.find(({ of }) => of === 'recipient') : undefined;
  const rest = phones.filter((phone) => phone !== theirs);
  const own = rest.find(({ of }) => of === 'customer') ?? rest[0];
  const isApart = theirs !== undefined || (recipient !== undefined && name !== undefined);
  const customer = name ?? (isApart ? sender : (recipient ?? sender));
  return {
    ...(customer !== undefined && { name: customer }),
    ...(own && { phone: own.phone }),
    ...(isApart && {
      recipient: {
        ...(recipient !== undefined && { name: recipient }),
        ...(theirs && { phone: theirs.phone }),
      },
    }),
    otherPhones: rest.filter((phone) => phone !== own).map(({ phone }) => phone),
  };
}
