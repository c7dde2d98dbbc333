export const drafts = {
  title: 'Drafts',
} as const;
