/** Said of a sign-in that was left in the browser: what took its place tells how it ended itself. */
export const signInReplaced = 'Another sign-in or a change of the account took its place';
