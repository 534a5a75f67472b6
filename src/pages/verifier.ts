import { isIssuedHere } from '../present/is-issued-here.ts';
import { plainLine } from '../present/receipt/plain-line.ts';
import type { Words } from '../present/words/words.ts';
import { type CheckOutput, checkInPage, showFault } from './check-in-page.tsx';
import { openChecker } from './checker.ts';
import { wireCopying } from './copy-links.ts';
import { type HandedIn, handIn, handInForm, mayBeMany } from './handed-in.ts';
import { loadWords } from './load-words.ts';
import type { OpenMany } from './many/open-many.ts';
import { clearReceipt, offerReceipt } from './offer-receipt.ts';
import { siteOf } from './page-address.ts';
import { readPageSettings } from './page-settings.ts';
import { preparePrinting } from './print-page.ts';
import { receiveDrops } from './receive-drops.ts';
import { showProgress } from './show-progress.tsx';
import { wireForgetting } from './wire-forgetting.ts';
import { wireScan } from './wire-scan.ts';
import { workOffline } from './work-offline.ts';

/** The verifier page: takes over the form, checks in this browser, shows the answer where the server would have. */
const form = find<HTMLFormElement>('check-form');
const section = find('check');
const place = find('result');
const announcer = find('announcer');
const problem = find('form-problem');
const box = find<HTMLTextAreaElement>('credential');
const title = document.title;
const loadingWords = loadWords();
const settings = readPageSettings(place);
const site = siteOf(settings.page);
const checker = openChecker(settings);
let latest = 0;
/** Of many things, while there are many. */
let table: OpenMany | null = null;
/** What is handed in while something is still being read comes after it. */
let turn = Promise.resolve();

form.addEventListener('submit', (event) => {
  event.preventDefault();
  receive([...handInForm(new FormData(form)), ...readList()]);
});
receiveDrops(find('dropzone'), receive);
wireScan(find<HTMLButtonElement>('scan'), loadingWords, (handedIn) => receive([handedIn]));
addEventListener('click', (event) => {
  const { target } = event;
  if (!(target instanceof Element) || target.closest('[data-action="check-another"]') === null) return;
  event.preventDefault();
  void loadingWords.then(startAnew);
});
addEventListener('hashchange', checkLinked);
preparePrinting();
wireCopying();
wireForgetting(find('kept-copies'), loadingWords);
void workOffline();
checkLinked();

/**
 * An address that brings its link along is checked at once: after the `#`, which no server is told, or after the `?`. Only links, never a
 * text that someone put into the address.
 */
function checkLinked(): void {
  const { hash, searchParams } = new URL(location.href);
  const link = new URLSearchParams(hash.slice(1)).get('url') ?? searchParams.get('url');
  const linked = link === null ? null : handIn(link);
  // Beside a table it goes into the table.
  if (linked?.kind === 'link') receive([linked]);
}

function receive(handedIn: readonly HandedIn[]): void {
  turn = turn
    .then(() => take(handedIn))
    .catch(async () => {
      const words = await loadingWords;
      show(showFault(words), words);
    });
}

/** What was handed in: one thing or many to check at once, or a policy to check by from now on. */
async function take(handedIn: readonly HandedIn[]): Promise<void> {
  const words = await loadingWords;
  const [first] = handedIn;
  if (first === undefined) return ask(words.box.nothing);
  problem.hidden = true;
  box.removeAttribute('aria-invalid');
  // A table stays with the policy that it began with.
  const isMaybePolicy = handedIn.length === 1 && first.kind === 'file' && table === null;
  const chosen = isMaybePolicy ? await checker.readPolicy(first.file).catch(() => null) : null;
  if (chosen !== null && first.kind === 'file') return choosePolicy(chosen.policy.name, first.file, words);
  if (table !== null) {
    if (await table.add(handedIn)) emptyBox();
  } else if (handedIn.length === 1 && !mayBeMany(first)) void check(handedIn);
  else await checkMany(handedIn, words);
}

async function checkMany(handedIn: readonly HandedIn[], words: Words): Promise<void> {
  const run = ++latest;
  announcer.textContent = words.many.gathering;
  const chosen = await checker.readPolicy(readPolicyFile());
  // Which says why nothing was checked.
  if (chosen === null) return check(handedIn);
  const { openMany } = await import('./many/open-many.ts');
  const person = readPerson();
  clearReceipt();
  const opened = await openMany(handedIn, {
    place,
    announcer,
    checker,
    openChecker: () => openChecker(settings),
    words,
    policy: chosen,
    page: settings.page,
    isSample: (result) => settings.isSample && site !== undefined && isIssuedHere(result, site),
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

/** Checks by it from now on, if that is meant: a policy that came with an application would have its sender trusted. */
function choosePolicy(name: string, file: Blob, { progress }: Words): void {
  if (!confirm(progress.askPolicy(plainLine(name, 100)))) return;
  const transfer = new DataTransfer();
  transfer.items.add(new File([file], 'policy.json', { type: 'application/json' }));
  const field = find<HTMLInputElement>('policy');
  field.files = transfer.files;
  field.closest('details')?.setAttribute('open', '');
  announcer.textContent = progress.byPolicy(name);
  field.focus();
}

async function check(handedIn: readonly HandedIn[]): Promise<void> {
  const words = await loadingWords;
  const run = ++latest;
  clearReceipt();
  section.hidden = true;
  place.hidden = false;
  const progress = showProgress(place, words);
  announcer.textContent = words.progress.checkingCount(handedIn.length);
  find('progress').focus();
  const person = readPerson();
  const policyFile = readPolicyFile();
  const input = {
    words,
    handedIn,
    page: settings.page,
    isSample: settings.isSample,
    ...(person === undefined ? {} : { person }),
    ...(policyFile === undefined ? {} : { policyFile }),
  };
  const output = await checkInPage(checker, input, progress).catch(() => showFault(words));
  progress.stop();
  // Another check was begun meanwhile; its answer is the one that is waited for.
  if (run === latest) show(output, words);
}

function show(output: CheckOutput, words: Words): void {
  place.hidden = false;
  // Rendered by hono/jsx, which escapes all text in it.
  place.innerHTML = output.html;
  if (output.receipt !== undefined) void offerReceipt(place, output.receipt);
  document.title = `${output.headline} – ${title}`;
  announcer.textContent = words.progress.result(output.headline);
  find('verdict').focus();
}

function readPerson(): { name?: string; email?: string } | undefined {
  const name = find<HTMLInputElement>('person-name').value.trim();
  const email = find<HTMLInputElement>('person-email').value.trim();
  if (name === '' && email === '') return undefined;
  return { ...(name === '' ? {} : { name }), ...(email === '' ? {} : { email }) };
}

function readPolicyFile(): File | undefined {
  return find<HTMLInputElement>('policy').files?.[0];
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

function startAnew(words: Words): void {
  if (table?.isUnsaved() && !confirm(words.many.leave)) return;
  latest++;
  clearReceipt();
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
  history.replaceState(null, '', location.pathname);
  // The links to other languages bring along what was checked, which is over.
  for (const translation of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]'))
    translation.search = '';
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
