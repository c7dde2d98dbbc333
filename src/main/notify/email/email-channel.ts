import type { NotificationChannel, NotificationContent } from '../channel.ts';
import { composeMail, identityOf } from './compose-mail.ts';
import type { Mailer } from './mailer.ts';

/** Notifications by e-mail, from the shop's own mailbox. @param mailer null if Gmail is not connected or may not send */
export const createEmailChannel = (mailer: () => Mailer | null): NotificationChannel => ({
  way: 'email',
  // it waits up to a minute for the rate limit, and half a minute for a response
  leaseMs: 180_000,
  words: {
    notConnected: 'Gmail is not allowed to send e-mail',
    noAddress: (manager) => `${manager} no longer gets e-mail`,
    unknown: (why) => `Delivery unknown: ${why}. Check the sent mails before sending it again`,
  },
  isOpen: () => mailer() !== null,
  async check() {
    await mailer()?.ready();
    return [];
  },
  async prepare(to) {
    const client = mailer();
    if (client === null) throw new Error('no mailbox may send');
    const from = await client.ready();
    return (content, { keys, at }) => {
      const { subject } = content;
      const mail = composeMail({
        from,
        to,
        subject,
        text: mailTextOf(content),
        identity: identityOf(keys),
        at,
      });
      return () => client.send(mail);
    };
  },
});

/** The shop's own text may contain the link already. */
export const mailTextOf = ({ text, link }: NotificationContent): string =>
  link === undefined || text.includes(link.url) ? text : `${text}\n\n${link.url}`;
