export const customOrder = {
  title: 'Pay link',
} as const;
