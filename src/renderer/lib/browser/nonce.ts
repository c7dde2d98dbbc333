import { setNonce } from 'get-nonce';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
setNonce(nonce); // for the style element of a modal's scroll lock

/** The page's CSP nonce, for style elements that Mantine adds at run time. */
export const styleNonce = (): string => nonce;
