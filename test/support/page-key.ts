/** The page key in the first redirect of the headless app. */
export const keyOf = (entered: Response): string => entered.headers.get('location')?.split('#key=')[1] ?? '';
