// Shows what is known in the middle of a round: at once, and then only every so often, as each picture is built from all rows.

/** Milliseconds between two pictures of one round. */
export const shownEvery = 250;

export type Paced = {
	/** There is something new to show. */
	soon: () => void;
	/** The round is over, and shows what it came to. */
	stop: () => void;
};

export const paced = (show: () => void, every = shownEvery): Paced => {
	let shownAt = Number.NEGATIVE_INFINITY;
	let timer: NodeJS.Timeout | undefined;
	const showNow = (): void => {
		timer = undefined;
		show();
		shownAt = performance.now();
	};
	return {
		soon() {
			if (timer !== undefined) return;
			const wait = shownAt + every - performance.now();
			if (wait <= 0) showNow();
			else timer = setTimeout(showNow, wait);
		},
		stop: () => clearTimeout(timer),
	};
};
