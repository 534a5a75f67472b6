import type { ScanWords } from '../../present/words/scan-words.ts';
import { chooseCode } from './choose-code.ts';
import { hasTorch, listCameras, openCamera, switchTorch } from './open-camera.ts';
import { openQrReader } from './qr-reader.ts';
import { readQr } from './read-qr.ts';
import { addScanDialog } from './scan-dialog.tsx';

/** Between two looks at the picture. */
const PAUSE_MS = 200;
/** After which people want to know what they can do. */
const NOTHING_YET_MS = 20_000;

/**
 * Opens a dialog that reads a QR code by camera, or from a photo where there is no camera or it may not be used. Resolves with what
 * can be checked, a link or the text of a credential, or with null when the dialog was closed. The camera is on only while the dialog
 * can be seen. Nothing that a code says is opened, and no picture leaves the page.
 */
export function scanWithCamera(words: ScanWords): Promise<string | null> {
  const page = new URL(location.href);
  const opener = document.activeElement;
  const { dialog, video, status, close, torch, retry, cameras, photo } = addScanDialog(words);
  const reader = openQrReader();
  let stream: MediaStream | null = null;
  let latest = 0;
  let isReadingPhoto = false;
  let found: string | null = null;

  const say = (text: string) => {
    // The same again would be read aloud again.
    if (status.textContent !== text) status.textContent = text;
  };
  const show = (element: HTMLElement | null, isShown: boolean) => {
    if (element !== null) element.hidden = !isShown;
  };

  async function start(deviceId?: string): Promise<void> {
    stop();
    const run = latest;
    say(words.starting);
    const opened = await openCamera(deviceId);
    if (run !== latest) {
      if (typeof opened !== 'string') stopTracks(opened);
      return;
    }
    if (typeof opened === 'string') {
      show(retry, opened === 'denied' || opened === 'busy' || opened === 'none');
      return say(words.cameraProblem[opened]);
    }
    // The focus stays in the dialog when its button goes.
    if (document.activeElement === retry) close.focus();
    show(retry, false);
    stream = opened;
    video.srcObject = opened;
    show(video.parentElement, true);
    // Refused when the dialog is closed meanwhile, and not waited for: a camera may be slow to send its first picture.
    void video.play().catch(() => {});
    await offerChoices(opened);
    if (run !== latest) return;
    say(words.searching);
    await look(run);
  }

  function stop(): void {
    latest++;
    if (stream !== null) stopTracks(stream);
    stream = null;
    video.srcObject = null;
    show(video.parentElement, false);
    show(torch, false);
  }

  async function offerChoices(opened: MediaStream): Promise<void> {
    const [track] = opened.getVideoTracks();
    torch.setAttribute('aria-pressed', 'false');
    show(torch, track !== undefined && hasTorch(track));
    const devices = await listCameras();
    const used = track?.getSettings().deviceId;
    cameras.replaceChildren(
      ...devices.map(({ deviceId, label }, index) => {
        const name = label === '' ? words.cameraNumber(index + 1) : label;
        return new Option(name, deviceId, false, deviceId === used);
      }),
    );
    show(cameras.closest('p'), devices.length > 1);
  }

  /** Looks again and again until it is told to stop. */
  async function look(run: number): Promise<void> {
    const begun = Date.now();
    for (let frame = 0; run === latest; frame++) {
      const looked = Date.now();
      if (!isReadingPhoto) hear(await readFrame(frame), run);
      if (run !== latest) return;
      if (status.textContent === words.searching && looked - begun >= NOTHING_YET_MS) say(words.nothingYet);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, PAUSE_MS - (Date.now() - looked))));
    }
  }

  async function readFrame(frame: number): Promise<string[]> {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return [];
    const picture = await createImageBitmap(video).catch(() => null);
    return picture === null ? [] : reader.read(picture, frame);
  }

  function hear(codes: readonly string[], run: number): void {
    if (run !== latest || codes.length === 0 || isReadingPhoto) return;
    answer(codes);
  }

  function answer(codes: readonly string[]): void {
    const chosen = chooseCode(codes, page);
    if (chosen.ok) {
      found = chosen.text;
      dialog.close();
    } else say(words.codeProblem[chosen.problem](chosen));
  }

  async function readPhoto(): Promise<void> {
    const [file] = photo.files ?? [];
    if (file === undefined) return;
    isReadingPhoto = true;
    say(words.readingPhoto);
    const codes = await readQr(file);
    isReadingPhoto = false;
    // The same photo may be chosen again.
    photo.value = '';
    if (dialog.open) answer(codes);
  }

  async function toggleTorch(): Promise<void> {
    const [track] = stream?.getVideoTracks() ?? [];
    if (track === undefined) return;
    const isOn = torch.getAttribute('aria-pressed') !== 'true';
    const isSwitched = await switchTorch(track, isOn).then(
      () => true,
      () => false,
    );
    if (isSwitched) torch.setAttribute('aria-pressed', String(isOn));
    else show(torch, false);
  }

  /** A phone's own camera, which takes the photo, hides the page too. */
  function followVisibility(): void {
    if (document.hidden) stop();
    else void start();
  }

  close.addEventListener('click', () => dialog.close());
  torch.addEventListener('click', () => void toggleTorch());
  retry.addEventListener('click', () => void start());
  cameras.addEventListener('change', () => void start(cameras.value));
  photo.addEventListener('change', () => void readPhoto());
  document.addEventListener('visibilitychange', followVisibility);
  dialog.showModal();
  void start();

  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      document.removeEventListener('visibilitychange', followVisibility);
      stop();
      reader.close();
      dialog.remove();
      if (found === null && opener instanceof HTMLElement) opener.focus();
      resolve(found);
    });
  });
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
