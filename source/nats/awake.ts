// Limits that count only while natstop could read: where it was not listening, nobody was silent.

/** How long one step of such a wait is, milliseconds: of a time without a processor no more than two of them count. */
const stepLength = 50;

/** Below this natstop reads what comes to it at once, milliseconds. */
const promptly = 250;

/**
 * Calls `done` after so many milliseconds in which natstop ran. It may have been kept from that by its machine: a timer is
 * due before what came meanwhile is read, so each step ends only after it was. Gives what calls it off.
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
 * Whether a limit of so many milliseconds, begun at `began` (`performance.now()`) and over now, says anything about others: it
 * ended when it was due, and the answer to a ping, which comes behind all that was sent before it, is read at once.
 */
export const sawSilence = async (wire: Pinged, began: number, limit: number): Promise<boolean> => {
	if (performance.now() - began - limit > promptly) return false;
	const took = await ping(wire, limit);
	return typeof took === 'number' && took < promptly;
};
