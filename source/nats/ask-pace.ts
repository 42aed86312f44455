// Keeps questions to the JetStream API of one user few: so many a second, so many at the same time, the urgent ones first.

/** Questions a second, and questions that wait for an answer at the same time: the API of a cluster is one queue for everybody. */
export const [mostPerSecond, mostAtOnce] = [20, 8];

/** Places that only what a person waits for may take: lists that wait for dead servers fill the others. */
const kept = 2;

type Waiting = { begin: () => void; isUrgent: boolean };

export class AskPace {
	/** When each of the last questions was asked. */
	#asked: number[] = [];
	#open = 0;
	#waiting: Waiting[] = [];
	#timer?: NodeJS.Timeout;
	/** Questions asked in all. */
	total = 0;

	constructor(
		/** Nobody is spared: what is asked was answered before. */
		readonly isFree = false,
		readonly clock: () => number = () => performance.now(),
	) {}

	/** Asks as soon as there is room; what a person waits for is asked before what is asked again and again. */
	async run<T>(ask: () => Promise<T>, isUrgent = false): Promise<T> {
		if (this.isFree) return ask();
		await new Promise<void>((begin) => {
			const place = isUrgent ? this.#waiting.findIndex((one) => !one.isUrgent) : -1;
			this.#waiting.splice(place < 0 ? this.#waiting.length : place, 0, { begin, isUrgent });
			this.#next();
		});
		try {
			return await ask();
		} finally {
			this.#open--;
			this.#next();
		}
	}

	#next(): void {
		clearTimeout(this.#timer);
		const now = this.clock();
		this.#asked = this.#asked.filter((at) => now - at < 1000);
		while (this.#asked.length < mostPerSecond) {
			const [next] = this.#waiting;
			if (next === undefined || this.#open >= mostAtOnce - (next.isUrgent ? 0 : kept)) return;
			this.#waiting.shift();
			this.#open++;
			this.total++;
			this.#asked.push(now);
			next.begin();
		}
		const [first] = this.#asked;
		if (this.#waiting.length > 0 && first !== undefined)
			this.#timer = setTimeout(() => this.#next(), Math.max(1, first + 1000 - now));
	}
}
