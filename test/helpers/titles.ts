// Reads the titles of tests off their files: what stands in `describe` and `test`, also behind `each` and `skipIf`.

/** A title and the call it is of. */
export type Title = { of: 'describe' | 'test'; text: string };

/** The end of what is in quotes or brackets from `at` on, in code that is well-formed. */
const endOf = (code: string, at: number): number => {
	const open = code[at] ?? '';
	let here = at + 1;
	if (`'"\``.includes(open)) {
		while (here < code.length && code[here] !== open) here += code[here] === '\\' ? 2 : 1;
		return here + 1;
	}
	while (here < code.length && !')]}'.includes(code[here] ?? '')) {
		if (code.startsWith('//', here)) here = code.indexOf('\n', here);
		else here = `([{'"\``.includes(code[here] ?? '') ? endOf(code, here) : here + 1;
	}
	return here + 1;
};

/** Every title that is written out. */
export const titlesIn = (code: string): Title[] =>
	[...code.matchAll(/(?<=^[\t ]*)(describe|test)((?:\.\w+)*)(?:<.*>)?(?=[(`])/gm)].flatMap(
		(call): Title[] => {
			const [whole, of, chain = ''] = call;
			let at = call.index + whole.length;
			if (/\.(each|for|skipIf|runIf)$/.test(chain)) at = endOf(code, at);
			const quote = /^\(\s*(?=['"`])/.exec(code.slice(at, at + 40));
			if (quote === null) return [];
			const from = at + quote[0].length;
			const text = code.slice(from + 1, endOf(code, from) - 1);
			return [{ of: of === 'describe' ? 'describe' : 'test', text }];
		},
	);
