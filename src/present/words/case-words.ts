/** What is said where no verdict alone says it. */
export interface CaseWords {
  /** When only some checks were asked for, nothing may be said that the others would have to say. */
  partial: { headline: string; sentence: string; advice: string };
  /** Several that were handed in together, none of which is a part of another. */
  several: { headline: (good: number, all: number) => string; sentence: string; advice: string };
  /** What to do with what practice mode made, where it would be valid. */
  practiceAdvice: string;
  /** Names in a sentence: the last one after an “and”. */
  and: (names: readonly string[]) => string;
}
