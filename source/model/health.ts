// The marks of what deserves a look: `!` and `!!`. What deserves one, the checks say.

/** Also the colour of a mark. */
export type Health = 'warn' | 'crit' | undefined;

/** The letter form of a mark: nothing, `!` or `!!`. */
export const markOf = (health: Health): '' | '!' | '!!' =>
	health === 'crit' ? '!!' : health === 'warn' ? '!' : '';
