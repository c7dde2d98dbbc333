/** Each theme and density of rows, with the key of its name in the catalogue `frame`. */
export const themes = [
  ['auto', 'themeSystem'],
  ['light', 'themeLight'],
  ['dark', 'themeDark'],
] as const;
export const rows = [
  ['comfortable', 'rowsComfortable'],
  ['compact', 'rowsCompact'],
] as const;
