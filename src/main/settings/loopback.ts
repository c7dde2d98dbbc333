/** Whether an address leads to this computer: the only place for test servers, where a token may be sent too. */
export const isLoopback = ({ hostname }: URL): boolean =>
  /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/.test(hostname);
