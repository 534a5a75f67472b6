import type { KeepingWords } from '../../present/words/keeping-words.ts';

/** What the verifier page keeps, and a way to forget it. Hidden until the script finds that it keeps anything. */
export function KeptCopies({ keeping }: { keeping: KeepingWords }) {
  return (
    <section class="kept-copies hint" id="kept-copies" hidden>
      <p>{keeping.kept}</p>
      <p>
        <button type="button" class="button-plain">
          {keeping.forget}
        </button>{' '}
        <span role="status"></span>
      </p>
    </section>
  );
}
