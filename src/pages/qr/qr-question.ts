/** What the page asks its worker. */
export interface QrQuestion {
  id: number;
  /** Handed over; the worker lets go of it. */
  picture: ImageBitmap;
  /** The number of this frame, when it is one of a camera. */
  frame?: number;
}

export interface QrAnswer {
  id: number;
  codes: string[];
}
