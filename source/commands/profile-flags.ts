// Flags of `natstop profile`: which read a file, which capture, and which do not go together.

/** Flags about the profile of a file. */
export type ProfileFileFlags = {
	top?: boolean;
	tree?: boolean;
	peek?: string;
	folded?: boolean;
	count?: number;
	diffBase?: string;
	sampleIndex?: string;
};

/** True where a flag asks for a text, so that nothing is drawn. */
export const asksForText = ({ top, tree, peek, folded }: ProfileFileFlags): boolean =>
	top === true || tree === true || folded === true || peek !== undefined;

/** Names of the flags that say how a profile of a file is printed. */
const named = ({
	top,
	tree,
	peek,
	folded,
	count,
	diffBase,
	sampleIndex,
}: ProfileFileFlags): readonly string[] =>
	Object.entries({ top, tree, peek, folded, count, 'diff-base': diffBase, 'sample-index': sampleIndex })
		.filter(([, value]) => value !== undefined)
		.map(([name]) => `--${name}`);

/** The sentence about such flags beside a server, or nothing. */
export const needsFile = (flags: ProfileFileFlags): string | undefined => {
	const [name] = named(flags);
	return name && `${name} reads a profile: natstop profile FILE ${name}`;
};

/** The sentence about flags of a capture beside a file, or nothing. */
export const needsServer = (flags: Readonly<Record<string, unknown>>): string | undefined => {
	const name = ['debug', 'duration', 'dir'].find((flag) => flags[flag] !== undefined);
	return name && `--${name} captures a profile: natstop profile SERVER… KIND --${name}`;
};

/** Why these flags do not go together, or nothing. */
export const wrongFlags = (flags: ProfileFileFlags): string | undefined => {
	const { top, tree, peek, folded, count } = flags;
	const asked = [top && '--top', tree && '--tree', peek !== undefined && '--peek', folded && '--folded'];
	const given = asked.filter((name) => typeof name === 'string');
	if (given.length > 1) return `${given.join(' and ')} are several texts; give one`;
	if (count !== undefined && (folded || peek !== undefined)) return '--count goes with --top and --tree';
	return undefined;
};
