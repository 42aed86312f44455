// What endpoints have done between two moments: their counters have no clock of their own, so natstop's tells the time.

import type { ToldEndpoint } from './told.ts';

/** Milliseconds that shares of errors are of. */
export const judgedSpan = 60_000;

type Counters = Pick<ToldEndpoint, 'requests' | 'errors' | 'processing'>;

type Sample = Counters & { at: number };

/** Two moments that are closer say too little, milliseconds: another tab has just asked. */
const shortestSpan = 200;

/** What was counted within `ms` milliseconds. */
type Growth = Counters & { ms: number };

const grown = (before: number | undefined, after: number | undefined): number | undefined =>
	before === undefined || after === undefined ? undefined : after - before;

const between = (before: Sample, after: Sample): Growth => ({
	ms: after.at - before.at,
	requests: grown(before.requests, after.requests),
	errors: grown(before.errors, after.errors),
	processing: grown(before.processing, after.processing),
});

/** Whether a counter fell: who counts has begun anew. */
const hasFallen = (before: Counters, after: Counters): boolean =>
	(['requests', 'errors', 'processing'] as const).some((key) => (grown(before[key], after[key]) ?? 0) < 0);

/** The counters of one endpoint of one instance over the last minute. */
export class CounterWindow {
	#samples: readonly Sample[] = [];

	/** Takes what was told at our time `at`. */
	push(told: Counters, at: number): void {
		const { requests, errors, processing } = told;
		const last = this.#samples.at(-1);
		if (last !== undefined && at <= last.at) return;
		const kept = last === undefined || hasFallen(last, told) ? [] : this.#samples;
		const first = kept.findLastIndex((sample) => at - sample.at >= judgedSpan);
		this.#samples = [...kept.slice(Math.max(0, first)), { at, requests, errors, processing }];
	}

	/** Everything before was of another life of it. */
	restart(): void {
		this.#samples = [];
	}

	/** Between the last two moments. */
	get last(): Growth | undefined {
		const after = this.#samples.at(-1);
		const before = after && this.#samples.findLast(({ at }) => after.at - at >= shortestSpan);
		return before && between(before, after);
	}

	/** Over the last minute, or for as long as it is known. */
	get minute(): Growth | undefined {
		const [before, after] = [this.#samples[0], this.#samples.at(-1)];
		return before && after && before !== after ? between(before, after) : undefined;
	}
}

/** What endpoints do together. */
export type Figures = {
	/** Requests and errors a second. */
	requestsRate?: number;
	errorsRate?: number;
	/** Milliseconds a request took, of those since the last round. */
	average?: number;
	/** The part of the requests of the last minute that failed, and how many requests there were. */
	failed?: number;
	judged?: number;
	/** The requests of the last minute, errors known or not, and milliseconds that are known of it. */
	recent?: number;
	recentSpan?: number;
	/** Requests and errors since they began. */
	requests?: number;
	errors?: number;
};

const sum = (values: readonly (number | undefined)[]): number | undefined => {
	let total: number | undefined;
	for (const value of values) if (value !== undefined) total = (total ?? 0) + value;
	return total;
};

const ratio = (part: number | undefined, whole: number | undefined): number | undefined =>
	part === undefined || !whole ? undefined : part / whole;

/** Figures of some endpoints together; `isNow` is false where what they did last is not what they do. */
export const figuresOf = (
	endpoints: readonly { window: CounterWindow; told: Counters; isNow: boolean }[],
): Figures => {
	const now = endpoints.filter(({ isNow }) => isNow);
	const last = now.flatMap(({ window }) => window.last ?? []);
	const minute = now.flatMap(({ window }) => window.minute ?? []);
	const rate = (key: 'requests' | 'errors'): number | undefined =>
		sum(last.map(({ ms, [key]: count }) => (count === undefined ? undefined : (count / ms) * 1000)));
	const timed = last.filter(({ processing }) => processing !== undefined);
	const judged = minute.filter(({ errors }) => errors !== undefined);
	const judgedRequests = sum(judged.map(({ requests }) => requests));
	return {
		requestsRate: rate('requests'),
		errorsRate: rate('errors'),
		average: ratio(
			sum(timed.map(({ processing }) => processing)),
			sum(timed.map(({ requests }) => requests)),
		),
		failed: ratio(sum(judged.map(({ errors }) => errors)), judgedRequests),
		judged: judgedRequests,
		recent: sum(minute.map(({ requests }) => requests)),
		...(minute.length > 0 && { recentSpan: Math.max(...minute.map(({ ms }) => ms)) }),
		requests: sum(endpoints.map(({ told }) => told.requests)),
		errors: sum(endpoints.map(({ told }) => told.errors)),
	};
};
