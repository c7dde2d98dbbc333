export const listId = 'order-list';

const list = (): HTMLElement | null => document.getElementById(listId);

export const focusList = (): void => list()?.focus();

export const scrollListToTop = (): void => list()?.scrollTo(0, 0);
