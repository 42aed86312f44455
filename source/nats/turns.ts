// Long pieces of work one after the other, each in a turn of its own: keys and frames get between them.

const waiting: (() => void)[] = [];
let isDue = false;

const later = (): void => {
	if (isDue || waiting.length === 0) return;
	isDue = true;
	setImmediate(next);
};

const next = (): void => {
	isDue = false;
	const work = waiting.shift();
	later();
	work?.();
};

/** Does a piece of work when those before it are done, and no two in the same turn of the event loop. */
export const inTurn = (work: () => void): void => {
	waiting.push(work);
	later();
};
