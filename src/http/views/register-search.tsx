/** What was searched for, and what there is. */
export interface RegisterSearch {
  path: string;
  q: string;
  found: number;
  /** Without the search. */
  all: number;
  /** Of the pages beside this one. */
  previous?: string;
  next?: string;
}

/** A form that needs no script. */
export function SearchForm({ search, label }: { search: RegisterSearch; label: string }) {
  return (
    <search>
      <form class="search" method="get" action={search.path}>
        <label for="q">{label}</label>
        <div class="search-row">
          <input type="search" id="q" name="q" value={search.q} maxlength={100} autocomplete="off" />
          <button class="button" type="submit">
            Search
          </button>
        </div>
      </form>
    </search>
  );
}

/** How much was found, in words: `3 of 12 issuers`. */
export function Found({ search, of }: { search: RegisterSearch; of: [one: string, many: string] }) {
  const { q, found, all, path } = search;
  const word = all === 1 ? of[0] : of[1];
  if (q === '') return <p class="found">{`${all} ${word}.`}</p>;
  return (
    <p class="found">
      {`${found} of ${all} ${word} with `}
      <q>{q}</q>. <a href={path}>Show all</a>
    </p>
  );
}

export function Pager({ search: { previous, next } }: { search: RegisterSearch }) {
  if (previous === undefined && next === undefined) return null;
  return (
    <nav class="pager" aria-label="Pages">
      {previous !== undefined && (
        <a href={previous} rel="prev">
          Previous page
        </a>
      )}
      {next !== undefined && (
        <a href={next} rel="next">
          Next page
        </a>
      )}
    </nav>
  );
}
