import type { MailTemplate } from '../../../../shared/mail-template.ts';
import { fitsCurrency, toMoney } from '../amounts.ts';
import type { Assembled } from '../assemble.ts';
import { assemble } from '../assemble.ts';
import { findByTemplate } from './find-by-template.ts';
import type { RuleSource } from './source.ts';

/** Parses one mail by a mail template and checks its sums. */
export function readByTemplate(recipe: MailTemplate, source: RuleSource): Assembled {
  const found = findByTemplate(recipe, source);
  const read = assemble(found);
  const tax = found.sums.find(({ kind }) => kind === 'tax')?.amount;
  const { currency = recipe.currency } = read.content;
  if (!tax || read.content.tax || !fitsCurrency(tax, currency)) return read;
  // the user pointed at a tax that the amounts above already include: it is kept
  const content = { ...read.content, tax: toMoney(tax, currency), taxIncluded: true };
  return { ...read, content, confidence: { ...read.confidence, tax: 0.9 } };
}
