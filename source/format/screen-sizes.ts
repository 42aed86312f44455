// The widths at which screens change what they show.

/** The least terminal that is drawn on. */
export const leastSize = { columns: 60, rows: 15 } as const;

/** From this width on the header has two rows and the detail seven. */
export const roomyColumns = 100;

/** From this width on the detail stands beside the others. */
export const wideColumns = 160;
