export type ManagerLine = { readonly name: string; readonly subscriberId: string; readonly email: string };

export const emptyLine: ManagerLine = { name: '', subscriberId: '', email: '' };

/** Parses the setting, `Anna:1234567890,Taras::taras@example.com`. Invalid parts are kept, so that they can be corrected. */
export const readManagers = (text: string): readonly ManagerLine[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', subscriberId = '', ...rest] = part.split(':').map((piece) => piece.trim());
      return { name, subscriberId, email: rest.join(' ') };
    });

/** A typed comma or colon would split the entry, so it becomes a space. */
export const printManagers = (managers: readonly ManagerLine[]): string =>
  managers
    .map(({ name, subscriberId, email }) => [name, subscriberId, email].map(typed))
    .filter((pieces) => pieces.some((piece) => piece !== ''))
    .map(([name, subscriberId, email]) => [name, subscriberId, ...(email ? [email] : [])].join(':'))
    .join(',');

const typed = (text: string): string => text.replace(/[,:]/g, ' ').trim();
