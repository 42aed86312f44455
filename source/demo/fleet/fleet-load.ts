// How the figures of a simulated server go up and down: a rate swings, what it adds up to never goes back.

/** What has figures: when they began, and how long they take to go up and down. */
type Loaded = { start: number; load: { period: number; phase: number } };

/** Seconds of mean load from the start of a server to `now`: what a rate is multiplied by to give its counter. */
export const loadedSeconds = ({ start, load }: Loaded, now: number): number => {
	const ran = (now - start) / 1000;
	const period = load.period / 1000;
	const wave = (0.6 * period) / (2 * Math.PI);
	return ran + wave * (1 - Math.cos((2 * Math.PI * ran) / period));
};

/** The value of a counter at `now`. */
export const counted = (server: Loaded, rate: number, now: number): number =>
	Math.floor(rate * loadedSeconds(server, now));

/** The factor of a rate at `now`, from 0.4 to 1.6. */
export const swing = ({ load }: Loaded, now: number): number =>
	1 + 0.6 * Math.sin((2 * Math.PI * (now + load.phase)) / load.period);

/** Of the messages of a server, how many clients send, and how many are sent to them. */
export const clientShare = { in: 0.7, out: 1.6 } as const;

/** A number from 0 to below 1 that is always the same for the same three. */
export const chance = (seed: number, a: number, b = 0): number => {
	let mixed = (seed ^ Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b)) >>> 0;
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
	mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
	return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};

/** A seed made of a name. */
export const seedOf = (name: string): number => {
	let seed = 0x811c9dc5;
	for (let index = 0; index < name.length; index++)
		seed = Math.imul(seed ^ name.charCodeAt(index), 0x01000193);
	return seed >>> 0;
};
