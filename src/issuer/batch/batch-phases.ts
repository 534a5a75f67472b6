/** A batch signs what stands for itself first, then full credentials: they name their parts with digests. */
export const PART_PHASE = 0;
export const FULL_PHASE = 1;
