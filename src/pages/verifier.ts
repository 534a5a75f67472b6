import { checkInPage, showFault } from './check-in-page.tsx';
import { openChecker } from './checker.ts';
import { type HandedIn, handIn, handInForm } from './handed-in.ts';
import { loadWords } from './load-words.ts';
import { clearReceipt, offerReceipt } from './offer-receipt.ts';
import { readPageSettings } from './page-settings.ts';
import { preparePrinting } from './print-page.ts';
import { receiveDrops } from './receive-drops.ts';
import { showProgress } from './show-progress.tsx';
import { wireScan } from './wire-scan.ts';
import { workOffline } from './work-offline.ts';

/** The verifier page: takes over the form, checks in this browser, shows the answer where the server would have. */
const form = find<HTMLFormElement>('check-form');
const section = find('check');
const place = find('result');
const announcer = find('announcer');
const problem = find('form-problem');
const title = document.title;
const loadingWords = loadWords();
const settings = readPageSettings(place);
const checker = openChecker(settings);
let latest = 0;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const [handedIn, ...others] = handInForm(new FormData(form));
  if (handedIn === undefined) void ask('nothingToCheck');
  else if (others.length > 0) void ask('severalToCheck');
  else void check(handedIn);
});
receiveDrops(find('dropzone'), (handedIn) => void receive(handedIn));
wireScan(find<HTMLButtonElement>('scan'), loadingWords, (handedIn) => void check([handedIn]));
addEventListener('click', (event) => {
  const { target } = event;
  if (!(target instanceof Element) || target.closest('[data-action="check-another"]') === null) return;
  event.preventDefault();
  startAnew();
});
preparePrinting();
void workOffline();

const link = new URL(location.href).searchParams.get('url');
const linked = link === null ? null : handIn(link);
// An address that brings its link along is checked at once; only links, never a text that someone put into the address.
if (linked?.kind === 'link') void check([linked]);

/** What was dropped or pasted: credentials to check at once, or a policy to check by from now on. */
async function receive(handedIn: readonly HandedIn[]): Promise<void> {
  const [first] = handedIn;
  const isMaybePolicy = handedIn.length === 1 && first?.kind === 'file';
  const policy = isMaybePolicy ? await checker.readPolicy(first.file).catch(() => null) : null;
  if (policy === null || first?.kind !== 'file') return check(handedIn);
  const transfer = new DataTransfer();
  transfer.items.add(new File([first.file], 'policy.json', { type: 'application/json' }));
  const field = find<HTMLInputElement>('policy');
  field.files = transfer.files;
  field.closest('details')?.setAttribute('open', '');
  announcer.textContent = (await loadingWords).progress.byPolicy(policy.name);
  field.focus();
}

async function check(handedIn: readonly HandedIn[]): Promise<void> {
  const words = await loadingWords;
  const run = ++latest;
  clearReceipt();
  problem.hidden = true;
  section.hidden = true;
  place.hidden = false;
  const progress = showProgress(place, words);
  announcer.textContent = words.progress.checkingCount(handedIn.length);
  find('progress').focus();
  const person = readPerson();
  const [policyFile] = find<HTMLInputElement>('policy').files ?? [];
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
  if (run !== latest) return;
  // Rendered by hono/jsx, which escapes all text in it.
  place.innerHTML = output.html;
  if (output.receipt !== undefined) offerReceipt(place, output.receipt);
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

/** The error belongs to the field, and focus goes there: an alert would be lost behind a file dialog. */
async function ask(forWhat: 'nothingToCheck' | 'severalToCheck'): Promise<void> {
  problem.textContent = (await loadingWords).progress[forWhat];
  problem.hidden = false;
  find('file').focus();
}

function startAnew(): void {
  latest++;
  clearReceipt();
  form.reset();
  find<HTMLInputElement>('url').value = '';
  place.hidden = true;
  place.innerHTML = '';
  section.hidden = false;
  announcer.textContent = '';
  document.title = title;
  history.replaceState(null, '', location.pathname);
  // The links to other languages bring along what was checked, which is over.
  for (const translation of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]'))
    translation.search = '';
  find('file').focus();
}

function find<E extends HTMLElement = HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`This page has no #${id}.`);
  return element as E;
}
