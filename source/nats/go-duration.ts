// Reads a duration as Go writes it: `483µs`, `1.25ms`, `1m2.5s`.

const units: Readonly<Record<string, number>> = {
	ns: 1e-6,
	us: 1e-3,
	µs: 1e-3,
	μs: 1e-3,
	ms: 1,
	s: 1000,
	m: 60_000,
	h: 3_600_000,
};

const longest = 40;

/** Milliseconds; absent where the text is no duration, or a negative one. */
export const goDuration = (text: string): number | undefined => {
	const [, short] = /^(\d{1,9}(?:\.\d{1,9})?)ms$/.exec(text) ?? [];
	// What nearly all of them look like.
	if (short !== undefined) return Number(short);
	if (text.length > longest || !/^(?:\d+(?:\.\d+)?(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text)) return undefined;
	let sum = 0;
	for (const [, digits, unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|μs|ms|s|m|h)/g))
		sum += Number(digits) * (units[unit] ?? 0);
	return Number.isFinite(sum) ? sum : undefined;
};
