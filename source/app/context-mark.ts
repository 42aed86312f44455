// The name and the colour that tell in the header which context is watched.

import type { ContextLook } from '../config/contexts.ts';
import { clean } from '../system/clean.ts';
import type { Token } from '../theme.ts';

/** The words for the watched context where the configuration has some, and the colour of its block. */
export type ContextMark = { text: string; token?: Token };

/** The longest name, in characters: it never leaves the header. */
const longest = 24;

/** The mark of a context; absent where the configuration says nothing about it. */
export const contextMark = (
	looks: Readonly<Record<string, ContextLook>>,
	context: string | undefined,
): ContextMark | undefined => {
	const look = context !== undefined && Object.hasOwn(looks, context) ? looks[context] : undefined;
	if (context === undefined || look === undefined) return undefined;
	const { name = context, color } = look;
	return { text: clean(name, longest), ...(color && { token: `context-${color}` as const }) };
};
