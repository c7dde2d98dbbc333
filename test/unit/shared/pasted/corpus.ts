import { afterwards } from './messages/afterwards.ts';
import { english } from './messages/english.ts';
import { mixed } from './messages/mixed.ts';
import { polish } from './messages/polish.ts';
import { russian } from './messages/russian.ts';
import { ukrainian } from './messages/ukrainian.ts';

/** The expected fields of a message; a field that is not named must stay empty. Items by quantity and beginning. */
export type Expected = {
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly recipientName?: string;
  readonly recipientPhone?: string;
  readonly city?: string;
  readonly street?: string;
  readonly house?: string;
  readonly flat?: string;
  readonly entrance?: string;
  readonly floor?: string;
  readonly branch?: string;
  readonly locker?: string;
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
  /** Must be among the items. */
  readonly items?: readonly string[];
  /** Must be left in the note. */
  readonly note?: string;
};
export type Message = { readonly text: string; readonly says: Expected; readonly country?: 'PL' };

/** Invented messages, written as people write them, on Tuesday 24 November 2026 at noon in Kyiv. */
export const messages: readonly Message[] = [
  ...ukrainian,
  ...russian,
  ...english,
  ...polish,
  ...mixed,
  ...afterwards,
];
