import { genuine, plainMail } from './order-mails.ts';

/** Some mail of Bloomdash, for which Google vouches. */
export const mail = (subject: string, text: string): string =>
  genuine('bloomdash.example') + plainMail('orders@bloomdash.example', subject, text);
export const cancelled = (number: string) =>
  mail(`Order ${number} was cancelled`, `Order ${number} was cancelled by the customer.`);
export const changedSubject = (raw: string): string =>
  raw.replace(/^Subject: .*$/m, 'Subject: New order changed');
