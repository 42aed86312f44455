// Long pieces of work one after the other, with time between them: a key takes some turns of the event loop to become a frame.

/** Milliseconds from the end of one piece to the next. */
const between = 10;

const waiting: (() => void)[] = [];
let isDue = false;

const next = (): void => {
	const work = waiting.shift();
	try {
		work?.();
	} finally {
		isDue = waiting.length > 0;
		if (isDue) setTimeout(next, between);
	}
};

/** Does a piece of work when those before it are done. */
export const inTurn = (work: () => void): void => {
	waiting.push(work);
	if (isDue) return;
	isDue = true;
	setImmediate(next);
};
