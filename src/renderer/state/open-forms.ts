/** A form on screen, as it is to one of its place that was thrown away before and is taken back. */
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

/** The forms on screen, by the place that each is kept in: what is kept they read only when they come. */
export function createOpenForms() {
  const forms = new Map<string, OpenForm>();
  return {
    /** @returns the function that ends it */
    open(place: string, form: OpenForm): () => void {
      forms.set(place, form);
      return () => {
        if (forms.get(place) === form) forms.delete(place);
      };
    },
    find: (place: string): OpenForm | null => forms.get(place) ?? null,
  };
}
