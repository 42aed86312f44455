// What the build gives to Ink in place of string-width: it measures every row three times a frame, and nearly all are plain.

import { width } from '../format/text.ts';

const colours = /\u001b\[[\d;]*m/g;

/** Display width in cells, colours aside. A default export, as that is what it stands in for. */
export default (text: string): number => width(text.replace(colours, ''));
