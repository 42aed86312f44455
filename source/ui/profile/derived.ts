// What the views show of a profile, worked out once for each sample type.

import { type CallTree, callTree } from '../../model/profile/call-tree.ts';
import { type FunctionSum, functionSums } from '../../model/profile/functions.ts';
import { totalOf } from '../../model/profile/graph.ts';
import { type LabelSum, labelSums } from '../../model/profile/labels.ts';
import type { Profile } from '../../model/profile/profile.ts';
import { type StackGroup, stackGroups } from '../../model/profile/stack-groups.ts';

/** Remembers answers about a profile for as long as it is there; `about` is the rest of the question. */
const remembered = <Answer>(work: (profile: Profile, about: number) => Answer) => {
	const known = new WeakMap<Profile, Map<number, Answer>>();
	return (profile: Profile, about: number): Answer => {
		const own = known.get(profile) ?? new Map<number, Answer>();
		known.set(profile, own);
		const answer = own.get(about) ?? work(profile, about);
		own.set(about, answer);
		return answer;
	};
};

/** All functions, none left out for being small. */
export const functionsOf = remembered((profile, type): readonly FunctionSum[] => functionSums(profile, type));

/** All functions by their names. */
export const functionsByName = remembered(
	(profile, type): ReadonlyMap<string, FunctionSum> =>
		new Map(functionsOf(profile, type).map((node) => [node.name, node])),
);

/** The whole that parts are told of. */
export const wholeOf = remembered((profile, type): number => totalOf(profile, type));

export const labelsOf = remembered((profile, type): readonly LabelSum[] => labelSums(profile, type));

/** The stacks of a text, equal ones as one. */
export const stacksOf = remembered((profile, type): readonly StackGroup[] => stackGroups(profile, type));

const trees = remembered((profile, about): CallTree => callTree(profile, about >> 1, (about & 1) === 1));

/** The tree of calls, from the outermost on; flipped from the innermost on. */
export const treeOf = (profile: Profile, type: number, flipped = false): CallTree =>
	trees(profile, type * 2 + (flipped ? 1 : 0));
