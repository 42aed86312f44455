// Tells a peer that its leader has not heard of since it leads, whatever the group is of.

/** A peer as its leader lists it; `active` in any unit. */
type Listed = { current: boolean; active?: number };

/**
 * Whether the leader knows nothing of it: then it tells no time. The lag it may tell is what it has added itself since it
 * leads. Neither is a figure.
 */
export const isUnheard = ({ current, active = 0 }: Listed): boolean => !current && active === 0;
