import { bare } from './clean-text.ts';
import type { ContactContext } from './contact-context.ts';
import type { Layout } from './layout.ts';
import { lineAlone, linesOfRow } from './layout.ts';
import { findPhone, isPhoneLine } from './phones.ts';
import { emailPattern } from './read-person.ts';

/** The seller's contact data, to exclude it from the customer's. */
export type SellersOwn = {
  /** Whether a name is that of the sender, or the heading of the whole mail. */
  readonly isName: (text: string) => boolean;
  readonly isPhone: (phone: string) => boolean;
  readonly isEmail: (email: string) => boolean;
};

/** Toll-free numbers, which no private person has. */
const tollFree = /^(?:\+?\d{0,2}[\s(-]*)?(?:0\s?800|800|8[\s(-]+800|0\s?80[05]|888|877|866)[\s)-]/;

export function sellersOwn(layout: Layout, { fromName }: ContactContext): SellersOwn {
  const [first, second] = layout.rows;
  const heading = first && second && first.block !== second.block ? lineAlone(first) : '';
  const names = [fromName ?? '', heading].map(bare).filter((name) => name.length >= 4);
  const { phones, emails } = headOf(layout);
  return {
    isName: (text) => names.includes(bare(text)),
    isPhone: (phone) => tollFree.test(phone) || phones.has(digitsOf(phone)),
    isEmail: (email) => emails.has(email.toLowerCase()),
  };
}

const digitsOf = (phone: string): string => phone.replace(/\D/g, '');

/** The phones and e-mail addresses of the letterhead, above all text. */
function headOf(layout: Layout): { readonly phones: Set<string>; readonly emails: Set<string> } {
  const phones = new Set<string>();
  const emails = new Set<string>();
  for (const line of layout.rows.slice(0, 6).flatMap(linesOfRow)) {
    const email = line.includes('@') ? emailPattern.exec(line)?.[0] : undefined;
    if (email !== undefined && line.length - email.length <= 8) emails.add(email.toLowerCase());
    else if (isPhoneLine(line)) phones.add(digitsOf(findPhone(line) ?? ''));
    else break;
  }
  return { phones, emails };
}
