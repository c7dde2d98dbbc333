export type ManagerLine = { readonly name: string; readonly subscriberId: string; readonly email: string };

export const emptyLine: ManagerLine = { name: '', subscriberId: '', email: '' };

/** `Anna:1234567890,Taras::taras@example.com`, as the setting has it. What cannot be read stays to be mended. */
export const readManagers = (text: string): readonly ManagerLine[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', subscriberId = '', ...rest] = part.split(':').map((piece) => piece.trim());
      return { name, subscriberId, email: rest.join(' ') };
    });

/** A comma or a colon in what was typed would split it in two, so it becomes a space. */
export const printManagers = (managers: readonly ManagerLine[]): string =>
  managers
    .map(({ name, subscriberId, email }) => [name, subscriberId, email].map(typed))
    .filter((pieces) => pieces.some((piece) => piece !== ''))
    .map(([name, subscriberId, email]) => [name, subscriberId, ...(email ? [email] : [])].join(':'))
    .join(',');

const typed = (text: string): string => text.replace(/[,:]/g, ' ').trim();
