// Names of functions as pprof prints them: what looks like C++ loses its arguments and templates.

/** True for a name that pprof takes for C++; names of Go with brackets of their own are among them. */
const looksLikeCpp = (name: string): boolean =>
	!name.includes('.<') && !name.includes(']).') && (/[<>[\]]/.test(name) || name.includes('::'));

/** Takes what is between two brackets out, with the brackets; all the rest stays from a bracket on that has no partner. */
const withoutBrackets = (name: string, open: string, close: string): string => {
	let kept = '';
	let depth = 0;
	let opened = 0;
	for (let at = 0; at < name.length; at++) {
		const sign = name[at];
		if (sign === open) {
			if (depth === 0) opened = at;
			depth++;
		} else if (sign === close) {
			if (depth === 0) return kept + name.slice(at);
			depth--;
		} else if (depth === 0) kept += sign;
	}
	return depth === 0 ? kept : kept + name.slice(opened);
};

/**
 * The name to show of a function: `name` where it differs from the name the system knows it by, else that one, without
 * arguments and templates where it looks like C++.
 */
export const plainName = (name: string, systemName: string): string => {
	if (name !== '' && name !== systemName) return name;
	if (!looksLikeCpp(systemName)) return systemName;
	return withoutBrackets(withoutBrackets(systemName, '(', ')'), '<', '>');
};
