type Props = { readonly size: number };

/** A shopping bag with an S: tabler has no mark for Shopify. */
export const ShopifyIcon = ({ size }: Props) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.8}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d="M5.5 8h13l1 12.5h-15z" />
    <path d="M8.5 8V7a3.5 3.5 0 0 1 7 0v1" />
    <path d="M14 12.3c-.6-.5-1.3-.7-2-.7-1.1 0-1.9.5-1.9 1.4 0 1.9 4 .9 4 2.9 0 .9-.8 1.5-2 1.5-.9 0-1.6-.3-2.2-.8" />
  </svg>
);
