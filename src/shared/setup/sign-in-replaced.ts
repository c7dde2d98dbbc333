/** The error of a sign-in that was replaced while open in the browser. Pages hide it: the replacement reports its own result. */
export const signInReplaced = 'It was replaced by another sign-in or a change of the account';
