// Other names of lists, on the `:` line and as commands: that of a number key for the first of its lists.

/** The id of a list by its other name. */
const aliases: Readonly<Record<string, string>> = { network: 'routes' };

/** The id that a name means: itself where it is no other name of a list. */
export const idOf = (name: string): string => (Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name);

/** The other names of a list. */
export const aliasesOf = (id: string): readonly string[] =>
	Object.keys(aliases).filter((name) => aliases[name] === id);
