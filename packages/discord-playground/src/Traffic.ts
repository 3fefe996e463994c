/** Counts what is on its way, so that one can tell when it is quiet. */
export class Traffic {
  #happened = 0;
  #underWay = 0;

  /** How much has happened so far: requests begun, and changes of the world. */
  get happened(): number {
    return this.#happened;
  }

  /** Whether a request is being answered. */
  get isBusy(): boolean {
    return this.#underWay > 0;
  }

  count(): void {
    this.#happened += 1;
  }

  /** Counts a request for as long as it takes to answer. */
  async during<T>(answer: () => Promise<T>): Promise<T> {
    this.#happened += 1;
    this.#underWay += 1;
    try {
      return await answer();
    } finally {
      this.#underWay -= 1;
    }
  }
}
