// What natstop does to a server, as states: a reload, a profile capture, and the name of the file one leaves.

/** One reload of one server, from the question to what came of it. Times in milliseconds. */
export type ReloadState =
	| { step: 'idle' }
	/** The dialog asks; nothing was sent. */
	| { step: 'asked' }
	/** `at` is when the request left, our clock. */
	| { step: 'sending'; at: number }
	/**
	 * The server said yes and its configuration load time moved. With `digest` (2.11 and newer) its digest is another
	 * one, too; older servers do not tell whether anything in it changed. `news` is what VARZ shows to have changed.
	 */
	| { step: 'applied'; ms: number; digest: boolean; news: readonly string[] }
	/** The load time moved, the digest is the same, and VARZ shows nothing new; certificate files may still be others. */
	| { step: 'unchanged'; ms: number }
	/** The server said no and keeps its old configuration; `description` in its words. */
	| { step: 'refused'; code: number; description: string }
	| { step: 'no-answer'; ms: number }
	/** No responders: the server is older than 2.10, or has gone. */
	| { step: 'unsupported' }
	/** The reload took our own credentials away: applied, and we are out. */
	| { step: 'cut-off' }
	/** Our user may not publish there. */
	| { step: 'denied'; subject: string }
	/** Anything else, in the client's words. */
	| { step: 'failed'; message: string };

/**
 * Why nothing may be asked of a server: how natstop was started, its own connection, or the server's state. Of a stale one
 * everything may: a profile of what hangs is the most telling.
 */
export type ActionsOff = 'read-only' | 'disconnected' | 'lameduck' | 'down';

/** The profiles a server can give, in the order of the picker. */
export const profileKinds = ['allocs', 'block', 'cpu', 'goroutine', 'heap', 'mutex', 'threadcreate'] as const;

export type ProfileKind = (typeof profileKinds)[number];

/** A kind by its name; some documents say `threadcount` for `threadcreate`. */
export const profileKindNamed = (name: string): ProfileKind | undefined =>
	name === 'threadcount' ? 'threadcreate' : profileKinds.find((kind) => kind === name);

/** The longest CPU profile a server gives, in seconds (nats-server, monitor.go). */
export const maxProfileSeconds = 15;

/** Debug level of a profile: 0 binary, 1 text, 2 full stacks (goroutine only). */
export type ProfileLevel = 0 | 1 | 2;

/** What was asked of which server: `seconds` for cpu only, which has no level. */
export type ProfileRequest = {
	/** Name of the server. */
	server: string;
	kind: ProfileKind;
	level: ProfileLevel;
	seconds?: number;
};

/** One capture. Times in milliseconds, `startedAt` by our clock. */
export type ProfileState =
	| { step: 'idle' }
	/** `hidden`: the person closed the dialog, the capture goes on. */
	| ({ step: 'capturing'; startedAt: number; hidden: boolean } & ProfileRequest)
	/** `path` is absolute, `mode` the permission bits of the file. */
	| ({ step: 'saved'; path: string; bytes: number; ms: number; mode: number } & ProfileRequest)
	/** `message` in the server's words where it has any. */
	| ({ step: 'failed'; message: string } & ProfileRequest);

/** Longest name of a server in the name of a file. */
const longestName = 64;

/**
 * A server's name as part of the name of a file. It is not trusted: what could leave the directory or need quoting
 * becomes `_`. The end of its id follows where anything was replaced or cut, as others may then look the same.
 */
export const fileNamePart = (name: string, id: string): string => {
	const plain = name.replace(/[^\w.-]/g, '_');
	if (plain === name && name.length <= longestName) return name;
	const mark = id.replace(/\W/g, '').slice(-8);
	return `${plain.slice(0, longestName - mark.length - 1)}-${mark}`;
};

/**
 * The file a profile goes to, without its directory: `natstop-east-2-heap-d0-20260921T120454Z.pprof`. Binary
 * profiles end in `.pprof`, texts in `.txt`. `stamp` is put in as it is, `id` is the server's.
 */
export const profileFileName = (
	{ server, kind, level, seconds }: ProfileRequest,
	id: string,
	stamp: string,
): string => {
	const detail = kind === 'cpu' ? `${seconds ?? 0}s` : `d${level}`;
	const ending = kind === 'cpu' || level === 0 ? 'pprof' : 'txt';
	return `natstop-${fileNamePart(server, id)}-${kind}-${detail}-${stamp}.${ending}`;
};
