import { ENGLISH } from '../present/words/english/english.ts';
import { checkInPage, showFault } from './check-in-page.tsx';
import { type HandedIn, handIn, handInForm } from './handed-in.ts';
import { preparePrinting } from './print-page.ts';
import { readPolicyFile } from './read-chosen-policy.ts';
import { receiveDrops } from './receive-drops.ts';
import { showProgress } from './show-progress.tsx';
import { wireScan } from './wire-scan.ts';

/** The verifier page: takes over the form, checks in this browser, shows the answer where the server would have. */
const form = find<HTMLFormElement>('check-form');
const section = find('check');
const place = find('result');
const announcer = find('announcer');
const problem = find('form-problem');
const title = document.title;
let latest = 0;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const [handedIn, ...others] = handInForm(new FormData(form));
  if (handedIn === undefined)
    ask('Choose a file, or paste a link or the text of a credential, then check again.');
  else if (others.length > 0)
    ask('There is more than one thing to check here. Leave one of them, then check again.');
  else void check(handedIn);
});
receiveDrops(find('dropzone'), (handedIn) => void receive(handedIn));
wireScan(find<HTMLButtonElement>('scan'), ENGLISH.scan, (handedIn) => void check([handedIn]));
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

/** What was dropped or pasted: credentials to check at once, or a policy to check by from now on. */
async function receive(handedIn: readonly HandedIn[]): Promise<void> {
  const [first] = handedIn;
  const policy = handedIn.length === 1 && first?.kind === 'file' ? await readPolicyFile(first.file) : null;
  if (policy === null || first?.kind !== 'file') return check(handedIn);
  const transfer = new DataTransfer();
  transfer.items.add(new File([first.file], 'policy.json', { type: 'application/json' }));
  const field = find<HTMLInputElement>('policy');
  field.files = transfer.files;
  field.closest('details')?.setAttribute('open', '');
  announcer.textContent = `From now on by the policy of ${policy.name}.`;
  field.focus();
}

async function check(handedIn: readonly HandedIn[]): Promise<void> {
  const run = ++latest;
  problem.hidden = true;
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
  if (run !== latest) return;
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

/** The error belongs to the field, and focus goes there: an alert would be lost behind a file dialog. */
function ask(forWhat: string): void {
  problem.textContent = forWhat;
  problem.hidden = false;
  find('file').focus();
}

function startAnew(): void {
  latest++;
  form.reset();
  find<HTMLInputElement>('url').value = '';
  place.hidden = true;
  place.innerHTML = '';
  section.hidden = false;
  announcer.textContent = '';
  document.title = title;
  history.replaceState(null, '', '/verify');
  find('file').focus();
}

function find<E extends HTMLElement = HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`This page has no #${id}.`);
  return element as E;
}
