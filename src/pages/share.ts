import { wireCopying } from './copy-links.ts';
import { preparePrinting } from './print-page.ts';

/** The share page: the link with one press, and paper. */
wireCopying();
preparePrinting();
