// Reads the limits that somebody wrote into the metadata of a stream or a consumer for the official tools (`io.nats.monitor.*`).

const prefix = 'io.nats.monitor.';

/** A flag as Go reads one; absent where there is none, or it is no flag. */
export const metadataFlag = (metadata: ReadonlyMap<string, string>, key: string): boolean | undefined => {
	const text = metadata.get(prefix + key);
	if (text === undefined) return undefined;
	if (/^(1|t|true)$/i.test(text)) return true;
	return /^(0|f|false)$/i.test(text) ? false : undefined;
};

/** Whether these limits are wanted at all: it takes a word that says so. */
export const isMonitored = (metadata: ReadonlyMap<string, string>): boolean =>
	metadataFlag(metadata, 'enabled') === true;

/** A limit of a count; absent where there is none, it is no whole number, or it is not above zero. */
export const metadataCount = (metadata: ReadonlyMap<string, string>, key: string): number | undefined => {
	const text = metadata.get(prefix + key);
	if (text === undefined || !/^\+?\d{1,18}$/.test(text)) return undefined;
	return Number(text) || undefined;
};

const day = 86_400_000;

/** Milliseconds of a unit, as the official tools know them. */
const units: Readonly<Record<string, number>> = {
	...{ ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 },
	...{ d: day, D: day, w: 7 * day, W: 7 * day, M: 30 * day, y: 365 * day, Y: 365 * day },
};

const part = /(\d+(?:\.\d+)?)(ns|us|µs|ms|[smhdDwWMyY])/g;
const span = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|[smhdDwWMyY])){1,16}$/;

/** A limit of a span of time, milliseconds; absent where there is none, it is no span, or it is nothing. */
export const metadataSpan = (metadata: ReadonlyMap<string, string>, key: string): number | undefined => {
	const text = metadata.get(prefix + key)?.trim();
	if (text === undefined || text.length > 64 || !span.test(text)) return undefined;
	let ms = 0;
	for (const [, count, unit = ''] of text.matchAll(part)) ms += Number(count) * (units[unit] ?? 0);
	return ms > 0 ? ms : undefined;
};
