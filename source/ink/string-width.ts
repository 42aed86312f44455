// Replaces string-width for Ink in the build: Ink measures every row three times a frame, and nearly all rows are plain.

import { width } from '../format/text.ts';

const colours = /\u001b\[[\d;]*m/g;

/** Display width in cells without colour escapes. A default export, as string-width has one. */
export default (text: string): number => width(text.replace(colours, ''));
