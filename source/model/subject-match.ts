// Whether a subject is covered by a pattern, as nats-server judges subscriptions and permissions.

/** True where every subject that `subject` stands for is one of the pattern; `subject` may have wildcards of its own. */
export const isCoveredBy = (subject: string, pattern: string): boolean => {
	const [tokens, wanted] = [subject.split('.'), pattern.split('.')];
	for (const [at, token] of wanted.entries()) {
		const own = tokens[at];
		if (own === undefined) return false;
		if (token === '>') return true;
		if (own === '>') return false;
		if (token !== '*' && token !== own) return false;
	}
	return tokens.length === wanted.length;
};

/** True where some subject is one of both patterns. */
export const doOverlap = (a: string, b: string): boolean => {
	const [one, other] = [a.split('.'), b.split('.')];
	const longest = Math.max(one.length, other.length);
	for (let at = 0; at < longest; at++) {
		const [x, y] = [one[at], other[at]];
		if (x === undefined || y === undefined) return false;
		if (x === '>' || y === '>') return true;
		if (x !== '*' && y !== '*' && x !== y) return false;
	}
	return true;
};
