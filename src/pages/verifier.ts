import { isIssuedHere } from '../present/is-issued-here.ts';
import { ENGLISH } from '../present/words/english/english.ts';
import { type CheckOutput, checkInPage, showFault } from './check-in-page.tsx';
import { type HandedIn, handIn, handInForm, mayBeMany } from './handed-in.ts';
import type { OpenMany } from './many/open-many.ts';
import { preparePrinting } from './print-page.ts';
import { readChosenPolicy, readPolicyFile } from './read-chosen-policy.ts';
import { receiveDrops } from './receive-drops.ts';
import { showProgress } from './show-progress.tsx';

/** The verifier page: takes over the form, checks in this browser, shows the answer where the server would have. */
const form = find<HTMLFormElement>('check-form');
const section = find('check');
const place = find('result');
const announcer = find('announcer');
const problem = find('form-problem');
const box = find<HTMLTextAreaElement>('credential');
const title = document.title;
const words = ENGLISH;
let latest = 0;
/** Of many things, while there are many. */
let table: OpenMany | null = null;
/** What is handed in while something is still being read comes after it. */
let turn = Promise.resolve();

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const handedIn = handInForm(new FormData(form));
  const list = readList();
  if (handedIn.length === 0 && list.length === 0) ask(words.box.nothing);
  else receive([...handedIn, ...list]);
});
receiveDrops(find('dropzone'), (handedIn) => receive(handedIn));
addEventListener('click', (event) => {
  const { target } = event;
  if (!(target instanceof Element) || target.closest('[data-action="check-another"]') === null) return;
  event.preventDefault();
  startAnew();
});
preparePrinting();

const link = new URL(location.href).searchParams.get('url');
const linked = link === null ? null : handIn(link);
// An address that brings its link along is checked at once; only links, never a text that someone put into the address.
if (linked?.kind === 'link') void check([linked]);

function receive(handedIn: readonly HandedIn[]): void {
  turn = turn.then(() => take(handedIn)).catch(() => show(showFault()));
}

/** What was handed in: one thing or many to check at once, or a policy to check by from now on. */
async function take(handedIn: readonly HandedIn[]): Promise<void> {
  const [first] = handedIn;
  problem.hidden = true;
  box.removeAttribute('aria-invalid');
  const policy = handedIn.length === 1 && first?.kind === 'file' ? await readPolicyFile(first.file) : null;
  if (policy !== null && first?.kind === 'file') return choosePolicy(policy.name, first.file);
  if (table !== null) {
    if (await table.add(handedIn)) emptyBox();
    return;
  }
  if (first === undefined || (handedIn.length === 1 && !mayBeMany(first))) void check(handedIn);
  else await checkMany(handedIn);
}

async function checkMany(handedIn: readonly HandedIn[]): Promise<void> {
  const run = ++latest;
  announcer.textContent = words.many.gathering;
  const page = new URL(location.href);
  const policy = await readChosenPolicy(find<HTMLInputElement>('policy').files?.[0], page);
  // Which says why nothing was checked.
  if (policy === null) return check(handedIn);
  const [{ openMany }, { openChecker }] = await Promise.all([
    import('./many/open-many.ts'),
    import('./checker.ts'),
  ]);
  const person = readPerson();
  const opened = await openMany(handedIn, {
    place,
    announcer,
    openChecker: () => openChecker(page),
    words,
    policy,
    isSample: (result) => place.dataset['sample'] !== undefined && isIssuedHere(result, page.origin),
    askForMore: () => {
      box.scrollIntoView({ block: 'center' });
      box.focus();
    },
    ...(person === undefined ? {} : { person }),
  });
  if (opened.kind === 'refused') return ask(opened.sentence);
  if (opened.kind === 'together') return void check(opened.handedIn);
  if (run !== latest) return opened.table.close();
  table = opened.table;
  place.hidden = false;
  showMore(true);
  emptyBox();
  document.title = `${words.many.heading} – ${title}`;
  find('many-heading').focus();
}

/** Checks by it from now on. */
function choosePolicy(name: string, file: Blob): void {
  const transfer = new DataTransfer();
  transfer.items.add(new File([file], 'policy.json', { type: 'application/json' }));
  const field = find<HTMLInputElement>('policy');
  field.files = transfer.files;
  field.closest('details')?.setAttribute('open', '');
  announcer.textContent = `From now on by the policy of ${name}.`;
  field.focus();
}

async function check(handedIn: readonly HandedIn[]): Promise<void> {
  const run = ++latest;
  section.hidden = true;
  place.hidden = false;
  const progress = showProgress(place);
  announcer.textContent =
    handedIn.length === 1 ? 'Checking 1 credential.' : `Checking ${handedIn.length} files.`;
  find('progress').focus();
  const person = readPerson();
  const [policyFile] = find<HTMLInputElement>('policy').files ?? [];
  const input = {
    handedIn,
    page: new URL(location.href),
    isSample: place.dataset['sample'] !== undefined,
    ...(person === undefined ? {} : { person }),
    ...(policyFile === undefined ? {} : { policyFile }),
  };
  const output = await checkInPage(input, progress).catch(showFault);
  progress.stop();
  // Another check was begun meanwhile; its answer is the one that is waited for.
  if (run === latest) show(output);
}

function show(output: CheckOutput): void {
  place.hidden = false;
  // Rendered by hono/jsx, which escapes all text in it.
  place.innerHTML = output.html;
  document.title = `${output.headline} – ${title}`;
  announcer.textContent = `Result: ${output.headline}.`;
  find('verdict').focus();
}

function readPerson(): { name?: string; email?: string } | undefined {
  const name = find<HTMLInputElement>('person-name').value.trim();
  const email = find<HTMLInputElement>('person-email').value.trim();
  if (name === '' && email === '') return undefined;
  return { ...(name === '' ? {} : { name }), ...(email === '' ? {} : { email }) };
}

/** The list of applicants that was chosen; it is a list whatever its file is called. */
function readList(): HandedIn[] {
  const [file] = find<HTMLInputElement>('applicants').files ?? [];
  if (file === undefined) return [];
  return [{ kind: 'file', file: new File([file], file.name, { type: 'text/csv' }) }];
}

/** The error belongs to the field, and focus goes there: an alert would be lost behind a file dialog. */
function ask(forWhat: string): void {
  problem.textContent = forWhat;
  problem.hidden = false;
  announcer.textContent = '';
  box.setAttribute('aria-invalid', 'true');
  box.focus();
}

function startAnew(): void {
  if (table?.isUnsaved() && !confirm(words.many.leave)) return;
  latest++;
  table?.close();
  table = null;
  form.reset();
  emptyBox();
  place.hidden = true;
  place.innerHTML = '';
  section.hidden = false;
  showMore(false);
  announcer.textContent = '';
  document.title = title;
  history.replaceState(null, '', '/verify');
  box.focus();
}

/** The box under a table, for what is to be added to it. */
function showMore(isMore: boolean): void {
  section.classList.toggle('is-more', isMore);
  find('check-more').hidden = !isMore;
}

function emptyBox(): void {
  box.value = '';
  for (const id of ['file', 'applicants']) find<HTMLInputElement>(id).value = '';
}

function find<E extends HTMLElement = HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`This page has no #${id}.`);
  return element as E;
}
