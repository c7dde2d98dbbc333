import { setNonce } from 'get-nonce';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
setNonce(nonce); // for the style element that a modal's scroll lock adds

/** The page's nonce, for the style elements Mantine adds while it runs. */
export const styleNonce = (): string => nonce;
