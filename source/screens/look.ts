// What drawing depends on whatever the screen: sizes, the choices of a person, and a log that is printed.

import type { Look, Moment } from '../table/column.ts';

/** A size in cells. */
export type Size = { width: number; height: number };

/** The choices that hold for all lists; `marks` are the ids of marked servers. */
export type Choices = { totals: boolean; exact: boolean; keys: boolean; marks?: readonly string[] };

/** The facts that drawing depends on, whatever the screen. `screenWidth` is that of the whole terminal, in cells. */
export type BaseLook = Look<{ choices: Choices; screenWidth: number }>;

/** The facts that values depend on, drawn or not. */
export type ValueLook = Moment & { choices: Choices };

/** The facts that drawing depends on, with those that the screen works out for all its rows. */
export type ScreenLook<Facts> = BaseLook & Facts;

/** A row of a log as it is printed: a line of text or of JSON. */
export type StreamLine = (how: { look: BaseLook; json: boolean; columns?: number }) => string;

/** A log that is followed without a screen. */
export type Stream = { leftOut: (count: number, at: number) => StreamLine; stop: () => void };
