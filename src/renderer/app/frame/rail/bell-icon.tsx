/** The service bell of `resources/icon.svg`, in the window's colours. */
export const BellIcon = ({ size }: { readonly size: number }) => (
  <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true">
    <path
      fill="var(--accent)"
      d="M27 14a5 5 0 0 1 10 0v3.6C49.4 19.9 58 29.6 58 42H6c0-12.4 8.6-22.1 21-24.4Z"
    />
    <rect x="4" y="46" width="56" height="9" rx="4.5" fill="var(--ink-2)" />
  </svg>
);
