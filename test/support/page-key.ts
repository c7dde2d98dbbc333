/** The key in the address that the headless app leads a browser to at first. */
export const keyOf = (entered: Response): string => entered.headers.get('location')?.split('#key=')[1] ?? '';
