import type { Mail, MailPurpose } from '../../../shared/reading.ts';
import { bare } from './clean-text.ts';
import type { Layout } from './layout.ts';
import { linesOfRow } from './layout.ts';
import {
  cartWords,
  contractWords,
  giftWords,
  noGoodsWords,
  notYetWords,
  opinionWords,
  otherMoneyWords,
  receiptWords,
  rideWords,
  sentWords,
} from './not-order-words.ts';

const wordsOf = (table: string): RegExp => {
  const words = table.split(/[|\n]/).map((word) => bare(word.trim()));
  const escaped = words
    .filter((word) => word !== '')
    .map((word) => word.replace(/[.*+?^${}()[\]\\]/g, '\\$&'));
  return new RegExp(`(?<!\\p{L})(?:${escaped.join('|')})`, 'u');
};
const sent = wordsOf(sentWords);
const otherMoney = wordsOf(otherMoneyWords);
const notYet = wordsOf(notYetWords);
const opinion = wordsOf(opinionWords);
const gift = wordsOf(giftWords);
const cart = wordsOf(cartWords);
const noGoods = wordsOf(noGoodsWords);
const ride = wordsOf(rideWords);
const contract = wordsOf(contractWords);
const receipt = wordsOf(receiptWords);

const firstRows = 12;
const longestLine = 160;

/** The topic of a mail by its subject and first lines; the subject alone decides for the whole mail. */
export type Topic = {
  readonly isReceipt: boolean;
  /** Set for deliveries, other payments, or goods that are not ordered yet. */
  readonly other: 'subject' | 'lines' | null;
  /** An abandoned cart. */
  readonly isCart: boolean;
};

export function topicOf(mail: Mail, layouts: readonly Layout[], says: MailPurpose): Topic {
  const subject = bare(mail.subject);
  const lines = layouts
    .flatMap((layout) => layout.rows.slice(0, firstRows))
    .flatMap(linesOfRow)
    .filter((line) => line.length <= longestLine)
    .map(bare);
  const isOther = (text: string) => [sent, otherMoney, notYet, opinion].some((words) => words.test(text));
  const isReceipt = [subject, ...lines].some((line) => receipt.test(line));
  if (sent.test(subject) || [subject, ...lines].some((line) => gift.test(line))) {
    return { isReceipt, isCart: false, other: 'subject' };
  }
  if (says === 'new-order') return { isReceipt, isCart: false, other: null };
  if ([subject, ...lines].some((line) => noGoods.test(line) || contract.test(line))) {
    return { isReceipt, isCart: false, other: 'subject' };
  }
  const isCart = [subject, ...lines].some((line) => cart.test(line));
  if (isOther(subject)) return { isReceipt, isCart, other: 'subject' };
  return {
    isReceipt,
    isCart,
    other: [subject, ...lines].some((line) => isOther(line) || ride.test(line)) ? 'lines' : null,
  };
}
