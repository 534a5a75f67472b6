import { findCodes, findCodesInFrame } from './find-codes.ts';
import type { QrAnswer, QrQuestion } from './qr-question.ts';

/** Looks for codes beside the page, so that the page goes on. One question at a time, answered in order. */
addEventListener('message', ({ data }: MessageEvent<QrQuestion>) => {
  const answer: QrAnswer = { id: data.id, codes: answerQuestion(data) };
  postMessage(answer);
});

function answerQuestion({ picture, frame }: QrQuestion): string[] {
  try {
    return frame === undefined ? findCodes(picture) : findCodesInFrame(picture, frame);
  } catch {
    // Out of memory, or a picture that no canvas takes: nothing could be read in it.
    return [];
  } finally {
    picture.close();
  }
}
