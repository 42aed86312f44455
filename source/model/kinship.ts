// Tells whether the servers that answer now belong to the system that was watched, or to another one.

/** A server that was known; `heardAt` is our time of its last sign of life, ms since the epoch. */
export type Known = { id: string; name: string; cluster?: string; heardAt: number };

/** One that answers now; `start` is when its process began. */
export type Met = { id: string; name: string; cluster?: string; start?: number };

/** How far clocks of servers may be behind ours, milliseconds. */
const clockSlack = 60_000;

/** One of ours: the same process, or one that took its name and place after it had gone. */
export const isOneOf = (known: readonly Known[], met: Met): boolean =>
	known.some(({ id, name, cluster, heardAt }) => {
		if (id === met.id) return true;
		const succeeds = met.start === undefined || met.start > heardAt - clockSlack;
		return name === met.name && cluster === met.cluster && succeeds;
	});

/**
 * `same` when anybody of those who answer is one of ours; a system that was restarted as a whole is the same, by its names.
 * `other` when nobody is. `unknown` when nobody answers, or nobody was known.
 */
export const kinship = (known: readonly Known[], met: readonly Met[]): 'same' | 'other' | 'unknown' => {
	if (known.length === 0 || met.length === 0) return 'unknown';
	return met.some((one) => isOneOf(known, one)) ? 'same' : 'other';
};
