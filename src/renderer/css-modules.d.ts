declare module '*.module.css' {
  /** A class that a style sheet lacks is `undefined`, and React omits it. */
  const classes: { readonly [name: string]: string };
  export default classes;
}
