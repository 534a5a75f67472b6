import type { CameraProblem } from '../../present/words/scan-words.ts';

/** Enough for a small code, and quick to look through. */
const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } };

/** The camera's picture: of the given one, else of the one that looks away from its user. Or why there is none. */
export async function openCamera(deviceId?: string): Promise<MediaStream | CameraProblem> {
  if (!isSecureContext) return 'insecure';
  // Missing where a browser has none to give, whatever its types say.
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
  if (mediaDevices === undefined) return 'unsupported';
  try {
    return await mediaDevices.getUserMedia({
      audio: false,
      video: {
        ...SIZE,
        ...(deviceId === undefined
          ? { facingMode: { ideal: 'environment' } }
          : { deviceId: { exact: deviceId } }),
      },
    });
  } catch (error) {
    return PROBLEMS[error instanceof DOMException ? error.name : ''] ?? 'busy';
  }
}

const PROBLEMS: Readonly<Record<string, CameraProblem>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotSupportedError: 'unsupported',
};

/** All cameras by name, once one of them may be used. */
export async function listCameras(): Promise<MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === 'videoinput');
}

/** The light of a phone's camera. Not all have one, and few browsers offer it. */
export function hasTorch(track: MediaStreamTrack): boolean {
  const { torch } = (track.getCapabilities?.() ?? {}) as { torch?: boolean };
  return torch === true;
}

/** Rejects when the device refuses. */
export function switchTorch(track: MediaStreamTrack, isOn: boolean): Promise<void> {
  const constraint: MediaTrackConstraintSet & { torch: boolean } = { torch: isOn };
  return track.applyConstraints({ advanced: [constraint] });
}
