export type ManagerLine = { readonly name: string; readonly subscriberId: string };

/** `Anna:1234567890,Taras:2345678901`, as the setting has it. What cannot be read stays to be mended. */
export const readManagers = (text: string): readonly ManagerLine[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const colon = part.lastIndexOf(':');
      return colon < 0
        ? { name: part, subscriberId: '' }
        : { name: part.slice(0, colon).trim(), subscriberId: part.slice(colon + 1).trim() };
    });

/** A comma or a colon in a name would split it in two, so it becomes a space. */
export const printManagers = (managers: readonly ManagerLine[]): string =>
  managers
    .filter(({ name, subscriberId }) => name.trim() !== '' || subscriberId.trim() !== '')
    .map(({ name, subscriberId }) => `${name.replace(/[,:]/g, ' ').trim()}:${subscriberId.trim()}`)
    .join(',');
