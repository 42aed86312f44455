// Flags of `natstop profile`: whether it reads files or captures, what it prints, and what does not go together.

import { profileKindNamed } from '../model/action.ts';

/** Flags about how a profile is printed. */
export type ProfileFileFlags = {
	top?: boolean;
	tree?: boolean;
	peek?: string;
	folded?: boolean;
	stacks?: boolean;
	sum?: boolean;
	count?: number;
	diffBase?: string;
	sampleIndex?: string;
};

/** True where a flag asks for a text, so that nothing is drawn. */
export const asksForText = ({ top, tree, peek, folded, stacks }: ProfileFileFlags): boolean =>
	top === true || tree === true || folded === true || stacks === true || peek !== undefined;

/** True where what is captured is to be printed as well: any flag about a text says so. */
export const printsCapture = (flags: ProfileFileFlags): boolean =>
	asksForText(flags) ||
	flags.sum === true ||
	flags.count !== undefined ||
	flags.diffBase !== undefined ||
	flags.sampleIndex !== undefined;

/**
 * True where the arguments are files: one is, several are with `--sum`, unless the last one names a kind of profile; then
 * those before it are servers.
 */
export const readsFiles = (args: readonly string[], { sum }: ProfileFileFlags): boolean =>
	args.length === 1 || (sum === true && profileKindNamed(args.at(-1) ?? '') === undefined);

/** The sentence about flags of a capture beside a file, or nothing. */
export const needsServer = (flags: Readonly<Record<string, unknown>>): string | undefined => {
	const name = ['debug', 'duration', 'dir'].find((flag) => flags[flag] !== undefined);
	return name && `--${name} captures a profile: natstop profile SERVER… KIND --${name}`;
};

/** Why these flags do not go together, or nothing. */
export const wrongFlags = (flags: ProfileFileFlags): string | undefined => {
	const { top, tree, peek, folded, stacks, count } = flags;
	const asked = [
		top && '--top',
		tree && '--tree',
		peek !== undefined && '--peek',
		folded && '--folded',
		stacks && '--stacks',
	];
	const given = asked.filter((name) => typeof name === 'string');
	if (given.length > 1) return `${given.join(' and ')} are several texts; give one`;
	if (count !== undefined && (folded || peek !== undefined))
		return '--count goes with --top, --tree and --stacks';
	return undefined;
};
