export const manualOrder = {
  title: 'New order',
} as const;
