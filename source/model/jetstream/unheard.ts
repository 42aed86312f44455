// Tells a peer that its leader has not heard of since it leads, whatever the group is of.

/** A peer as its leader lists it; `active` in any unit. */
type Listed = { current: boolean; active?: number; lag?: number };

/** Whether the leader knows nothing of it: then it tells neither a time nor a lag, and both are no figures. */
export const isUnheard = ({ current, active = 0, lag = 0 }: Listed): boolean =>
	!current && active === 0 && lag === 0;
