import type { ButtonProps, CSSVariablesResolver, MantineColorsTuple, MantineTheme } from '@mantine/core';
import { createTheme, rem } from '@mantine/core';

const brass: MantineColorsTuple = [
  '#fbf4e4',
  '#f6ecd7',
  '#ebd5a6',
  '#e3c37c',
  '#e0b050',
  '#d9a441',
  '#b9862b',
  '#9a6c1a',
  '#85590f',
  '#714b0b',
];
const stone: MantineColorsTuple = [
  '#fafaf9',
  '#f3f2ef',
  '#ece9e1',
  '#dedad2',
  '#c9c4ba',
  '#a8a297',
  '#857f75',
  '#55514a',
  '#34322e',
  '#1c1b19',
];
const night: MantineColorsTuple = [
  '#ecebe6',
  '#b8b4ab',
  '#9d988e',
  '#7d796f',
  '#4c4a44',
  '#302f2b',
  '#252522',
  '#1e1e1c',
  '#161615',
  '#0f0f0e',
];

/** The portal target of menus: above the page's main part, but inside it for screen readers. */
export const menusId = 'menus';

export const theme = createTheme({
  primaryColor: 'brass',
  primaryShade: { light: 8, dark: 5 },
  colors: { brass, gray: stone, dark: night },
  black: '#1c1b19',
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: rem(12), sm: rem(14), md: rem(14), lg: rem(16), xl: rem(20) },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: rem(4), sm: rem(8), md: rem(12), lg: rem(16), xl: rem(24) },
  radius: { xs: rem(4), sm: rem(6), md: rem(6), lg: rem(8), xl: rem(12) },
  defaultRadius: 'sm',
  headings: { fontWeight: '600', sizes: { h1: { fontSize: rem(20), lineHeight: '28px' } } },
  cursorType: 'pointer',
  respectReducedMotion: true,
  autoContrast: true,
  components: {
    Button: {
      defaultProps: { size: 'xs' },
      styles: { root: { fontWeight: 500 } },
      // Mantine computes its contrast from the light scheme's shade only
      vars: (_theme: MantineTheme, { variant = 'filled', color }: ButtonProps) => ({
        root: variant === 'filled' && color === undefined ? { '--button-color': 'var(--on-accent)' } : {},
      }),
    },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, transitionProps: { duration: 120 } } },
    Menu: {
      defaultProps: {
        shadow: 'md',
        position: 'bottom-end',
        offset: 4,
        transitionProps: { duration: 120 },
        // in the page's main part, and not at the end of the body, outside every landmark
        portalProps: { target: `#${menusId}` },
        floatingStrategy: 'fixed',
        withInitialFocusPlaceholder: false,
        middlewares: { flip: true, shift: true, size: true },
      },
      // at most as high as the window
      styles: { dropdown: { overflowY: 'auto' } },
    },
    Modal: { defaultProps: { transitionProps: { duration: 140 }, centered: true } },
    Popover: { defaultProps: { returnFocus: true, transitionProps: { duration: 120 } } },
    TextInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
  },
});

/** Mantine's components use the app's tokens, so that borders and dimmed text have one colour everywhere. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-3)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-control)',
    '--mantine-color-disabled': 'var(--hover)',
    '--mantine-color-disabled-color': 'var(--ink-3)',
    '--mantine-color-brass-filled': 'var(--accent-fill)',
    '--mantine-color-brass-filled-hover': 'var(--accent-fill-hover)',
    '--mantine-color-brass-text': 'var(--accent)',
    '--mantine-color-brass-light': 'var(--accent-wash)',
    '--mantine-color-brass-light-hover': 'var(--accent-wash)',
    '--mantine-color-brass-light-color': 'var(--accent)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-shadow-md': 'var(--float)',
    '--mantine-shadow-lg': 'var(--float)',
    '--mantine-color-gray-light-hover': 'var(--hover)',
    '--mantine-color-gray-light-color': 'var(--ink-2)',
  };
  return { variables: shared, light: shared, dark: shared };
};
