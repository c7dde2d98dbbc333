export type ManagerLine = {
  readonly name: string;
  readonly subscriberId: string;
  readonly email: string;
  readonly telegram: string;
};

export const emptyLine: ManagerLine = { name: '', subscriberId: '', email: '', telegram: '' };

/** Parses the setting, `Anna:1234567890,Taras::taras@example.com,Ivan:::123456789`. Invalid parts are kept, so that they can be corrected. */
export const readManagers = (text: string): readonly ManagerLine[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const pieces = part.split(':').map((piece) => piece.trim());
      const [name = '', subscriberId = '', email = '', ...rest] = pieces;
      return { name, subscriberId, email, telegram: rest.join(' ') };
    });

/** A typed comma or colon would split the entry, so it becomes a space. */
export const printManagers = (managers: readonly ManagerLine[]): string =>
  managers
    .map(({ name, subscriberId, email, telegram }) => [name, subscriberId, email, telegram].map(typed))
    .filter((pieces) => pieces.some((piece) => piece !== ''))
    .map(([name, subscriberId, email, telegram]) =>
      [name, subscriberId, ...(telegram ? [email, telegram] : email ? [email] : [])].join(':'),
    )
    .join(',');

const typed = (text: string): string => text.replace(/[,:]/g, ' ').trim();
