/** A form on screen, as it is to one of its name that was thrown away before and is taken back. */
type OpenForm = {
  /**
   * Keeps what was typed into it until now.
   * @param base the version that the other one is a change of
   * @returns whether nothing is lost when the other one takes its place
   */
  readonly yields: (base: number | undefined) => boolean;
  /** Shows what is kept. */
  readonly readAgain: () => void;
};

/** The forms on screen, by the name that each is kept under: what is kept they read only when they come. */
export function createOpenForms() {
  const forms = new Map<string, OpenForm>();
  return {
    /** @returns the function that ends it */
    open(name: string, form: OpenForm): () => void {
      forms.set(name, form);
      return () => {
        if (forms.get(name) === form) forms.delete(name);
      };
    },
    find: (name: string): OpenForm | null => forms.get(name) ?? null,
  };
}
