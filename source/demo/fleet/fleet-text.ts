// Writes times and counts as nats-server does; half of the text of a simulated answer.

const dayLength = 86_400_000;

/** The text of each day that was written: a round of answers has tens of thousands of times, and dates are slow. */
const days = new Map<number, string>();

const dayText = (day: number): string => {
	const text = days.get(day) ?? new Date(day * dayLength).toISOString().slice(0, 11);
	days.set(day, text);
	return text;
};

const two = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

/** RFC 3339 with nanoseconds, 30 characters, as Go writes it. */
export const timeText = (at: number): string => {
	const day = Math.floor(at / dayLength);
	const rest = Math.floor(at - day * dayLength);
	const seconds = Math.floor(rest / 1000);
	const ms = String(1000 + (rest % 1000)).slice(1);
	return `${dayText(day)}${two[Math.floor(seconds / 3600)]}:${two[Math.floor(seconds / 60) % 60]}:${two[seconds % 60]}.${ms}000000Z`;
};

/** How long ago, as Go writes it for people: `3d4h5m6s`. */
export const uptimeText = (ms: number): string => {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	const [days, hours, minutes] = [86_400, 3600, 60].map((unit) => Math.floor(seconds / unit));
	const parts = [`${seconds % 60}s`];
	if (minutes) parts.unshift(`${minutes % 60}m`);
	if (hours) parts.unshift(`${hours % 24}h`);
	if (days) parts.unshift(`${days}d`);
	return parts.join('');
};

/** The options of a request by their names; nothing where it is no JSON object. Empty is none. */
export const readOptions = (payload: string): Readonly<Record<string, unknown>> | undefined => {
	if (payload === '') return {};
	try {
		const options: unknown = JSON.parse(payload);
		return typeof options === 'object' && options !== null ? (options as Record<string, unknown>) : {};
	} catch {
		return undefined;
	}
};

/** An answer without its envelope. */
export type FleetAnswer = { data: string } | { error: { code: number; description: string } };

/** What servers say to a request that is no JSON. */
export const notJson: FleetAnswer = { error: { code: 400, description: 'json: cannot unmarshal' } };
