// What stands before a row, and the server it belongs to.

import type { Token } from '../theme.ts';

/** The server a row belongs to, for actions on it: by id, else by name. */
export type ServerRef = { id?: string; name?: string };

/** The glyph before the cells of a row, and its colour. */
export type RowLook = { glyph: string; token?: Token; faded: boolean };
