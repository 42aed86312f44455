// Time limits that count only while natstop could read: a server is not silent while natstop does not listen.

/** Length of one step of such a wait, milliseconds: of any time without a processor, at most two steps count. */
const stepLength = 50;

/** A delay below this means that natstop reads messages as they arrive, milliseconds. */
const promptly = 250;

/**
 * Calls `done` after `ms` milliseconds in which natstop ran. When the machine stops natstop for a while, a timer fires before
 * the messages of that time are read; so each step ends only after they were. Returns a function that cancels it.
 */
export const afterAwake = (ms: number, done: () => void): (() => void) => {
	let left = ms;
	let timer: NodeJS.Timeout | undefined;
	let read: NodeJS.Immediate | undefined;
	const step = (): void => {
		const length = Math.min(stepLength, left);
		const began = performance.now();
		timer = setTimeout(() => {
			read = setImmediate(() => {
				left -= Math.min(performance.now() - began, 2 * length);
				if (left <= 0) done();
				else step();
			});
		}, length);
	};
	step();
	return () => {
		clearTimeout(timer);
		clearImmediate(read);
	};
};

/** What is needed of a wire to ping its server. */
type Pinged = { rtt: () => Promise<number> };

/** Milliseconds the server took to answer a ping; `silent` when it did not within `limit`, `lost` when the link went away. */
export const ping = (wire: Pinged, limit: number): Promise<number | 'silent' | 'lost'> =>
	new Promise((resolve) => {
		const sent = performance.now();
		const giveUp = afterAwake(limit, () => resolve('silent'));
		wire
			.rtt()
			.then(
				() => resolve(performance.now() - sent),
				() => resolve('lost'),
			)
			.finally(giveUp);
	});

/**
 * Whether an expired limit of `limit` milliseconds, begun at `began` (`performance.now()`), says anything about other servers:
 * it must have ended on time, and a ping sent now, which queues behind every earlier message, must be answered at once.
 */
export const sawSilence = async (wire: Pinged, began: number, limit: number): Promise<boolean> => {
	if (performance.now() - began - limit > promptly) return false;
	const took = await ping(wire, limit);
	return typeof took === 'number' && took < promptly;
};
