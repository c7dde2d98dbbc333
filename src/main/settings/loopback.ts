/** Whether an address leads to this very computer: where stand-ins run, and where a token may be sent to. */
export const isLoopback = ({ hostname }: URL): boolean =>
  /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/.test(hostname);
