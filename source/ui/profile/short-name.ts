// Names of functions without the path of their package, which most of the names on a screen share.

/** `github.com/nats-io/nats-server/v2/server.(*client).parse` as `server.(*client).parse`. */
export const shortName = (name: string): string => {
	const path = /^(?:[\w\-.~]+\/)+/.exec(name)?.[0] ?? '';
	return name.slice(path.length);
};

/** Kinds of packages that are told apart. */
export type CodeKind = 'server' | 'runtime' | 'network' | 'encoding' | 'other';

const kinds: readonly (readonly [CodeKind, RegExp])[] = [
	['server', /(^|\/)nats-server\/|^main\./],
	['runtime', /^(runtime|internal\/runtime|sync|syscall|internal\/(poll|sync|syscall))[./]/],
	['network', /^(net|crypto|bufio|vendor\/golang\.org\/x\/net)[./]/],
	[
		'encoding',
		/^(encoding|compress|hash|strconv|fmt|reflect|sort|strings|bytes|unicode)[./]|klauspost\/compress/,
	],
];

/** The kind of package a function is of. */
export const codeKind = (name: string): CodeKind =>
	kinds.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other';
