/**
 * The term definitions of a JSON-LD context, as jsonld keeps them in a Map, whose copies cost nothing until one of them is written to.
 * A definition is not changed once it stands here. Only what jsonld calls is here; what it calls besides is an error.
 */
export class SharedTerms {
  static #named = 0;

  #terms: Map<string, unknown>;
  #isShared = false;
  #name: number | undefined;

  constructor(terms: Iterable<readonly [string, unknown]>) {
    this.#terms = new Map(terms);
  }

  /** Two with one name hold the same; undefined since the last write, until it is named again. */
  get name(): number | undefined {
    return this.#name;
  }

  /** To be called when the last definition is complete. */
  giveName(): void {
    this.#name ??= ++SharedTerms.#named;
  }

  share(): SharedTerms {
    const copy = new SharedTerms([]);
    copy.#terms = this.#terms;
    copy.#name = this.#name;
    copy.#isShared = true;
    this.#isShared = true;
    return copy;
  }

  get(term: string): unknown {
    return this.#terms.get(term);
  }

  has(term: string): boolean {
    return this.#terms.has(term);
  }

  set(term: string, definition: unknown): this {
    this.#ownTerms().set(term, definition);
    return this;
  }

  delete(term: string): boolean {
    return this.#ownTerms().delete(term);
  }

  #ownTerms(): Map<string, unknown> {
    if (this.#isShared) this.#terms = new Map(this.#terms);
    this.#isShared = false;
    this.#name = undefined;
    return this.#terms;
  }
}
